import type { Staff } from '~/domain/accounts/guard.server';
import { addMoney, moneyText } from '~/domain/money/money';
import { formatMoney } from '~/domain/money/money-text';
import { expenseSearchParams, isExpenseFiltered, parseExpenseFilter } from '~/domain/expenses/expense-filter';
import { hasAnyExpense, listExpenses, listMachines, sumExpenses } from '~/domain/expenses/list-expenses.server';
import { ledgerChips, loadLedger, sayDay, sumOf } from '../__ledger/load-ledger.server';

/** All that the list of expenses shows. */
export async function loadExpenses(request: Request, staff: Staff) {
  const { db, org } = staff;
  const filter = parseExpenseFilter(new URL(request.url).searchParams);
  const viewer = { organizationId: org.id, timeZone: org.timeZone, now: new Date() };
  const [{ rows, sums, t, language, names, frame }, machines] = await Promise.all([
    loadLedger(request, staff, {
      kind: 'expenses',
      filter,
      search: expenseSearchParams(filter).toString(),
      isFiltered: isExpenseFiltered(filter),
      read: (place) => listExpenses(db, { viewer, filter, ...place }),
      sum: () => sumExpenses(db, { viewer, filter }),
      hasAny: () => hasAnyExpense(db, viewer),
    }),
    listMachines(db, filter.itemId),
  ]);
  const machine = machines.find(({ id }) => id === filter.itemId);
  const currencies = [...new Set(sums.map(({ currency }) => currency))];
  return {
    filter,
    frame,
    machines,
    rows: rows.map((row) => ({
      id: row.id,
      to: `${frame.list}/${row.id}`,
      name: t(`expenseKind.${row.kind}`),
      note: row.note,
      machine: row.itemName,
      order: row.orderId && row.orderNumber ? { number: row.orderNumber, to: `${frame.base}/orders/${row.orderId}` } : null,
      day: sayDay(row.day, language),
      amount: formatMoney(row.amount.toFixed(2), row.currency, language),
    })),
    sums: currencies.map((currency) => {
      const amounts = sums.filter((sum) => sum.currency === currency).map(({ amount }) => amount);
      return sumOf('expenses-sum', t('sum'), { currency, amount: moneyText(addMoney(...amounts)) }, language);
    }),
    chips: ledgerChips({
      filter, t, language, names, toSearch: expenseSearchParams,
      own: [filter.kind && [t(`expenseKind.${filter.kind}`), { kind: null }], filter.itemId ? [machine?.name ?? t('chip.unknown'), { itemId: null }] : null],
    }),
  };
}

export type ExpenseListRow = Awaited<ReturnType<typeof loadExpenses>>['rows'][number];
