import { Prisma } from '~/generated/prisma/client';
import type { OrgDb, OrgTx } from '~/platform/db.server';
import { doerOf, type CurrentOrder, type LockedOrder, type OrderActor, type OrderLineRecord, type OrderOperatorRecord, type OrderRecord, type OrderRefusal } from './order-command';
import { viewerOfActor, visibleOrders, type OrderViewer } from './order-viewer.server';
import { ORDER_FIELDS } from './order-input';
import { readSnapshot, type OrderSnapshot } from './snapshot';
import { moneyText } from '~/domain/money/money';
import type { Doer } from './lifecycle';

type Client = OrgDb | OrgTx;
type StoredOrder = Omit<OrderRecord, 'sums' | 'lines' | 'operators'> & LockedOrder['sums'];

const COLUMNS = Prisma.sql`
  "id", "number", "state"::text AS "state", "contactId", "address", "latitude"::text AS "latitude", "longitude"::text AS "longitude", "plannedStart", "plannedEnd",
  "actualStart", "actualEnd", "description", "managerId", "createdById", "leadId", "dealId", "currency", "estimate"::text AS "estimate", "prepayment"::text AS "prepayment",
  "subtotal"::text AS "subtotal", "discount"::text AS "discount", "tax"::text AS "tax", "lateDiscount"::text AS "lateDiscount", "total"::text AS "total", "paid"::text AS "paid",
  ("total" - "paid")::text AS "balance", "cancelReason", "completionNote", "approvedSnapshot", "completedSnapshot", "createdStateAt", "approvedAt", "startedAt", "completedAt",
  "cancelledAt", "stateChangedAt", "quoteAcceptedAt", "version", "createdAt", "updatedAt",
  (SELECT c."name" FROM "Contact" c WHERE c."organizationId" = "Order"."organizationId" AND c."id" = "Order"."contactId") AS "contactName",
  (SELECT u."name" FROM "User" u WHERE u."id" = "Order"."managerId") AS "managerName"`;

/**
 * The order, or null where the viewer has none of this id: unknown, deleted, another's. What the person is not to see of
 * it (prices, costs, pay) is left out here, whoever shows it.
 */
export async function findOrder(db: Client, viewer: OrderViewer, orderId: string): Promise<OrderRecord | null> {
  const order = await read(db, Prisma.sql`${visibleOrders(viewer)} AND "id" = ${orderId}::uuid`);
  return order && hideMoney(order, viewer);
}

/**
 * The order that a command is about, locked against other changes until the transaction ends; or why there is none.
 * @param version the one that the person saw; another one means that somebody was faster. Null: whatever it is now.
 */
export async function lockOrder(tx: OrgTx, actor: OrderActor, orderId: string, version: number | null): Promise<{ order: LockedOrder; doer: Doer } | { order: null; refusal: OrderRefusal }> {
  const viewer = viewerOfActor(actor);
  const order = await read(tx, Prisma.sql`${visibleOrders(viewer)} AND "id" = ${orderId}::uuid FOR NO KEY UPDATE`);
  if (!order) return { order: null, refusal: { ok: false, error: 'notFound' } };
  if (version !== null && order.version !== version) return { order: null, refusal: await refuseStale(tx, viewer, order) };
  return { order, doer: doerOf(actor, order) };
}

/** Somebody was faster: the order as it is now, with the name of who changed it last. */
export async function refuseStale(tx: OrgTx, viewer: OrderViewer, order: LockedOrder): Promise<{ ok: false; error: 'stale'; current: CurrentOrder }> {
  const last = await tx.activity.findFirst({
    where: { orderId: order.id, kind: 'SYSTEM' },
    orderBy: [{ occurredAt: 'desc' }, { id: 'desc' }],
    select: { author: { select: { user: { select: { name: true } } } } },
  });
  return { ok: false, error: 'stale', current: { ...hideMoney(order, viewer), changedBy: last?.author?.user.name ?? null } };
}

