import type { BookingOffer } from '~/domain/bookings/offer-instead.server';
import type { Reach, ReachResource } from '~/domain/accounts/reach';
import type { Role, Scope } from '~/domain/accounts/permissions';
import type { OrderInput, OrderLineInput, OrderOperatorInput } from './order-input';
import type { Doer, OrderState, Requirement } from './lifecycle';
import type { LinePrice } from './pricing';

/** Who changes orders of which organisation. */
export interface OrderActor {
  organizationId: string;
  userId: string;
  role: Role;
  /** How far the person's right to change orders reaches; carrying them out is the lifecycle's. */
  scope: Scope;
  /** Whose contacts, deals and requests the person may tie an order to. */
  reach: Readonly<Record<ReachResource, Reach>>;
  /** IANA name: numbers are of the local year, money of the local day. */
  timeZone: string;
  /** Costs and pay, where a program's scopes leave them out: unseen they stay as they are. By the role when nothing is said. */
  canSeeCosts?: boolean;
  canWritePay?: boolean;
}

/** One position as it is stored; decimal texts. */
export interface OrderLineRecord extends OrderLineInput {
  id: string;
  position: number;
  /** Null for whom prices are not shown to. */
  price: LinePrice | null;
  /** Costs, of those alone who see expenses. */
  fuelLitres: string | null;
  fuelCost: string | null;
  repairCost: string | null;
  repairNote: string | null;
}

export interface OrderOperatorRecord extends OrderOperatorInput {
  name: string;
  hours: string | null;
}

/** Decimal texts with two decimals. */
export interface OrderSums {
  estimate: string | null;
  prepayment: string | null;
  subtotal: string;
  discount: string;
  tax: string;
  lateDiscount: string;
  total: string;
  paid: string;
  /** total - paid */
  balance: string;
}

/** An order with all that its page and its form show. */
export interface OrderRecord extends Omit<OrderInput, 'lines' | 'operators' | 'estimate' | 'prepayment'> {
  id: string;
  number: string;
  state: OrderState;
  contactName: string | null;
  managerName: string | null;
  createdById: string | null;
  actualStart: Date | null;
  actualEnd: Date | null;
  /** ISO 4217 */
  currency: string;
  /** Null for whom prices are not shown to. */
  sums: OrderSums | null;
  lines: OrderLineRecord[];
  operators: OrderOperatorRecord[];
  cancelReason: string | null;
  completionNote: string | null;
  approvedSnapshot: unknown;
  completedSnapshot: unknown;
  createdStateAt: Date | null;
  approvedAt: Date | null;
  startedAt: Date | null;
  completedAt: Date | null;
  cancelledAt: Date | null;
  stateChangedAt: Date;
  quoteAcceptedAt: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** The same where it is locked for a change: its sums are always there. */
export interface LockedOrder extends OrderRecord {
  sums: OrderSums;
}

/** What somebody else made of an order meanwhile. */
export interface CurrentOrder extends OrderRecord {
  /** Who changed it last, when the history knows. */
  changedBy: string | null;
}

/** Why a command did nothing: 404, 403, 409. */
export type OrderRefusal =
  | { ok: false; error: 'notFound' | 'forbidden' }
  | { ok: false; error: 'stale'; current: CurrentOrder }
  /** The rules know no such step from where the order stands. */
  | { ok: false; error: 'notAllowed'; current: OrderRecord; allowed: OrderState[] };

/** Wrong input (422), each about a field of the form. */
export type OrderInputError = 'contact' | 'manager' | 'operators' | 'items' | 'lead' | 'deal' | 'tooLarge';

/** What the state lacks (422). */
export interface MissingFacts {
  ok: false;
  error: 'missing';
  missing: Requirement[];
}

/** Machines or people are taken at that time (409): what clashes and what could be done instead. */
export interface ClashRefusal {
  ok: false;
  error: 'clash';
  clashes: BookingOffer['clashes'];
  offers: Omit<BookingOffer, 'clashes'>;
}

/** The person as the lifecycle asks for one. */
export function doerOf({ userId, role }: Pick<OrderActor, 'userId' | 'role'>, order: Pick<OrderRecord, 'managerId' | 'createdById'> & { operators: readonly { userId: string }[] }): Doer {
  return {
    role,
    isOwn: order.managerId === userId || order.createdById === userId,
    isOperator: order.operators.some((operator) => operator.userId === userId),
  };
}
