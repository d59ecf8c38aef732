import type { Staff } from '~/domain/accounts/guard.server';
import { formatMoney } from '~/domain/money/money-text';
import { searchMoneyOrders } from '~/domain/payments/search-orders.server';
import { settlePick, type PickChoice } from '~/ui/record-pick';
import type { FormAnswer } from './answer-refusal.server';

const FOUND_MAX = 8;

/** Orders for the search of a form: number, client, what is still to be received. */
export async function orderChoices({ db, org }: Staff, q: string, language: string): Promise<PickChoice[]> {
  const orders = await searchMoneyOrders(db, org.id, q, FOUND_MAX);
  return orders.map(({ id, number, contactName, currency, balance }) => ({ id, label: number, detail: [contactName, formatMoney(balance, currency, language)].filter(Boolean).join(' · ') }));
}

/** The order that the form's search means; written into the form. `error` is a key of `common`. */
export async function settleOrderPick(form: FormData, staff: Staff, language: string): Promise<{ picked: FormAnswer['picked']; error: string | null }> {
  const { pick, choices, error } = await settlePick(form, 'orderId', (text) => orderChoices(staff, text, language));
  return { picked: { choices, query: pick.kind === 'text' ? pick.text : '' }, error };
}
