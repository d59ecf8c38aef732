import { notify } from '~/domain/notifications/notify.server';
import type { NotificationEvent } from '~/domain/notifications/events';
import type { OrgTx } from '~/platform/db.server';
import type { OrderNews } from './order-news';

/** Before the approval nothing is promised yet: only its manager is told. */
const BEFORE_APPROVAL: readonly OrderNews[] = ['DRAFT', 'CREATED'];

const EVENTS = {
  DRAFT: 'order.draft', CREATED: 'order.created', APPROVED: 'order.approved', IN_PROGRESS: 'order.started', COMPLETED: 'order.completed',
  CANCELLED: 'order.cancelled', reopened: 'order.reopened', changed: 'order.changed',
} as const satisfies Record<OrderNews, NotificationEvent>;

interface Announcement {
  organizationId: string;
  orderId: string;
  /** Who did it knows already. */
  actorId: string | null;
  what: OrderNews;
  /** Who carries it out since this change. */
  added?: readonly string[];
  /** Who carries it out no more: the number is all that they are told. */
  removed?: readonly string[];
}

/** Tells the order's manager and those who carry it out, when the transaction commits. */
export async function announceOrder(tx: OrgTx, { organizationId, orderId, actorId, what, added = [], removed = [] }: Announcement): Promise<void> {
  const { managerId, operators, contact, plannedStart, plannedEnd, cancelReason, ...order } = await tx.order.findFirstOrThrow({
    where: { id: orderId },
    select: {
      number: true, address: true, plannedStart: true, plannedEnd: true, description: true, cancelReason: true, managerId: true,
      contact: { select: { name: true } },
      operators: { select: { userId: true } },
    },
  });
  const workers = BEFORE_APPROVAL.includes(what) ? [] : operators.map(({ userId }) => userId).filter((id) => !added.includes(id));
  const actor = actorId && (await tx.membership.findFirst({ where: { userId: actorId }, select: { user: { select: { name: true } } } }));
  const by = actor ? actor.user.name : null;
  const start = plannedStart?.toISOString() ?? null;
  const facts = { orderId, ...order, client: contact?.name ?? null, start, end: plannedEnd?.toISOString() ?? null, reason: what === 'CANCELLED' ? cancelReason : null, by };
  const news = { organizationId, actorId, path: `/orders/${orderId}` };
  await notify(tx, { ...news, event: EVENTS[what], to: [...(managerId ? [managerId] : []), ...workers], data: facts });
  await notify(tx, { ...news, event: 'order.assigned', to: added, data: facts });
  await notify(tx, { ...news, event: 'order.unassigned', to: removed, data: { number: order.number, start, by }, path: '/orders' });
}

/** Tells the order's manager that the client has paid. */
export async function announcePayment(tx: OrgTx, { organizationId, orderId, actorId, amount }: { organizationId: string; orderId: string; actorId: string; amount: string }): Promise<void> {
  const { managerId, contact, ...order } = await tx.order.findFirstOrThrow({ where: { id: orderId }, select: { number: true, currency: true, managerId: true, contact: { select: { name: true } } } });
  if (!managerId || managerId === actorId) return;
  const actor = await tx.membership.findFirst({ where: { userId: actorId }, select: { user: { select: { name: true } } } });
  const data = { orderId, ...order, client: contact?.name ?? null, amount, by: actor?.user.name ?? null };
  await notify(tx, { organizationId, event: 'payment.received', to: [managerId], actorId, data, path: `/orders/${orderId}` });
}
