import type { PaymentMethod, PayrollState, Prisma } from '~/generated/prisma/client';
import { expenseRows, payRows } from '~/domain/costs/completion-rows';
import { dayColumn } from '~/domain/periods/day-column';
import { addMonths, localDay } from '~/domain/time/zoned-time';
import type { OrderRows } from '../../../prisma/order-factories';
import type { Random } from '../../../prisma/random';
import { MONTHLY_EXPENSES } from './demo-order-texts';

const DAY = 86_400_000;
const MONTHS = 12;

export interface DemoMoney {
  payments: Prisma.PaymentCreateManyInput[];
  expenses: Prisma.ExpenseCreateManyInput[];
  payroll: Prisma.PayrollRowCreateManyInput[];
}

interface Options {
  organizationId: string;
  timeZone: string;
  /** Who keeps the books. */
  keeperId: string;
  random: Random;
  now: Date;
}

/** What the orders brought and cost. Writes into the orders what has been paid of them. */
export function demoMoney(orders: readonly OrderRows[], options: Options): DemoMoney {
  return {
    payments: orders.flatMap((rows) => demoPayments(rows, options)),
    expenses: [...orders.flatMap((rows) => demoExpenses(rows, options)), ...monthlyExpenses(options)],
    payroll: orders.flatMap((rows) => demoPay(rows, options)),
  };
}

/** An advance for some, the rest within a month; some wait longer, and a few of the old ones were never paid. */
function demoPayments({ order }: OrderRows, { organizationId, timeZone, keeperId, random, now }: Options): Prisma.PaymentCreateManyInput[] {
  const total = Number(order.total);
  const made: Prisma.PaymentCreateManyInput[] = [];
  const add = (kind: 'RECEIVED' | 'REFUNDED', amount: number, at: Date, method: PaymentMethod) => {
    if (at >= now || amount <= 0) return;
    made.push({
      organizationId, orderId: order.id, contactId: order.contactId ?? null, kind, method, amount: amount.toFixed(2), currency: order.currency, day: dayColumn(localDay(at, timeZone)),
      note: kind === 'REFUNDED' ? 'Возврат аванса: заказ отменён' : null, createdById: keeperId, createdAt: at, updatedAt: at,
    });
  };
  const method = total > 150_000 ? 'TRANSFER' : random.weighted([['TRANSFER', 5], ['CARD', 3], ['CASH', 2], ['ONLINE', 1]] as const);
  const after = (from: Date, days: number) => new Date(from.getTime() + days * DAY);
  const advance = random.chance(0.55) ? Math.round((total * random.pick([0.3, 0.5])) / 100) * 100 : 0;
  const advancedAt = after(new Date(order.createdAt ?? now), 1);
  if (order.state === 'CANCELLED' && random.chance(0.3)) {
    add('RECEIVED', advance, advancedAt, method);
    if (made.length > 0) add('REFUNDED', advance, after(new Date(order.cancelledAt ?? now), 1), method);
  }
  if (order.state === 'APPROVED' || order.state === 'IN_PROGRESS' || order.state === 'COMPLETED') add('RECEIVED', advance, advancedAt, method);
  if (order.actualEnd) {
    const age = now.getTime() - new Date(order.actualEnd).getTime();
    const isForgotten = random.chance(age > 120 * DAY ? 0.03 : 0.12);
    const rest = total - (made.length > 0 ? advance : 0);
    if (!isForgotten) add('RECEIVED', random.chance(age > 120 * DAY ? 0.02 : 0.08) ? Math.round(rest / 2) : rest, after(new Date(order.actualEnd), random.weighted([[0, 3], [5, 4], [14, 4], [27, 3], [45, 1]] as const)), method);
  }
  const paid = made.reduce((sum, { kind, amount }) => sum + (kind === 'RECEIVED' ? 1 : -1) * Number(amount), 0);
  order.paid = paid.toFixed(2);
  return made;
}

/** Fuel and repair, as a completion writes them. */
function demoExpenses({ order, lines }: OrderRows, { organizationId, timeZone, keeperId }: Options): Prisma.ExpenseCreateManyInput[] {
  if (!order.actualEnd) return [];
  const at = new Date(order.actualEnd);
  const spent = lines.map(({ id: lineId, itemId = null, fuelCost, repairCost, repairNote = null }) => ({ lineId, itemId, fuelCost: textOf(fuelCost), repairCost: textOf(repairCost), repairNote }));
  return expenseRows({ order: completed(order, timeZone), lines: spent }).map(({ day, ...row }) => ({ ...row, organizationId, day: dayColumn(day), createdById: keeperId, createdAt: at, updatedAt: at }));
}

/** Pay as a completion writes it; what is old has been paid out. */
function demoPay({ order, operators }: OrderRows, { organizationId, timeZone, keeperId, now }: Options): Prisma.PayrollRowCreateManyInput[] {
  if (!order.actualEnd) return [];
  const at = new Date(order.actualEnd);
  const age = now.getTime() - at.getTime();
  const state: PayrollState = age > 32 * DAY ? 'PAID' : age > 9 * DAY ? 'APPROVED' : 'PENDING';
  const approvedAt = state === 'PENDING' ? null : new Date(at.getTime() + 4 * DAY);
  const paidAt = state === 'PAID' ? new Date(at.getTime() + 15 * DAY) : null;
  const worked = operators.map(({ userId, payKind = null, payRate, hours }) => ({ userId, payKind, payRate: textOf(payRate), hours: textOf(hours) }));
  return payRows({ order: completed(order, timeZone), operators: worked }).map(({ day, ...row }) => ({
    ...row, organizationId, day: dayColumn(day), state, approvedAt, approvedById: approvedAt && keeperId, paidAt, paidById: paidAt && keeperId, createdById: keeperId, createdAt: at, updatedAt: paidAt ?? approvedAt ?? at,
  }));
}

function completed({ id, number, currency, subtotal, actualEnd }: OrderRows['order'], timeZone: string) {
  return { id, number, currency, subtotal: textOf(subtotal) ?? '0', day: localDay(new Date(actualEnd ?? 0), timeZone) };
}

/** Rent, salaries of the office and the like, on the fifth of each month. */
function monthlyExpenses({ organizationId, timeZone, keeperId, now }: Options): Prisma.ExpenseCreateManyInput[] {
  const month = `${localDay(now, timeZone).slice(0, 7)}-05`;
  const days = Array.from({ length: MONTHS }, (_, back) => addMonths(month, -back)).filter((day) => dayColumn(day) < now);
  return days.flatMap((day) => {
    const at = dayColumn(day);
    return MONTHLY_EXPENSES.map(([kind, note, amount]) => ({ organizationId, kind, amount, note, currency: 'RUB', day: at, createdById: keeperId, createdAt: at, updatedAt: at }));
  });
}

const textOf = (value: unknown) => (value === null || value === undefined ? null : String(value));
