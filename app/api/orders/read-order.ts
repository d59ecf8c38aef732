import type { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { findItemForLine } from '~/domain/catalog/list-items.server';
import { findWorkRules } from '~/domain/organizations/work-rules.server';
import { allowedStates } from '~/domain/orders/lifecycle';
import { doerOf, type ClashRefusal, type MissingFacts, type OrderInputError, type OrderRecord, type OrderRefusal } from '~/domain/orders/order-command';
import { EMPTY_ORDER, type OrderInput, type OrderLineInput } from '~/domain/orders/order-input';
import { lineOf } from '~/domain/orders/order-lines';
import { findOrder } from '~/domain/orders/order-record.server';
import { orderActor, orderViewer } from '~/domain/orders/order-viewer.server';
import { orderSchema } from '~/domain/orders/order.schema';
import { inputOf } from '~/domain/orders/update-order.server';
import type { ClosedBooks } from '~/domain/books/books.server';
import type { lineInput, orderAnswer, orderChange } from './order-schemas';
import { ApiProblem, conflict, invalid } from '../ground/problem';
import { readInput, refuse } from '../ground/read-input';

/** The order of the path. @throws {ApiProblem} 404 for one that the caller does not see */
export async function theOrder(caller: ApiCaller, orderId: string): Promise<OrderRecord> {
  const order = await findOrder(caller.db, orderViewer(caller), orderId);
  if (!order) throw new ApiProblem('not-found');
  return order;
}

/** An order as the API answers it. */
export function toOrder(caller: ApiCaller, order: OrderRecord): z.output<typeof orderAnswer> {
  const { approvedSnapshot: _approved, completedSnapshot: _completed, createdStateAt: _created, ...facts } = order;
  return { ...facts, allowedStates: allowedStates(order.state, doerOf(orderActor(caller), order)) };
}

type SentLine = z.output<typeof lineInput>;
export type SentOrder = z.output<typeof orderChange>;

/**
 * Checked as the form checks it; what was not sent of an existing order stands in for the check.
 * @param known the order that is changed; null: a new one
 */
export async function readOrder(caller: ApiCaller, sent: SentOrder, known: OrderRecord | null): Promise<OrderInput> {
  if (sent.operators?.some(({ payKind, payRate }) => payKind || payRate) && caller.can('payroll', 'create') !== 'all') throw new ApiProblem('forbidden', { detail: 'How people are paid is not yours to write.' });
  const { plannedStart, plannedEnd, ...plain } = { ...(known ? inputOf(known) : EMPTY_ORDER), ...sent };
  const lines = sent.lines ? await fillLines(caller, sent.lines, known?.lines ?? []) : plain.lines;
  const values = { ...plain, plannedStart: plannedStart?.toISOString(), plannedEnd: plannedEnd?.toISOString(), lines };
  return readInput(orderSchema({ timeZone: caller.org.timeZone }), values, 'order-editor');
}

/** Lines of which a part was sent: the rest is the known line's, the catalog item's, or as a line by hand begins. */
export async function fillLines(caller: ApiCaller, lines: readonly SentLine[], known: readonly OrderLineInput[]): Promise<Partial<OrderLineInput>[]> {
  const byHand = { taxPercent: (await findWorkRules(caller.db)).defaultTaxPercent };
  const filled: Partial<OrderLineInput>[] = [];
  for (const [index, line] of lines.entries()) {
    const before = known.find(({ id }) => id !== undefined && id === line.id);
    if (line.id && !before) throw invalid(`/lines/${index}/id`, 'unknown', 'The order has no such line.');
    filled.push({ ...((await baseOf(caller, line, before, index)) ?? byHand), ...withoutUndefined(line) });
  }
  return filled;
}

async function baseOf(caller: ApiCaller, { itemId }: SentLine, before: OrderLineInput | undefined, index: number): Promise<Partial<OrderLineInput> | null> {
  if (before && (itemId === undefined || itemId === before.itemId)) return before;
  if (!itemId) return null;
  const item = await findItemForLine(caller.db, caller.org.id, itemId);
  if (!item) throw invalid(`/lines/${index}/itemId`, 'items', 'The catalog has no such item.');
  return lineOf(item);
}

function withoutUndefined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Partial<T>;
}

const FIELD_OF: Record<OrderInputError, string> = { contact: '/contactId', manager: '/managerId', operators: '/operators', items: '/lines', lead: '/leadId', deal: '/dealId', tooLarge: '/lines' };

type Refusal = OrderRefusal | MissingFacts | ClashRefusal | ClosedBooks | { ok: false; error: OrderInputError | 'endBeforeStart' } | { ok: false; error: 'kept'; because: string };

/** The success of a command on orders. @throws {ApiProblem} 403, 404, 409 (another state, a clash with what could be done instead, closed books), 412, 422 */
export function acceptOrder<R extends { ok: true } | Refusal>(caller: ApiCaller, result: R): Extract<R, { ok: true }> {
  if (result.ok) return result as Extract<R, { ok: true }>;
  const refusal = result as Refusal;
  switch (refusal.error) {
    case 'stale':
      return refuse({ ok: false, error: 'stale', current: { ...toOrder(caller, refusal.current), changedBy: refusal.current.changedBy } });
    case 'notAllowed':
      throw conflict('notAllowed', `The order is ${refusal.current.state}.`, { state: refusal.current.state, allowed: refusal.allowed });
    case 'missing':
      throw new ApiProblem('validation', { errors: refusal.missing.map((fact) => ({ path: pathOfFact(fact), code: 'missing', message: `The order needs: ${fact}.` })), extra: { missing: refusal.missing } });
    case 'clash':
      throw conflict('clash', 'Something is booked at that time.', { clashes: refusal.clashes, offers: refusal.offers });
    case 'booksClosed':
      throw conflict('booksClosed', `The books are closed through ${refusal.through}.`, { through: refusal.through });
    case 'kept':
      throw conflict('kept', refusal.because === 'money' ? 'Money or documents belong to it.' : 'An order in this state is not deleted.', { because: refusal.because });
    case 'endBeforeStart':
      throw invalid('/actualEnd', 'endBeforeStart', 'The end has to be after the start.');
    default:
      return refuse(refusal, FIELD_OF);
  }
}

/** Where in a request that what is lacking would be said. */
function pathOfFact(fact: MissingFacts['missing'][number]): string {
  if (fact === 'cancelReason') return '/comment';
  if (fact === 'reopenReason') return '/reason';
  return fact === 'contact' ? '/contactId' : `/${fact}`;
}
