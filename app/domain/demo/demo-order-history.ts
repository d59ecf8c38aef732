import type { Prisma } from '~/generated/prisma/client';
import type { OrderRows } from '../../../prisma/order-factories';
import { uuidAt } from './uuid-at';

/** What the timeline notes of an order, as its commands do: that it was made, and each of its steps. */
export function demoOrderHistory({ order, steps }: OrderRows): Prisma.ActivityCreateManyInput[] {
  const { organizationId, id: orderId, number, contactId = null, dealId = null, leadId = null } = order;
  return steps.map(({ from, to, comment, byId, at }) => {
    const occurredAt = new Date(at ?? order.createdAt ?? 0);
    const line = from
      ? { event: 'order.state', data: { number, from, to, ...(comment && { comment }) } }
      : { event: 'order.created', data: { number, ...(leadId && { leadId }) } };
    return { id: uuidAt(occurredAt), organizationId, orderId, contactId, dealId, kind: 'SYSTEM', ...line, authorId: byId ?? null, occurredAt, createdAt: occurredAt };
  });
}
