import type { Prisma } from '~/generated/prisma/client';
import { addMoney, moneyText } from '~/domain/money/money';
import { EXPENSE_KINDS, type ExpenseKind } from '~/domain/expenses/expense-input';
import { PAYROLL_STATES, type PayrollState } from '~/domain/payroll/pay-states';
import type { PeriodFilter } from '~/domain/periods/period';
import type { OrgDb } from '~/platform/db.server';
import type { ReportOptions } from './report-viewer.server';
import { reportExpenses, reportPay, reportPayments } from './report-where.server';

export interface Part<Key extends string> {
  key: Key;
  count: number;
  /** Plain decimal text with two decimals. */
  amount: string;
}

/** Parts that add up to the whole. */
export interface Whole<Key extends string> {
  amount: string;
  parts: Part<Key>[];
}

interface Row {
  key: string;
  count: number;
  amount: Prisma.Decimal;
}

/** Expenses of a period by kind. */
export async function expensesByKind(db: OrgDb, options: ReportOptions, period: PeriodFilter): Promise<Whole<ExpenseKind>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT "kind"::text AS "key", count(*)::int AS "count", sum("amount") AS "amount" FROM "Expense" WHERE ${reportExpenses(options, period)} GROUP BY "kind"`;
  return wholeOf(EXPENSE_KINDS, rows);
}

/** Pay of a period by its state. */
export async function payByState(db: OrgDb, options: ReportOptions, period: PeriodFilter): Promise<Whole<PayrollState>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT "state"::text AS "key", count(*)::int AS "count", sum("amount") AS "amount" FROM "PayrollRow" WHERE ${reportPay(options, period)} GROUP BY "state"`;
  return wholeOf(PAYROLL_STATES, rows);
}

/** Money that came in and went back in a period; the whole is the difference. */
export async function paymentsByKind(db: OrgDb, options: ReportOptions, period: PeriodFilter): Promise<Whole<'RECEIVED' | 'REFUNDED'>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT "kind"::text AS "key", count(*)::int AS "count", sum("amount") AS "amount" FROM "Payment" WHERE ${reportPayments(options, period)} GROUP BY "kind"`;
  const { parts } = wholeOf(['RECEIVED', 'REFUNDED'] as const, rows);
  return { parts, amount: moneyText(addMoney(parts[0]?.amount ?? 0, `-${parts[1]?.amount ?? 0}`)) };
}

function wholeOf<Key extends string>(keys: readonly Key[], rows: readonly Row[]): Whole<Key> {
  const parts = keys.map((key) => {
    const row = rows.find((one) => one.key === key);
    return { key, count: row?.count ?? 0, amount: moneyText(row?.amount ?? 0) };
  });
  return { amount: moneyText(addMoney(...parts.map(({ amount }) => amount))), parts };
}
