import { randomUUID } from 'node:crypto';
import type { OrderState } from '~/generated/prisma/client';
import { db } from '~/platform/db.server';
import { contactData } from '../prisma/crm-factories';
import { makeMember, makeOrganization } from '../prisma/factories';
import { expenseData, payData, paymentData } from '../prisma/money-factories';
import { itemData, orderData, writeOrders, type OrderRows } from '../prisma/order-factories';
import type { LineSpec } from '../prisma/order-specs';
import { createRandom, type Random } from '../prisma/random';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SHIFT = 8;

export interface OrderWorld {
  organizationId: string;
  timeZone: string;
  managers: string[];
  operators: string[];
  machines: string[];
  services: string[];
  contactIds: string[];
}

interface Making {
  random: Random;
  now: Date;
  size: number;
}

/** An organisation with orders of every state, their money and bookings, among them deleted ones and ones in another currency. */
export async function makeOrderWorld({ seed, timeZone, now, size = 90 }: { seed: number; timeZone: string; now: Date; size?: number }): Promise<OrderWorld> {
  const random = createRandom(seed);
  const { id: organizationId } = await makeOrganization(db, { timeZone, shiftHours: SHIFT });
  const people = async (role: 'MANAGER' | 'OPERATOR') => (await Promise.all([1, 2, 3].map(() => makeMember(db, { organizationId, role })))).map(({ user }) => user.id);
  const [managers, operators] = [await people('MANAGER'), await people('OPERATOR')];
  const items = [...Array.from({ length: 4 }, () => itemData({ organizationId, kind: 'EQUIPMENT' }, random)), ...Array.from({ length: 3 }, () => itemData({ organizationId, kind: 'SERVICE' }, random))];
  await db.catalogItem.createMany({ data: items });
  const contacts = Array.from({ length: 12 }, () => ({ ...contactData({ organizationId }, random), id: randomUUID() }));
  await db.contact.createMany({ data: contacts });
  const of = (kind: string) => items.filter((item) => item.kind === kind).map(({ id }) => id);
  const world: OrderWorld = { organizationId, timeZone, managers, operators, machines: of('EQUIPMENT'), services: of('SERVICE'), contactIds: contacts.map(({ id }) => id) };
  const orders = Array.from({ length: size }, () => someOrder(world, { random, now, size }));
  const payments = orders.flatMap((rows) => somePayments(rows, { random, now, size }));
  await writeOrders(db, orders);
  await db.payment.createMany({ data: payments });
  await writeCosts(world, orders, { random, now, size });
  return world;
}

/** More of late, and some exactly on the edges of days, months and clock changes. */
function someTime(random: Random, now: Date): Date {
  const at = now.getTime() - random.next() ** 2 * 400 * DAY;
  return new Date(random.chance(0.3) ? Math.floor(at / HOUR) * HOUR : at);
}

const percent = (random: Random) => random.pick(['0', '0', '7.5', '12.3456']);
const sum = (random: Random, most: number) => `${random.int(0, most)}.${random.int(10, 99)}`;

function someLine({ machines, services }: OrderWorld, random: Random): LineSpec {
  const shared = { discountPercent: percent(random), taxPercent: random.pick(['0', '20', '22']) };
  const kind = random.pick(['EQUIPMENT', 'EQUIPMENT', 'SERVICE', 'MATERIAL', 'PRODUCT'] as const);
  if (kind === 'EQUIPMENT') {
    return { ...shared, kind, itemId: random.pick([...machines, null]), shifts: String(random.int(0, 5)), shiftRate: sum(random, 30_000), hours: `${random.int(0, 9)}.5`, hourlyRate: sum(random, 4_000), fuelLitres: sum(random, 300) };
  }
  return { ...shared, kind, itemId: kind === 'SERVICE' ? random.pick(services) : null, quantity: `${random.int(0, 40)}.${random.int(0, 9999)}`, unitPrice: `${random.int(0, 900)}.${random.int(0, 9999)}` };
}

function someOrder(world: OrderWorld, { random, now }: Making): OrderRows {
  const { organizationId, contactIds, managers, operators } = world;
  const state = random.weighted([['COMPLETED', 12], ['DRAFT', 1], ['CREATED', 1], ['APPROVED', 1], ['IN_PROGRESS', 1], ['CANCELLED', 1]] as readonly [OrderState, number][]);
  const actualEnd = someTime(random, now);
  const plannedStart = new Date(actualEnd.getTime() - random.int(2, 60) * HOUR);
  const crew = operators.filter(() => random.chance(0.45));
  const rows = orderData({
    organizationId, state, contactId: random.pick(contactIds), currency: random.chance(0.85) ? 'RUB' : 'EUR', createdAt: new Date(plannedStart.getTime() - DAY), plannedStart,
    plannedEnd: new Date(actualEnd.getTime() + random.int(-1, 3) * HOUR), actualEnd, lateDiscountPercent: random.chance(0.5) ? '7' : null,
    managerId: random.pick([...managers, null]), createdById: random.pick(managers), deletedAt: random.chance(0.07) ? now : null,
    lines: Array.from({ length: random.int(1, 4) }, () => someLine(world, random)),
    operators: crew.map((userId) => ({ userId, payKind: 'HOURLY' as const, payRate: '500', hours: `${random.int(1, 40)}.5` })),
  });
  // times are free here, so bookings are made by those tests that look at them
  return { ...rows, bookings: [] };
}

function somePayments({ order }: OrderRows, { random, now }: Making) {
  if (order.state === 'DRAFT' || order.deletedAt) return [];
  let paid = 0;
  const rows = Array.from({ length: random.int(0, 3) }, () => {
    const isBack = paid > 0 && random.chance(0.2);
    const amount = isBack ? Math.floor(paid / 2) + 0.5 : Math.round(Number(order.total) * random.pick([0.1, 0.5, 1]) * 100) / 100;
    const deletedAt = random.chance(0.1) ? now : null;
    if (!deletedAt) paid += isBack ? -amount : amount;
    return { amount, row: paymentData({ organizationId: order.organizationId, orderId: order.id, contactId: order.contactId, currency: order.currency, kind: isBack ? 'REFUNDED' : 'RECEIVED', amount: amount.toFixed(2), day: someTime(random, now), deletedAt }) };
  }).filter(({ amount }) => amount > 0);
  order.paid = paid.toFixed(2);
  return rows.map(({ row }) => row);
}

async function writeCosts({ organizationId, machines, operators }: OrderWorld, orders: readonly OrderRows[], { random, now, size }: Making): Promise<void> {
  const shared = () => ({ organizationId, currency: random.chance(0.85) ? 'RUB' : 'EUR', day: someTime(random, now), deletedAt: random.chance(0.07) ? now : null });
  await db.expense.createMany({
    data: Array.from({ length: 2 * size }, () =>
      expenseData({ ...shared(), kind: random.pick(['FUEL', 'REPAIR', 'RENT', 'SALARY', 'OTHER'] as const), amount: `${random.int(1, 90_000)}.${random.int(10, 99)}`, itemId: random.pick([...machines, null]), orderId: random.chance(0.6) ? random.pick(orders).order.id : null })),
  });
  await db.payrollRow.createMany({
    data: Array.from({ length: 2 * size }, () =>
      payData({ ...shared(), userId: random.pick(operators), state: random.pick(['PENDING', 'APPROVED', 'PAID'] as const), amount: sum(random, 9_000), orderId: random.chance(0.8) ? random.pick(orders).order.id : null })),
  });
}
