import type { TFunction } from 'i18next';
import type { ExpenseRow } from '~/domain/expenses/list-expenses.server';
import type { LedgerRow } from '~/domain/money/ledger-list.server';
import type { PaymentRow } from '~/domain/payments/list-payments.server';
import type { PayRow } from '~/domain/payroll/list-pay.server';
import { columnDay } from '~/domain/periods/day-column';
import type { ExportCell, ExportTable } from './export-rows.server';
import { moneyCell } from './work-tables.server';

export interface MoneyWords {
  /** Of the namespace `money`. */
  t: TFunction;
  language: string;
  fileName: string;
}

type Columns<Row> = readonly [name: string, cell: (row: Row) => ExportCell][];

/** Payments as a table; what was given back stands below zero, so that the column adds up. */
export function paymentTable(rows: AsyncIterable<PaymentRow>, words: MoneyWords): ExportTable {
  const { t } = words;
  return toTable(rows, words, [
    ['day', ({ day }) => columnDay(day)],
    ['order', ({ orderNumber }) => orderNumber],
    ['client', ({ contactName }) => contactName],
    ['kind', ({ kind }) => t(`paymentKind.${kind}`)],
    ['method', ({ method }) => t(`method.${method}`)],
    ['amount', ({ kind, amount }) => moneyCell((kind === 'REFUNDED' ? amount.negated() : amount).toFixed(2))],
    ['currency', ({ currency }) => currency],
    ['note', ({ note }) => note],
    ['id', ({ id }) => id],
  ]);
}

/** Expenses as a table. */
export function expenseTable(rows: AsyncIterable<ExpenseRow>, words: MoneyWords): ExportTable {
  const { t } = words;
  return toTable(rows, words, [
    ['day', ({ day }) => columnDay(day)],
    ['kind', ({ kind }) => t(`expenseKind.${kind}`)],
    ['item', ({ itemName }) => itemName],
    ['order', ({ orderNumber }) => orderNumber],
    ['amount', amountCell],
    ['currency', ({ currency }) => currency],
    ['note', ({ note }) => note],
    ['id', ({ id }) => id],
  ]);
}

/** Pay as a table. */
export function payTable(rows: AsyncIterable<PayRow>, words: MoneyWords): ExportTable {
  const { t } = words;
  return toTable(rows, words, [
    ['day', ({ day }) => columnDay(day)],
    ['person', ({ personName }) => personName],
    ['order', ({ orderNumber }) => orderNumber],
    ['payKind', ({ kind }) => t(`payKind.${kind}`)],
    ['quantity', ({ quantity }) => quantity?.toNumber() ?? null],
    ['rate', ({ rate }) => rate.toNumber()],
    ['amount', amountCell],
    ['currency', ({ currency }) => currency],
    ['state', ({ state }) => t(`payState.${state}`)],
    ['note', ({ note }) => note],
    ['id', ({ id }) => id],
  ]);
}

const amountCell = ({ amount }: LedgerRow): ExportCell => moneyCell(amount.toFixed(2));

function toTable<Row>(source: AsyncIterable<Row>, { t, language, fileName }: MoneyWords, columns: Columns<Row>): ExportTable {
  async function* rows(): AsyncGenerator<ExportCell[]> {
    for await (const row of source) yield columns.map(([, cell]) => cell(row));
  }
  return { fileName, language, rows: rows(), heads: columns.map(([name]) => t(`columns.${name}`)) };
}
