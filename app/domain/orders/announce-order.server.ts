import type { OrgTx } from '~/platform/db.server';
import { siteOrigin } from '~/platform/http/site-origin.server';
import { queueMail } from '~/platform/mail.server';
import { writeOrderMail } from './order-mail.server';
import type { OrderNews } from './order-news';

/** Before the approval nothing is promised yet: only its manager is told. */
const BEFORE_APPROVAL: readonly OrderNews[] = ['DRAFT', 'CREATED'];

interface Announcement {
  organizationId: string;
  orderId: string;
  /** Who did it knows already. */
  actorId: string | null;
  what: OrderNews;
  /** People whom it concerns although the order does not name them any more. */
  alsoTo?: readonly string[];
}

/** Tells the order's manager and those who carry it out, by e-mail when the transaction commits, if they want to be told. */
export async function announceOrder(tx: OrgTx, { organizationId, orderId, actorId, what, alsoTo = [] }: Announcement): Promise<void> {
  const order = await tx.order.findFirstOrThrow({
    where: { id: orderId },
    select: {
      number: true, address: true, plannedStart: true, plannedEnd: true, description: true, cancelReason: true, managerId: true,
      contact: { select: { name: true } },
      operators: { select: { userId: true } },
      organization: { select: { name: true, slug: true, timeZone: true } },
    },
  });
  const people = [order.managerId, ...(BEFORE_APPROVAL.includes(what) ? [] : order.operators.map(({ userId }) => userId)), ...alsoTo];
  const readers = await tx.membership.findMany({
    where: { userId: { in: people.flatMap((id) => (id && id !== actorId ? [id] : [])) }, removedAt: null, notifyOrders: true },
    select: { user: { select: { email: true, locale: true } } },
  });
  if (readers.length === 0) return;
  const actor = actorId && (await tx.membership.findFirst({ where: { userId: actorId }, select: { user: { select: { name: true } } } }));
  const url = `${siteOrigin()}/o/${order.organization.slug}/orders/${orderId}`;
  const drafts = await Promise.all(
    readers.map(async ({ user }) => ({ organizationId, kind: `order.${what}`, to: user.email, ...(await writeOrderMail(order, { what, by: actor ? actor.user.name : null, url, locale: user.locale })) })),
  );
  await queueMail(tx, drafts);
}
