import { writeSystemActivity } from '~/domain/activities/system-activity.server';
import { writeAudit } from '~/domain/audit/write-audit.server';
import type { OrgTx } from '~/platform/db.server';
import { announceOrder } from './announce-order.server';
import type { OrderActor, OrderRecord } from './order-command';
import type { OrderState } from './lifecycle';

export interface Step {
  actor: Pick<OrderActor, 'organizationId' | 'userId'>;
  /** As it was before. */
  order: Pick<OrderRecord, 'id' | 'number' | 'state' | 'currency' | 'contactId' | 'dealId' | 'leadId' | 'sums'>;
  to: OrderState;
  comment: string | null;
  /** What else the audit log tells of before and after. */
  before?: object;
  after?: object;
  now: Date;
}

/** Notes a step of an order's life everywhere: its history, the timeline, the audit log, and the notifications of those concerned. */
export async function noteStep(tx: OrgTx, { actor: { organizationId, userId }, order, to, comment, before, after, now }: Step): Promise<void> {
  const { id: orderId, number, state: from } = order;
  await tx.orderStep.create({ data: { organizationId, orderId, from, to, comment, byId: userId, at: now }, select: { id: true } });
  await writeSystemActivity(tx, { organizationId, orderId, event: 'order.state', data: { number, from, to, ...(comment && { comment }) }, authorId: userId, now });
  await writeAudit(tx, {
    organizationId, actorId: userId, action: 'update', resource: 'orders', resourceId: orderId, label: number,
    before: { state: from, ...before }, after: { state: to, comment, ...after },
    facts: { total: order.sums?.total, ...after, currency: order.currency, contactId: order.contactId, dealId: order.dealId, leadId: order.leadId },
  });
  await announceOrder(tx, { organizationId, orderId, actorId: userId, what: from === 'COMPLETED' ? 'reopened' : to });
}
