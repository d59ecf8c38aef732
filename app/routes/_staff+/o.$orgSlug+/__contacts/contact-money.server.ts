import type { Staff } from '~/domain/accounts/guard.server';
import { formatMoney } from '~/domain/money/money-text';
import { balanceOfContact } from '~/domain/payments/contact-balance.server';

/** How a client stands, by currency; null for those who see no payments, or without orders. */
export async function loadContactMoney({ db, org, can }: Staff, contactId: string, language: string) {
  if (!can('payments', 'read')) return null;
  const balances = await balanceOfContact(db, org.id, contactId);
  if (balances.length === 0) return null;
  const base = `/o/${org.slug}`;
  return {
    orders: `${base}/orders?${new URLSearchParams({ state: 'all', contact: contactId }).toString()}`,
    due: `${base}/orders?${new URLSearchParams({ state: 'all', contact: contactId, due: 'yes' }).toString()}`,
    payments: `${base}/money/payments?contact=${contactId}`,
    balances: balances.map(({ currency, dueOrders, ...sums }) => {
      const say = (value: string) => ({ value, text: formatMoney(value, currency, language), isZero: !/[1-9]/.test(value) });
      return { currency, dueOrders, due: say(sums.due), advance: say(sums.advance), total: say(sums.total), paid: say(sums.paid) };
    }),
  };
}

export type ContactMoneyData = NonNullable<Awaited<ReturnType<typeof loadContactMoney>>>;
