import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import type { Need } from '~/domain/accounts/need';
import { expenseTable } from '~/domain/exports/money-tables.server';
import { changeExpense, createExpense, deleteExpense, restoreExpense } from '~/domain/expenses/expense-commands.server';
import { parseExpenseFilter } from '~/domain/expenses/expense-filter';
import { EXPENSE_KINDS } from '~/domain/expenses/expense-input';
import { findExpense, type ExpenseRecord } from '~/domain/expenses/expense-record.server';
import { expenseSchema } from '~/domain/expenses/expense.schema';
import { exportExpenses, listExpenses, sumExpenses, type ExpenseRow } from '~/domain/expenses/list-expenses.server';
import { LEDGER_ORDERS } from '~/domain/money/ledger-list.server';
import { columnDay } from '~/domain/periods/day-column';
import { exportQuery, exportSpec, sendTable } from '../ground/export-file';
import { acceptMoney, ledgerFilters, ledgerSort, ledgerViewer, moneyActor, moneyFacts, moneyWords, orderNumber, totalsOf } from './ledger';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { pageAnswer, pageOf, pageQuery, readPlace } from '../ground/paging';
import { ApiProblem } from '../ground/problem';
import { readInput } from '../ground/read-input';
import { created, currency, id, moment } from '../ground/schemas';

const TAG = 'Expenses';
const params = z.object({ expenseId: id });
const needs = {
  read: { resource: 'expenses', action: 'read' },
  create: { resource: 'expenses', action: 'create' },
  update: { resource: 'expenses', action: 'update' },
  delete: { resource: 'expenses', action: 'delete' },
} as const satisfies Record<string, Need>;

const kind = z.enum(EXPENSE_KINDS);
const itemId = id.nullable().openapi({ description: 'The machine or attachment that it was spent on', example: null });
const facts = { kind, ...moneyFacts, orderId: id.nullable().openapi({ example: null }), itemId };
const row = z.object({ id, ...facts, orderNumber: orderNumber.nullable(), itemName: z.string().nullable(), currency, version: z.int() }).openapi('ExpenseRow');
const expense = row.extend({ source: z.enum(['completion', 'maintenance']).nullable().openapi({ description: 'What made it by itself' }), createdById: id.nullable(), createdAt: moment }).openapi('Expense');
const change = z.strictObject(facts).partial();
const input = change.required({ kind: true, amount: true, day: true });
const filters = { ...ledgerFilters, kind: kind.optional(), item: id.optional().openapi({ description: 'A machine', example: undefined }), contact: id.optional().openapi({ description: 'The client of the order', example: undefined }) };
const closed = 'The books of that day are closed';

function showRow({ day, amount, ...rest }: ExpenseRow): z.output<typeof row> {
  return { ...rest, day: columnDay(day), amount: amount.toFixed(2) };
}

async function find({ db, org }: ApiCaller, expenseId: string): Promise<ExpenseRecord> {
  const found = await findExpense(db, org.id, expenseId);
  if (!found || found.isDeleted) throw new ApiProblem('not-found');
  return found;
}

async function read(caller: ApiCaller, expenseId: string) {
  const { isDeleted: _deleted, ...found } = await find(caller, expenseId);
  return answer(found, { version: found.version });
}

export const expenseOperations: Operation[] = [
  staffOperation(needs.read, { id: 'expenses.list', method: 'get', path: '/expenses', tag: TAG, summary: 'List expenses', query: z.strictObject({ ...pageQuery, ...filters, ...ledgerSort }), answer: pageOf(row, 'Expense') }, async ({ caller, query: { limit }, search, request, now }) => {
    const filter = parseExpenseFilter(search);
    const place = readPlace<ExpenseRow>(search, LEDGER_ORDERS[filter.sort]);
    return pageAnswer(request, await listExpenses(caller.db, { viewer: ledgerViewer(caller, now), filter, limit, ...place }), place, showRow);
  }),
  staffOperation(needs.read, { id: 'expenses.totals', method: 'get', path: '/expenses/totals', tag: TAG, summary: 'What the expenses of a filter come to', query: z.strictObject(filters), answer: totalsOf(kind, 'Expense') }, async ({ caller, search, now }) =>
    answer({ sums: await sumExpenses(caller.db, { viewer: ledgerViewer(caller, now), filter: parseExpenseFilter(search) }) }),
  ),
  staffOperation(
    needs.read,
    { ...exportSpec, id: 'expenses.export', path: '/expenses/export', tag: TAG, summary: 'The expenses of a filter as a file', query: z.strictObject({ ...exportQuery, ...filters, ...ledgerSort }) },
    async ({ caller, query: { format }, search, request, now }) => {
      const rows = exportExpenses(caller.db, { viewer: ledgerViewer(caller, now), filter: parseExpenseFilter(search) });
      return sendTable(expenseTable(rows, await moneyWords(caller, request, { list: 'expenses', now })), format, request);
    },
  ),
  staffOperation(
    needs.create,
    { id: 'expenses.create', method: 'post', path: '/expenses', tag: TAG, summary: 'Write down an expense', description: 'In the currency of its order, else in that of the organisation.', body: input.openapi('ExpenseInput'), answer: created, status: 201, conflict: closed, does: ['/money/expenses/new'] },
    async ({ caller, body, now }) => {
      const made = acceptMoney(await createExpense(moneyActor(caller), readInput(expenseSchema, body, 'money'), now));
      return answer({ id: made.id }, { location: `/expenses/${made.id}` });
    },
  ),
  staffOperation(needs.read, { id: 'expenses.read', method: 'get', path: '/expenses/{expenseId}', tag: TAG, summary: 'Read an expense', params, answer: expense }, ({ caller, params: { expenseId } }) => read(caller, expenseId)),
  staffOperation(
    needs.update,
    { id: 'expenses.update', method: 'patch', path: '/expenses/{expenseId}', tag: TAG, summary: 'Change an expense', params, body: change.openapi('ExpenseChange'), answer: expense, needsVersion: true, conflict: closed, does: ['/money/expenses/:expense'] },
    async ({ caller, params: { expenseId }, body, version, now }) => {
      const known = await find(caller, expenseId);
      acceptMoney(await changeExpense(moneyActor(caller), { id: expenseId, version, input: readInput(expenseSchema, { ...known, ...body }, 'money') }, now));
      return read(caller, expenseId);
    },
  ),
  staffOperation(needs.delete, { id: 'expenses.delete', method: 'delete', path: '/expenses/{expenseId}', tag: TAG, summary: 'Take an expense out of the ledger', params, conflict: closed, does: ['/money/expenses/:expense delete'] }, async ({ caller, params: { expenseId }, now }) => {
    acceptMoney(await deleteExpense(moneyActor(caller), expenseId, now));
    return done();
  }),
  staffOperation(needs.delete, { id: 'expenses.restore', method: 'post', path: '/expenses/{expenseId}/restore', tag: TAG, summary: 'Bring a deleted expense back', params, conflict: closed, does: ['/money/expenses restore'] }, async ({ caller, params: { expenseId }, now }) => {
    acceptMoney(await restoreExpense(moneyActor(caller), expenseId, now));
    return done();
  }),
];
