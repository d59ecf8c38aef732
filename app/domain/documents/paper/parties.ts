import type { TFunction } from 'i18next';
import type { Content, TableCell } from 'pdfmake/interfaces';
import { LINE } from '~/platform/pdf/page-style';
import type { DocumentSnapshot } from '../document-snapshot';

type Company = DocumentSnapshot['company'];
type Client = DocumentSnapshot['client'];

const join = (parts: (string | null | false)[]) => parts.filter(Boolean).join(', ');
const numbers = (party: { inn: string | null; kpp: string | null }, t: TFunction) => [party.inn && `${t('paper.inn')} ${party.inn}`, party.kpp && `${t('paper.kpp')} ${party.kpp}`];

/** A number that no line breaks apart. */
const whole = (phone: string | null) => phone && phone.replaceAll(' ', '\u00a0');

/** The top of the first page: the logo at the left, who writes at the right. */
export function letterhead({ company }: DocumentSnapshot, logo: string | null, t: TFunction): Content {
  const facts = [join(numbers(company, t)), company.legalAddress, join([whole(company.phone), company.email])].filter(Boolean).join('\n');
  return {
    columns: [
      logo ? { image: logo, fit: [150, 48], width: 170 } : { text: company.shortName, fontSize: 13, bold: true, width: 200 },
      { width: '*', alignment: 'right', stack: [...(logo ? [{ text: company.shortName, bold: true }] : []), { text: facts, style: 'small' }] },
    ],
    columnGap: 16,
    margin: [0, 0, 0, 18],
  };
}

/** Who works for whom: two labelled lines. */
export function partyLines({ company, client }: DocumentSnapshot, t: TFunction): Content {
  const row = (label: string, name: string, facts: string): TableCell[] => [{ text: label, style: 'label', margin: [0, 1, 0, 0] }, { text: [{ text: name, bold: true }, facts && `, ${facts}`] }];
  return {
    table: {
      widths: [70, '*'],
      body: [
        row(t('paper.contractor'), company.legalName, join([...numbers(company, t), company.legalAddress, whole(company.phone)])),
        row(t('paper.client'), client.name, join([...numbers(client, t), client.address, whole(client.phone)])),
      ],
    },
    layout: { hLineWidth: () => 0, vLineWidth: () => 0, paddingLeft: () => 0, paddingTop: () => 2, paddingBottom: () => 2 },
    margin: [0, 0, 0, 6],
  };
}

/** The head of an invoice that banks and accountants know: whom to pay, where. */
export function bankTable({ company }: DocumentSnapshot, t: TFunction): Content {
  const labelled = (label: string, value: string | null) => ({ stack: [{ text: value ?? '', bold: true }, { text: label, style: 'label' }] });
  return {
    table: {
      widths: ['*', 44, 150],
      body: [
        [{ ...labelled(t('paper.bank'), company.bankName), rowSpan: 2 }, t('paper.bik'), company.bik ?? ''],
        ['', t('paper.account'), company.correspondentAccount ?? ''],
        [labelled(`${t('paper.payee')} · ${join(numbers(company, t))}`, company.legalName), t('paper.account'), { text: company.bankAccount ?? '', bold: true }],
      ],
    },
    layout: { hLineWidth: () => 0.6, vLineWidth: () => 0.6, hLineColor: () => LINE, vLineColor: () => LINE, paddingTop: () => 3, paddingBottom: () => 3 },
    margin: [0, 0, 0, 14],
  };
}

/** Full requisites of both sides, as contracts end with. */
export function bothRequisites({ company, client }: DocumentSnapshot, t: TFunction): Content {
  const ofCompany = requisites(company.legalName, { ...company, address: company.legalAddress, contactPerson: null }, t);
  const ofClient = requisites(client.name, { ...client, ogrn: null }, t);
  return {
    unbreakable: true,
    columnGap: 24,
    margin: [0, 10, 0, 0],
    columns: [
      { width: '*', stack: [{ text: t('paper.contractor'), style: 'heading' }, ...ofCompany] },
      { width: '*', stack: [{ text: t('paper.client'), style: 'heading' }, ...ofClient] },
    ],
  };
}

function requisites(name: string, party: Omit<Client, 'name'> & Pick<Company, 'ogrn'>, t: TFunction): Content[] {
  const facts: [string, string | null][] = [
    [t('paper.inn'), party.inn], [t('paper.kpp'), party.kpp], [t('paper.ogrn'), party.ogrn], [t('paper.address'), party.address],
    [t('paper.account'), party.bankAccount], [t('paper.bank'), party.bankName], [t('paper.bik'), party.bik], [t('paper.correspondent'), party.correspondentAccount],
    [t('paper.contactPerson'), party.contactPerson], [t('paper.phone'), party.phone], [t('paper.email'), party.email],
  ];
  return [{ text: name, bold: true, margin: [0, 0, 0, 2] }, ...facts.flatMap(([label, value]) => (value ? [{ text: [{ text: `${label} `, style: 'label' }, value] }] : []))];
}
