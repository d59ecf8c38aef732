import { randomUUID } from 'node:crypto';
import type { CatalogKind, OrderState, Prisma, PrismaClient } from '~/generated/prisma/client';
import { priceOrder } from '~/domain/orders/pricing';
import { orderSteps, reached } from './order-path';
import { snapshotData } from './order-snapshot';
import type { LineSpec, OperatorSpec } from './order-specs';
import { createRandom, type Random } from './random';

export { makeExpense, makePay, makePayment } from './money-factories';

/** The unbound client or a transaction of it. */
export type OrderFactoryDb = Pick<PrismaClient, 'catalogItem' | 'order' | 'orderLine' | 'orderOperator' | 'orderStep' | 'booking' | 'payment' | 'expense' | 'payrollRow'>;

/** Values repeat from run to run. */
const defaultRandom = createRandom(22);
const HOUR = 3_600_000;
const NAMES: Record<CatalogKind, readonly [name: string, unit: string]> = {
  EQUIPMENT: ['Экскаватор-погрузчик JCB 3CX', 'смена'],
  SERVICE: ['Планировка участка', 'м²'],
  MATERIAL: ['Песок намывной', 'м³'],
  ATTACHMENT: ['Ковш траншейный 300 мм', 'смена'],
  PRODUCT: ['Свая винтовая СВС-108', 'шт'],
};
/** Numbers of made orders begin where those that the sequence gives do not come to. */
let lastNumber = 900_000;

export type ItemOverrides = Partial<Prisma.CatalogItemCreateManyInput> & { organizationId: string };

/** An item of the catalog that has what its kind needs; for createMany and for makeItem. */
export function itemData({ kind = 'EQUIPMENT', ...overrides }: ItemOverrides, random: Random = defaultRandom) {
  const [name, unit] = NAMES[kind];
  const isMachine = kind === 'EQUIPMENT';
  return {
    id: randomUUID(),
    kind,
    name,
    unit,
    price: isMachine ? null : `${random.int(1, 90)}50`,
    hourlyRate: isMachine ? `${random.int(18, 45)}00` : null,
    shiftRate: isMachine ? `${random.int(15, 35)}000` : null,
    fuelPerHour: isMachine ? `${random.int(6, 22)}.5` : null,
    materialKind: kind === 'MATERIAL' ? 'OTHER' : null,
    ...overrides,
  } satisfies Prisma.CatalogItemCreateManyInput;
}

export function makeItem(db: Pick<OrderFactoryDb, 'catalogItem'>, overrides: ItemOverrides) {
  return db.catalogItem.create({ data: itemData(overrides) });
}

export type OrderSpec = Partial<Omit<Prisma.OrderCreateManyInput, 'approvedSnapshot' | 'completedSnapshot'>> & {
  organizationId: string;
  /** Given where the names in the snapshots matter; those of people by their ids. */
  contactName?: string;
  people?: Readonly<Record<string, string>>;
  lines?: readonly LineSpec[];
  operators?: readonly OperatorSpec[];
  /** The organisation's late rule; null: none. */
  lateDiscountPercent?: string | null;
  /** The organisation's buffers, minutes. */
  buffers?: { before: number; after: number };
};

export interface OrderRows {
  order: Prisma.OrderCreateManyInput & { id: string; number: string; state: OrderState; total: string; currency: string };
  lines: (Prisma.OrderLineCreateManyInput & { id: string })[];
  operators: Prisma.OrderOperatorCreateManyInput[];
  steps: Prisma.OrderStepCreateManyInput[];
  bookings: Prisma.BookingCreateManyInput[];
}

/**
 * All rows of an order that got as far as its state: priced lines, totals, snapshots, history, and the bookings of what it
 * needs. A draft may lack anything; every other state needs a contact.
 */
export function orderData({ contactName, people, lines: given, operators = [], lateDiscountPercent = null, buffers, ...spec }: OrderSpec): OrderRows {
  const { organizationId, state = 'DRAFT' } = spec;
  const id = spec.id ?? randomUUID();
  const times = orderTimes(spec, state);
  const facts = { id, number: spec.number ?? `${times.createdAt.getUTCFullYear()}-${++lastNumber}`, currency: spec.currency ?? 'RUB', address: 'Москва, ул. Складочная, 1', ...spec, ...times, state };
  const lines = (given ?? [{}]).map(lineData);
  const isLate = times.actualEnd !== null && times.plannedEnd !== null && times.actualEnd > times.plannedEnd;
  const prices = priceOrder(lines, { percent: lateDiscountPercent, isLate });
  const rows = lines.map((line, position) => ({ ...line, ...prices.lines[position]!, organizationId, orderId: id, position }));
  const { subtotal, discount, tax, lateDiscount, total } = prices;
  const sums = { subtotal, discount, tax, lateDiscount, total };
  const snapshot = (at: Date) => snapshotData({ order: { ...facts, ...sums }, contactName, people, lines: rows, operators, at });
  return {
    order: {
      ...facts,
      ...sums,
      ...(state === 'CANCELLED' && { cancelReason: spec.cancelReason ?? 'Заказчик перенёс стройку' }),
      ...(times.approvedAt && state !== 'CANCELLED' && { approvedSnapshot: snapshot(times.approvedAt) }),
      ...(times.completedAt && { completedSnapshot: snapshot(times.completedAt) }),
    },
    lines: rows,
    operators: operators.map(({ userId, payKind = null, payRate = null, hours = null }) => ({ organizationId, orderId: id, userId, payKind, payRate, hours: times.completedAt ? hours : null })),
    steps: orderSteps({ ...facts, orderId: id, byId: spec.managerId ?? spec.createdById ?? null }),
    bookings: reached(state, 'APPROVED') ? bookingsOf({ ...facts, orderId: id }, rows, operators, buffers) : [],
  };
}

