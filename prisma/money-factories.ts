import type { Prisma, PrismaClient } from '~/generated/prisma/client';

/** The unbound client or a transaction of it. */
type Db = Pick<PrismaClient, 'order' | 'payment' | 'expense' | 'payrollRow'>;

const utcDay = (value: Date | string) => new Date(`${new Date(value).toISOString().slice(0, 10)}T00:00:00Z`);

export type PaymentOverrides = Partial<Prisma.PaymentCreateManyInput> & { organizationId: string; orderId: string };

/** Money from a client, today unless a day is given. */
export function paymentData({ day = new Date(), ...overrides }: PaymentOverrides) {
  return { kind: 'RECEIVED', method: 'TRANSFER', amount: '10000.00', currency: 'RUB', ...overrides, day: utcDay(day) } satisfies Prisma.PaymentCreateManyInput;
}

/** A payment; the order's `paid` follows. */
export async function makePayment(db: Db, overrides: PaymentOverrides) {
  const order = await db.order.findUniqueOrThrow({ where: { id: overrides.orderId }, select: { contactId: true, currency: true } });
  const payment = await db.payment.create({ data: paymentData({ ...order, ...overrides }) });
  const change = payment.kind === 'RECEIVED' ? { increment: payment.amount } : { decrement: payment.amount };
  if (!payment.deletedAt) await db.order.update({ where: { id: payment.orderId }, data: { paid: change } });
  return payment;
}

export type ExpenseOverrides = Partial<Prisma.ExpenseCreateManyInput> & { organizationId: string };

export function expenseData({ day = new Date(), ...overrides }: ExpenseOverrides) {
  return { kind: 'FUEL', amount: '5000.00', currency: 'RUB', ...overrides, day: utcDay(day) } satisfies Prisma.ExpenseCreateManyInput;
}

export function makeExpense(db: Db, overrides: ExpenseOverrides) {
  return db.expense.create({ data: expenseData(overrides) });
}

export type PayOverrides = Partial<Prisma.PayrollRowCreateManyInput> & { organizationId: string; userId: string };

/** Pay for eight hours; what an approved or paid row needs follows from its state. */
export function payData({ state = 'PENDING', day = new Date(), ...overrides }: PayOverrides) {
  const at = overrides.createdAt ?? new Date(day);
  return {
    state,
    kind: 'HOURLY',
    quantity: '8',
    rate: '600',
    amount: '4800.00',
    currency: 'RUB',
    approvedAt: state === 'PENDING' ? null : at,
    paidAt: state === 'PAID' ? at : null,
    ...overrides,
    day: utcDay(day),
  } satisfies Prisma.PayrollRowCreateManyInput;
}

export function makePay(db: Db, overrides: PayOverrides) {
  return db.payrollRow.create({ data: payData(overrides) });
}
