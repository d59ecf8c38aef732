import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { writeOrderPay } from '~/domain/costs/order-pay.server';
import { findPaidOrder } from '~/domain/payments/payment-record.server';
import { payViewer, payWhere } from '~/domain/payroll/list-pay.server';
import { movePay } from '~/domain/payroll/move-pay.server';
import { parsePayFilter } from '~/domain/payroll/pay-filter';
import type { PayrollState } from '~/domain/payroll/pay-states';
import { acceptMoney, moneyActor } from './ledger';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { payFilters, payNeeds, PAYROLL_TAG } from './payroll';
import { ApiProblem } from '../ground/problem';
import { id } from '../ground/schemas';

const ROWS_MAX = 500;
/** Rows by their ids, or all of a filter; an empty one: all there are. */
const asked = z.union([z.strictObject({ ids: z.array(id).min(1).max(ROWS_MAX) }), z.strictObject({ filter: z.strictObject(payFilters).openapi({ example: { state: 'PENDING', period: 'month' } }) })]);
const moved = z
  .object({ moved: z.int().min(0), skipped: z.int().min(0).openapi({ description: 'Rows in another state', example: 0 }), closed: z.int().min(0).openapi({ description: 'Rows of days whose books are closed', example: 0 }) })
  .openapi('PayMoved');

const STEPS = [
  { name: 'approve', to: 'APPROVED', summary: 'Approve pending pay' },
  { name: 'pay', to: 'PAID', summary: 'Pay out what is approved' },
  { name: 'unapprove', to: 'PENDING', summary: 'Take an approval back' },
] as const satisfies { name: string; to: PayrollState; summary: string }[];

function rowsAsked(caller: ApiCaller, body: z.output<typeof asked>, now: Date): Parameters<typeof movePay>[2] {
  if ('ids' in body) return body;
  const search = new URLSearchParams(Object.entries(body.filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  return { where: payWhere(payViewer(caller, now), parsePayFilter(search)) };
}

export const payrollStepOperations: Operation[] = [
  ...STEPS.map(({ name, to, summary }) =>
    staffOperation(
      payNeeds.update,
      { id: `payroll.${name}`, method: 'post', path: `/payroll/${name}`, tag: PAYROLL_TAG, summary, description: 'Rows that do not stand just before the new state stay and are counted. What is paid never goes back.', body: asked.openapi({ example: { filter: { state: 'PENDING', period: 'month' } } }), answer: moved, does: [`/money/payroll ${name}`] },
      async ({ caller, body, now }) => answer(await movePay(moneyActor(caller), to, rowsAsked(caller, body, now), now)),
    ),
  ),
  staffOperation(
    payNeeds.update,
    {
      id: 'payroll.accrue', method: 'post', path: '/orders/{orderId}/accrue-pay', tag: PAYROLL_TAG, summary: 'Write the pay of a completed order’s operators', description: 'Where a completion by one of them could not. Rows that are there stay.',
      params: z.object({ orderId: id }), answer: z.object({ rows: z.int().min(0).openapi({ description: 'How many the order has now; 0: nobody has terms' }) }).openapi('PayAccrued'), conflict: 'The order is not completed, or the books of its day are closed', does: ['/money/payroll accrue'],
    },
    async ({ caller, params: { orderId }, now }) => {
      const { org, user, db } = caller;
      if (!(await findPaidOrder(db, org.id, orderId))) throw new ApiProblem('not-found');
      const { rows } = acceptMoney(await writeOrderPay({ organizationId: org.id, actorId: user.id, orderId, timeZone: org.timeZone, now }));
      return answer({ rows });
    },
  ),
];
