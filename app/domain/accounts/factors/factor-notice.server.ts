import type { Prisma } from '~/generated/prisma/client';
import { getFixedT } from '~/platform/i18n.server';
import { compose } from '../links/account-letters.server';
import { queueAccountMail } from '../links/account-mail.server';

/** What happened to the ways in which a person signs in. */
export type FactorChange = 'totpOn' | 'totpOff' | 'codesRenewed' | 'codeUsed' | 'passkeyAdded' | 'passkeyRemoved' | 'reset' | 'resetByHost';

interface Notice {
  userId: string;
  change: FactorChange;
  /** The passkey's name, how many codes are left, the organisation whose owner did it. */
  values?: Record<string, string | number>;
}

/** Tells a person by e-mail, when the transaction has committed, that their factors changed. */
export function tellOfFactor(tx: Prisma.TransactionClient, { userId, change, values = {} }: Notice): Promise<void> {
  return queueAccountMail(tx, { userId, kind: 'factors' }, async (person) => {
    const t = await getFixedT(person.language, 'security');
    return compose(person, {
      subject: t(`mail.${change}.subject`),
      lines: [t('mail.hello', { name: person.name }), t(`mail.${change}.text`, values)],
      action: { label: t('mail.open'), path: '/profile/security' },
      note: t('mail.note'),
    });
  });
}
