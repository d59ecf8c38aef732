import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { completeOrder, reopenOrder } from '~/domain/orders/complete-order.server';
import { completionSchema, startSchema } from '~/domain/orders/completion.schema';
import { listSteps } from '~/domain/orders/list-steps.server';
import { moveOrder, PLAIN_STEPS } from '~/domain/orders/move-order.server';
import type { OrderRecord } from '~/domain/orders/order-command';
import { LINES_MAX, OPERATORS_MAX, ORDER_LIMITS } from '~/domain/orders/order-input';
import { orderActor } from '~/domain/orders/order-viewer.server';
import { orderSnapshotSchema, readSnapshot } from '~/domain/orders/snapshot';
import { cleanText } from '~/domain/leads/clean-text';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { orderAnswer, orderParams, orderState } from './order-schemas';
import { ORDERS_TAG } from './orders';
import { pageOf, wholeList } from '../ground/paging';
import { ApiProblem, invalid } from '../ground/problem';
import { readInput } from '../ground/read-input';
import { acceptOrder, theOrder, toOrder } from './read-order';
import { amount, decimal, filled, id, instant, moment, text } from '../ground/schemas';

const comment = text(ORDER_LIMITS.comment);
const words = z.string().transform(cleanText).pipe(z.string().max(ORDER_LIMITS.comment, 'errors.tooLong'));
/** As they are stored: cleaning may make them longer. */
const said = z.object({ comment: words, reason: words }).partial();
const nothing = { example: null };
const begun = instant.openapi({ description: 'Now when nothing is said', example: undefined });

const workedLine = z.strictObject({
  lineId: id,
  shifts: decimal.optional(),
  hours: decimal.optional(),
  fuelLitres: decimal.nullable().optional().openapi(nothing),
  fuelCost: amount.nullable().optional().openapi(nothing),
  repairCost: amount.nullable().optional().openapi(nothing),
  repairNote: text(ORDER_LIMITS.repairNote).nullable().optional().openapi(nothing),
});
const completion = z
  .strictObject({
    actualStart: instant.optional().openapi({ description: 'That of the start when nothing is said', example: undefined }),
    actualEnd: instant.openapi({ example: '2026-11-20T17:00:00+03:00' }),
    lines: z.array(workedLine).max(LINES_MAX).optional().openapi({ description: 'Of machines; what is not named stays as it was planned', example: [] }),
    operators: z.array(z.strictObject({ userId: id, hours: decimal })).max(OPERATORS_MAX).optional().openapi({ example: [] }),
    note: text(ORDER_LIMITS.completionNote).optional().openapi({ example: 'Всё сделано' }),
  })
  .openapi('OrderCompletion');

const step = z
  .object({ id, from: orderState.nullable(), to: orderState, comment: z.string().nullable(), byId: id.nullable(), at: moment })
  .openapi('OrderStep');
const snapshots = z
  .object({ approved: z.union([orderSnapshotSchema, z.null()]), completed: z.union([orderSnapshotSchema, z.null()]) })
  .openapi('OrderSnapshots', { description: 'null: not there yet, or not shown to the caller' });

async function answerOrder(caller: ApiCaller, orderId: string) {
  const order = await theOrder(caller, orderId);
  return answer(toOrder(caller, order), { version: order.version });
}

/** The machines and people of the order with what was said of them; 422 for what is none of them. */
function readWork(order: OrderRecord, { lines = [], operators = [] }: z.output<typeof completion>) {
  const machines = order.lines.filter(({ kind }) => kind === 'EQUIPMENT');
  const strayLine = lines.findIndex(({ lineId }) => !machines.some((line) => line.id === lineId));
  if (strayLine >= 0) throw invalid(`/lines/${strayLine}/lineId`, 'unknown', 'The order has no machine in such a line.');
  const strayPerson = operators.findIndex(({ userId }) => !order.operators.some((operator) => operator.userId === userId));
  if (strayPerson >= 0) throw invalid(`/operators/${strayPerson}/userId`, 'unknown', 'This person does not carry the order out.');
  return {
    lines: machines.map(({ id: lineId, shifts, hours, fuelLitres, fuelCost, repairCost, repairNote }) => ({ shifts, hours, fuelLitres, fuelCost, repairCost, repairNote, ...lines.find((line) => line.lineId === lineId), lineId })),
    operators: order.operators.map(({ userId, hours }) => ({ userId, hours: operators.find((operator) => operator.userId === userId)?.hours ?? hours })),
  };
}

const carriesOut = { resource: 'orders', action: 'carryOut' } as const;