/** Moments of a life that the caller did not name, one after another, for as far as the state goes. */
function orderTimes(spec: Omit<OrderSpec, 'lines'>, state: OrderState) {
  const date = (value: Date | string | null | undefined) => (value ? new Date(value) : null);
  const after = (from: Date, hours: number) => new Date(from.getTime() + hours * HOUR);
  const createdAt = date(spec.createdAt) ?? new Date();
  const isMade = state !== 'DRAFT';
  const plannedStart = date(spec.plannedStart) ?? (isMade ? after(createdAt, 24) : null);
  const plannedEnd = date(spec.plannedEnd) ?? (plannedStart && isMade ? after(plannedStart, 8) : null);
  const createdStateAt = date(spec.createdStateAt) ?? (isMade ? createdAt : null);
  const approvedAt = date(spec.approvedAt) ?? (reached(state, 'APPROVED') ? createdAt : null);
  const actualStart = reached(state, 'IN_PROGRESS') ? (date(spec.actualStart) ?? plannedStart) : null;
  const actualEnd = state === 'COMPLETED' ? (date(spec.actualEnd) ?? plannedEnd) : null;
  const startedAt = date(spec.startedAt) ?? actualStart;
  const completedAt = date(spec.completedAt) ?? actualEnd;
  const cancelledAt = state === 'CANCELLED' ? (date(spec.cancelledAt) ?? after(createdAt, 2)) : null;
  const stateChangedAt = cancelledAt ?? completedAt ?? startedAt ?? approvedAt ?? createdStateAt ?? createdAt;
  return { createdAt, updatedAt: stateChangedAt, plannedStart, plannedEnd, createdStateAt, approvedAt, actualStart, actualEnd, startedAt, completedAt, cancelledAt, stateChangedAt };
}

function lineData({ kind = 'EQUIPMENT', ...line }: LineSpec) {
  const [name, unit] = NAMES[kind];
  const isMachine = kind === 'EQUIPMENT';
  const amounts = isMachine
    ? { quantity: null, unitPrice: null, shifts: '1', shiftRate: '20000', hours: '0', hourlyRate: '2500' }
    : { quantity: '1', unitPrice: '1500', shifts: null, shiftRate: null, hours: null, hourlyRate: null };
  return { id: randomUUID(), kind, itemId: null, name, unit, perHour: false, ...amounts, discountPercent: '0', taxPercent: '0', ...line };
}

interface Booked {
  organizationId: string;
  orderId: string;
  plannedStart: Date | null;
  plannedEnd: Date | null;
  actualEnd: Date | null;
}

/** Machines, attachments and people, for the planned time; what ended early is free from then on. */
function bookingsOf(order: Booked, lines: readonly { kind: CatalogKind; itemId?: string | null }[], operators: readonly OperatorSpec[], buffers = { before: 0, after: 0 }): Prisma.BookingCreateManyInput[] {
  const { organizationId, orderId, plannedStart: startsAt, plannedEnd, actualEnd } = order;
  if (!startsAt || !plannedEnd) return [];
  const endsAt = actualEnd && actualEnd < plannedEnd ? actualEnd : plannedEnd;
  if (endsAt <= startsAt) return [];
  const blockedFrom = new Date(startsAt.getTime() - buffers.before * 60_000);
  const blockedTo = new Date(endsAt.getTime() + buffers.after * 60_000);
  const base = { organizationId, orderId, kind: 'ORDER' as const, startsAt, endsAt, blockedFrom, blockedTo };
  const itemIds = new Set(lines.flatMap(({ kind, itemId }) => ((kind === 'EQUIPMENT' || kind === 'ATTACHMENT') && itemId ? [itemId] : [])));
  return [...[...itemIds].map((itemId) => ({ ...base, itemId })), ...operators.map(({ userId }) => ({ ...base, userId }))];
}

/** Writes orders with all that belongs to them, a table at a time. */
export async function writeOrders(db: Omit<OrderFactoryDb, 'catalogItem'>, orders: readonly OrderRows[]): Promise<void> {
  await db.order.createMany({ data: orders.map(({ order }) => order) });
  await db.orderLine.createMany({ data: orders.flatMap(({ lines }) => lines) });
  await db.orderOperator.createMany({ data: orders.flatMap(({ operators }) => operators) });
  await db.orderStep.createMany({ data: orders.flatMap(({ steps }) => steps) });
  await db.booking.createMany({ data: orders.flatMap(({ bookings }) => bookings) });
}

/** An order of any state with its rows; without `lines` one machine by hand that books nothing. */
export async function makeOrder(db: OrderFactoryDb, spec: OrderSpec) {
  const rows = orderData(spec);
  await writeOrders(db, [rows]);
  const lines = await db.orderLine.findMany({ where: { organizationId: spec.organizationId, orderId: rows.order.id }, orderBy: { position: 'asc' } });
  return { ...(await db.order.findUniqueOrThrow({ where: { id: rows.order.id } })), lines };
}
