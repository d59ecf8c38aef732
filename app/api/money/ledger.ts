import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import type { ClosedBooks } from '~/domain/books/books.server';
import { localDay } from '~/domain/behavior/local-day';
import type { MoneyWords } from '~/domain/exports/money-tables.server';
import { LEDGER_SORTS } from '~/domain/money/ledger-filter';
import type { LedgerViewer } from '~/domain/money/ledger-list.server';
import { NOTE_MAX } from '~/domain/money/ledger.schema';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { periodQuery } from '../ground/period-query';
import { conflict, invalid } from '../ground/problem';
import { accept } from '../ground/read-input';
import { amount, currency, day, id, text } from '../ground/schemas';

const some = (description: string) => id.optional().openapi({ description, example: undefined });

/** What every list of money can be asked for. */
export const ledgerFilters = {
  q: text(100).optional().openapi({ description: 'Words of the order’s number, of names and notes', example: undefined }),
  ...periodQuery,
  period: periodQuery.period.openapi({ example: undefined }),
  order: some('Rows of this order'),
  orderContact: some('Rows of orders of this client'),
  orderManager: some('Rows of orders of this manager'),
  orderOperator: some('Rows of orders that this person carries out'),
  orderItem: some('Rows of orders with a line of this item'),
};
export const ledgerSort = { sort: z.enum(LEDGER_SORTS).optional() };

/** What rows of money have in common. */
export const moneyFacts = { amount: amount.openapi({ example: '12500.00' }), day, note: text(NOTE_MAX).nullable().openapi({ example: 'По счёту С-2026-000017' }) };
export const orderNumber = z.string().openapi({ example: '2026-000123' });

/** Sums of a list by currency and what `key` says. */
export function totalsOf<K extends z.ZodType>(key: K, name: string) {
  const sum = z.object({ currency, key, count: z.int().min(0), amount: z.string().regex(/^-?\d{1,20}\.\d\d$/).openapi({ example: '12500.00' }) });
  return z.object({ sums: z.array(sum) }).openapi(`${name}Totals`);
}

export function moneyActor({ org, user }: ApiCaller): { organizationId: string; userId: string } {
  return { organizationId: org.id, userId: user.id };
}

export function ledgerViewer({ org }: ApiCaller, now: Date): LedgerViewer {
  return { organizationId: org.id, timeZone: org.timeZone, now };
}

/** Heads and words of an export, in the language of Accept-Language. */
export async function moneyWords({ org }: ApiCaller, request: Request, { list, now }: { list: 'payments' | 'expenses' | 'payroll'; now: Date }): Promise<MoneyWords> {
  const [t, language] = await Promise.all([getFixedT(request, 'money'), getLanguage(request)]);
  return { t, language, fileName: `${t(`${list}.title`)} ${localDay(now, org.timeZone)}` };
}

type Refusal = ClosedBooks | { ok: false; error: 'refundTooLarge'; paid: string; currency: string } | { ok: false; error: 'notFound' | 'orderState' | 'tooLarge' | 'order' | 'item' | 'person' | 'notPending' | 'notCompleted' } | { ok: false; error: 'stale'; current: unknown };

/**
 * The success of a command on money.
 * @param hasBody whether an amount was sent that can be wrong
 * @throws {ApiProblem} 404, 409 (closed books, a state that allows nothing), 412, 422
 */
export function acceptMoney<R extends { ok: true } | Refusal>(result: R, hasBody = true): Extract<R, { ok: true }> {
  const refusal = result as { ok: true } | Refusal;
  if (!refusal.ok && refusal.error === 'booksClosed') throw conflict('booksClosed', `The books are closed through ${refusal.through}.`, { through: refusal.through });
  if (!refusal.ok && refusal.error === 'refundTooLarge') {
    const { paid, currency: code } = refusal;
    const why = `Only ${paid} ${code} were received.`;
    throw hasBody ? invalid('/amount', 'refundTooLarge', why) : conflict('refundTooLarge', why, { paid, currency: code });
  }
  return accept(result, {
    tooLarge: '/amount', order: '/orderId', item: '/itemId', person: '/userId',
    orderState: conflict('orderState', 'No such money is taken of an order in this state.'),
    notPending: conflict('notPending', 'What is approved or paid is not changed.'),
    notCompleted: conflict('notCompleted', 'Pay is of completed orders only.'),
  });
}
