import { Prisma } from '~/generated/prisma/client';
import type { Staff } from '~/domain/accounts/guard.server';
import type { Reach } from '~/domain/accounts/reach';
import { can, type Scope } from '~/domain/accounts/permissions';
import type { OrderActor } from './order-command';

/** Who looks at orders of which organisation, and what of them the person may see. */
export interface OrderViewer {
  organizationId: string;
  /** IANA name: periods are days of this zone. */
  timeZone: string;
  userId: string;
  /** `own`: only orders that the person carries out. */
  scope: Scope;
  /** Prices and sums. Rule: not for operators. */
  canSeeMoney: boolean;
  /** What an order cost, and pay. */
  canSeeCosts: boolean;
  /** By whose clients a search finds orders; everybody's when nothing is said. */
  clients?: Reach;
}

/** The signed-in person as a viewer of orders. */
export function orderViewer({ org, user, can: may, reach }: Pick<Staff, 'org' | 'user' | 'can' | 'reach'>): OrderViewer {
  const scope = may('orders', 'read') || 'own';
  return {
    organizationId: org.id,
    timeZone: org.timeZone,
    userId: user.id,
    scope,
    canSeeMoney: scope === 'all',
    canSeeCosts: may('expenses', 'read') === 'all',
    // who carries orders out knows the clients of these
    clients: scope === 'all' ? reach.contacts : 'all',
  };
}

/** The signed-in person as one who changes orders. */
export function orderActor({ org, user, member, can: may, reach }: Pick<Staff, 'org' | 'user' | 'member' | 'can' | 'reach'>): OrderActor {
  const scope = may('orders', 'update') || 'own';
  const canSeeCosts = may('expenses', 'read') === 'all';
  return { organizationId: org.id, userId: user.id, role: member.role, scope, reach, timeZone: org.timeZone, canSeeCosts, canWritePay: canSeeCosts && may('payroll', 'create') === 'all' };
}

/** Whether what is said of pay is written; else the terms stay as they are. */
export function mayWritePay({ role, canWritePay }: Pick<OrderActor, 'role' | 'canWritePay'>): boolean {
  return canWritePay ?? can(role, 'payroll', 'create') === 'all';
}

/** An actor as a viewer: whoever may change an order sees it. */
export function viewerOfActor({ organizationId, timeZone, userId, role, canSeeCosts }: Pick<OrderActor, 'organizationId' | 'timeZone' | 'userId' | 'role' | 'canSeeCosts'>): OrderViewer {
  const scope = can(role, 'orders', 'read') || 'own';
  return { organizationId, timeZone, userId, scope, canSeeMoney: scope === 'all', canSeeCosts: canSeeCosts ?? can(role, 'expenses', 'read') === 'all' };
}

/** Orders that are not deleted and that the viewer may see, of the table "Order". The literal makes the partial indexes known. */
export function visibleOrders({ organizationId, userId, scope }: Pick<OrderViewer, 'organizationId' | 'userId' | 'scope'>): Prisma.Sql {
  const live = Prisma.sql`"Order"."organizationId" = ${organizationId}::uuid AND "Order"."deletedAt" IS NULL`;
  if (scope === 'all') return live;
  return Prisma.sql`${live} AND "Order"."id" = ANY(ARRAY(
    SELECT o."orderId" FROM "OrderOperator" o WHERE o."organizationId" = ${organizationId}::uuid AND o."userId" = ${userId}::uuid))`;
}