export const orderStepOperations: Operation[] = [
  staffOperation(
    { resource: 'orders', action: 'update', or: carriesOut },
    {
      id: 'orders.move', method: 'post', path: '/orders/{orderId}/move', tag: ORDERS_TAG, summary: 'Bring an order one step on',
      description: 'DRAFT → CREATED → APPROVED → IN_PROGRESS; any of them → CANCELLED, for a reason (comment). APPROVED freezes the price and books machines and people; when something is taken, the answer is 409 with `clashes` and `offers`: the nearest free time and equal machines that are free.',
      params: orderParams, body: z.strictObject({ to: z.enum(PLAIN_STEPS), comment: comment.optional(), actualStart: begun.optional() }).openapi('OrderMove', { example: { to: 'APPROVED' } }),
      answer: orderAnswer, needsVersion: true, conflict: 'There is no such step from its state, or something is booked at that time', does: ['/orders/:order move', '/orders/:order/edit create'],
    },
    async ({ caller, params: { orderId }, body: { to, comment: typed, actualStart }, version, now }) => {
      await theOrder(caller, orderId);
      if (actualStart) readInput(startSchema({ timeZone: caller.org.timeZone, now }), { actualStart: actualStart.toISOString(), version }, 'order-editor');
      const { comment: reason = null } = readInput(said, { comment: typed }, 'order-editor');
      acceptOrder(caller, await moveOrder(orderActor(caller), { orderId, to, version, comment: reason, cancelReason: reason, actualStart: actualStart ?? null }, now));
      return answerOrder(caller, orderId);
    },
  ),
  staffOperation(
    carriesOut,
    {
      id: 'orders.start', method: 'post', path: '/orders/{orderId}/start', tag: ORDERS_TAG, summary: 'Begin the work', params: orderParams, body: z.strictObject({ actualStart: begun.optional() }).openapi('OrderStart'),
      answer: orderAnswer, needsVersion: true, conflict: 'It is not approved', does: ['/orders/:order/complete order-start'],
    },
    async ({ caller, params: { orderId }, body, version, now }) => {
      await theOrder(caller, orderId);
      const { actualStart } = readInput(startSchema({ timeZone: caller.org.timeZone, now }), { actualStart: (body.actualStart ?? now).toISOString(), version }, 'order-editor');
      acceptOrder(caller, await moveOrder(orderActor(caller), { orderId, to: 'IN_PROGRESS', version, actualStart }, now));
      return answerOrder(caller, orderId);
    },
  ),
  staffOperation(
    carriesOut,
    {
      id: 'orders.complete', method: 'post', path: '/orders/{orderId}/complete', tag: ORDERS_TAG, summary: 'Complete the work',
      description: 'Counts the price anew from what was really worked, writes costs and, for those who may write it, the pay of operators; each once. Completing it again changes nothing (`wasDone`).',
      params: orderParams, body: completion, answer: z.object({ wasDone: z.boolean(), order: orderAnswer }).openapi('OrderCompleted'), needsVersion: true, conflict: 'It is not in progress, or the books of that day are closed', does: ['/orders/:order/complete order-complete'],
    },
    async ({ caller, params: { orderId }, body, version, now }) => {
      const order = await theOrder(caller, orderId);
      const { actualStart = order.actualStart, actualEnd, note } = body;
      const values = { ...readWork(order, body), actualStart: actualStart?.toISOString(), actualEnd: actualEnd.toISOString(), note, version };
      const { wasDone } = acceptOrder(caller, await completeOrder(orderActor(caller), { orderId, ...readInput(completionSchema({ timeZone: caller.org.timeZone, now }), values, 'order-editor') }, now));
      const after = await theOrder(caller, orderId);
      return answer({ wasDone, order: toOrder(caller, after) }, { version: after.version });
    },
  ),
  staffOperation(
    { resource: 'orders', action: 'update' },
    {
      id: 'orders.reopen', method: 'post', path: '/orders/{orderId}/reopen', tag: ORDERS_TAG, summary: 'Take a completion back', description: 'Of owners and administrators. The final snapshot goes, and what the completion wrote of costs and pay.',
      params: orderParams, body: z.strictObject({ reason: filled(ORDER_LIMITS.comment).openapi({ example: 'Часы записаны неверно' }) }).openapi('OrderReopening'),
      answer: orderAnswer, needsVersion: true, conflict: 'It is not completed, the books of that day are closed, or its time is booked again', does: ['/orders/:order reopen'],
    },
    async ({ caller, params: { orderId }, body, version, now }) => {
      await theOrder(caller, orderId);
      const { reason = '' } = readInput(said, body, 'order-editor');
      acceptOrder(caller, await reopenOrder(orderActor(caller), { orderId, version, reason }, now));
      return answerOrder(caller, orderId);
    },
  ),
  staffOperation({ resource: 'orders', action: 'read' }, { id: 'orders.steps', method: 'get', path: '/orders/{orderId}/steps', tag: ORDERS_TAG, summary: 'The history of its states, from the beginning', params: orderParams, answer: pageOf(step, 'OrderStep') }, async ({ caller, params: { orderId } }) => {
    const order = await theOrder(caller, orderId);
    return wholeList(await listSteps(caller.db, order.id));
  }),
  staffOperation(
    { resource: 'orders', action: 'read' },
    { id: 'orders.snapshots', method: 'get', path: '/orders/{orderId}/snapshots', tag: ORDERS_TAG, summary: 'The order as it was approved and as it was completed', description: 'Frozen: later changes of prices, names or lines change nothing in them.', params: orderParams, answer: snapshots },
    async ({ caller, params: { orderId } }) => {
      const { sums, approvedSnapshot, completedSnapshot } = await theOrder(caller, orderId);
      if (!sums) throw new ApiProblem('forbidden', { detail: 'Prices of orders are not shown to you.' });
      return answer({ approved: readSnapshot(approvedSnapshot), completed: readSnapshot(completedSnapshot) });
    },
  ),
];
