import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { parseExpenseFilter } from '~/domain/expenses/expense-filter';
import { exportExpenses } from '~/domain/expenses/list-expenses.server';
import { expenseTable } from '~/domain/exports/money-tables.server';
import { sendTable } from './__ledger/send-table.server';

/** The expenses that the address's filter shows, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args, 'expenses', 'read');
  return sendTable(args.request, staff, 'expenses', (viewer, params, words) => expenseTable(exportExpenses(staff.db, { viewer, filter: parseExpenseFilter(params) }), words));
}
