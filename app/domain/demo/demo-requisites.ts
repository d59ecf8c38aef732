import { accountKey } from '~/domain/contacts/bank-account';
import { randomInn } from '../../../prisma/crm-factories';
import type { Random } from '../../../prisma/random';
import { BANKS } from '../../../prisma/sample-crm-texts';

/** What documents say of a sample company: numbers with right check digits that belong to nobody. */
export function demoRequisites({ name, phone, director, random }: { name: string; phone: string | null; director: string; random: Random }) {
  const [bik, correspondentAccount, bankName] = BANKS[0];
  const open = '40702810000000004170';
  const body = '118774600' + String(random.int(100, 999));
  return {
    legalName: `Общество с ограниченной ответственностью «${name}»`,
    shortName: `ООО «${name}»`,
    inn: randomInn(random, '7728', 10),
    kpp: '772801001',
    ogrn: `${body}${(BigInt(body) % 11n) % 10n}`,
    legalAddress: '117342, г. Москва, ул. Складочная, д. 1, стр. 5, оф. 12',
    bankName,
    bik,
    bankAccount: `${open.slice(0, 8)}${accountKey(open, bik.slice(6))}${open.slice(9)}`,
    correspondentAccount,
    director,
    accountant: director,
    phone,
  };
}