/** The order without what the viewer is not to see. */
export function hideMoney(order: OrderRecord, { canSeeMoney, canSeeCosts }: Pick<OrderViewer, 'canSeeMoney' | 'canSeeCosts'>): OrderRecord {
  if (canSeeMoney && canSeeCosts) return order;
  const noCosts = { fuelLitres: null, fuelCost: null, repairCost: null, repairNote: null };
  const noPrices = { unitPrice: null, shiftRate: null, hourlyRate: null, discountPercent: null, taxPercent: null, price: null };
  return {
    ...order,
    approvedSnapshot: canSeeMoney ? withoutPay(order.approvedSnapshot) : null,
    completedSnapshot: canSeeMoney ? withoutPay(order.completedSnapshot) : null,
    ...(!canSeeMoney && { sums: null }),
    lines: order.lines.map((line) => ({ ...line, ...(!canSeeMoney && noPrices), ...(!canSeeCosts && noCosts) })),
    operators: order.operators.map((operator) => (canSeeCosts ? operator : { ...operator, payKind: null, payRate: null })),
  };
}

/** A snapshot that does not tell how people are paid. */
function withoutPay(stored: unknown): OrderSnapshot | null {
  const snapshot = readSnapshot(stored);
  return snapshot && { ...snapshot, operators: snapshot.operators.map((operator) => ({ ...operator, payKind: null, payRate: null })) };
}

async function read(db: Client, where: Prisma.Sql): Promise<LockedOrder | null> {
  const [row] = await db.$queryRaw<StoredOrder[]>`SELECT ${COLUMNS} FROM "Order" WHERE ${where}`;
  if (!row) return null;
  const { estimate, prepayment, subtotal, discount, tax, lateDiscount, total, paid, balance, ...order } = row;
  const [lines, operators] = [await readLines(db, order.id), await readOperators(db, order.id)];
  return { ...order, sums: { estimate, prepayment, subtotal, discount, tax, lateDiscount, total, paid, balance }, lines, operators };
}

const lineRow = {
  id: true, position: true, kind: true, itemId: true, name: true, unit: true, quantity: true, unitPrice: true, perHour: true, shifts: true, shiftRate: true, hours: true,
  hourlyRate: true, discountPercent: true, taxPercent: true, gross: true, discount: true, net: true, tax: true, total: true, fuelLitres: true, fuelCost: true, repairCost: true, repairNote: true,
} as const;

async function readLines(db: Client, orderId: string): Promise<OrderLineRecord[]> {
  const rows = await db.orderLine.findMany({ where: { orderId }, orderBy: [{ position: 'asc' }, { id: 'asc' }], select: lineRow });
  return rows.map(({ gross, discount, net, tax, total, ...line }) => ({
    ...line,
    quantity: text(line.quantity), unitPrice: text(line.unitPrice), shifts: text(line.shifts), shiftRate: text(line.shiftRate), hours: text(line.hours), hourlyRate: text(line.hourlyRate),
    discountPercent: text(line.discountPercent), taxPercent: text(line.taxPercent), fuelLitres: text(line.fuelLitres),
    fuelCost: line.fuelCost && moneyText(line.fuelCost), repairCost: line.repairCost && moneyText(line.repairCost),
    price: { gross: moneyText(gross), discount: moneyText(discount), net: moneyText(net), tax: moneyText(tax), total: moneyText(total) },
  }));
}

async function readOperators(db: Client, orderId: string): Promise<OrderOperatorRecord[]> {
  const rows = await db.orderOperator.findMany({
    where: { orderId },
    select: { userId: true, payKind: true, payRate: true, hours: true, member: { select: { user: { select: { name: true } } } } },
  });
  return rows
    .map(({ member, payRate, hours, ...operator }) => ({ ...operator, payRate: text(payRate), hours: text(hours), name: member.user.name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'ru') || a.userId.localeCompare(b.userId));
}

function text(value: Prisma.Decimal | null): string | null {
  return value === null ? null : value.toFixed();
}

/** An order as the audit log compares it; lines, operators and how these are paid by what they say. */
export function auditFields(order: OrderRecord): Record<string, unknown> {
  const plain = ORDER_FIELDS.map((field) => [field, field === 'estimate' || field === 'prepayment' ? order.sums?.[field] : order[field]] as const);
  const lines = order.lines.map(({ name, quantity, shifts, hours, price }) => [name, quantity ?? shifts ?? hours, price?.total].filter(Boolean).join(' · '));
  return { ...Object.fromEntries(plain), lines, operators: order.operators.map(({ userId }) => userId), pay: payTerms(order), total: order.sums?.total };
}

function payTerms({ operators }: OrderRecord): string[] {
  return operators.flatMap(({ userId, payKind, payRate }) => (payKind ? [[userId, payKind, payRate].filter(Boolean).join(' · ')] : [])).sort();
}
