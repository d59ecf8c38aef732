import { EMPTY_LEDGER_FILTER, ledgerSearchParams, parseId, parseLedgerFilter, parseOneOf, USUAL_LEDGER_SORT, type LedgerFilter } from '~/domain/money/ledger-filter';
import { EXPENSE_KINDS, type ExpenseKind } from './expense-input';

/** What the list of expenses shows, as its address says it. */
export interface ExpenseFilter extends LedgerFilter {
  kind: ExpenseKind | null;
  /** A machine. */
  itemId: string | null;
  /** The client of the order. */
  contactId: string | null;
}

export const EMPTY_EXPENSE_FILTER: ExpenseFilter = { ...EMPTY_LEDGER_FILTER, kind: null, itemId: null, contactId: null };

/** Reads the address forgivingly: what is unknown or broken counts as not given. */
export function parseExpenseFilter(params: URLSearchParams): ExpenseFilter {
  return {
    ...parseLedgerFilter(params),
    kind: parseOneOf(EXPENSE_KINDS, params.get('kind')),
    itemId: parseId(params.get('item')),
    contactId: parseId(params.get('contact')),
  };
}

/** The shortest address of a filter. */
export function expenseSearchParams(filter: ExpenseFilter): URLSearchParams {
  return ledgerSearchParams(filter, { kind: filter.kind, item: filter.itemId, contact: filter.contactId });
}

/** Whether anything but all expenses is asked for; the order does not count. */
export function isExpenseFiltered(filter: ExpenseFilter): boolean {
  return expenseSearchParams({ ...filter, sort: USUAL_LEDGER_SORT }).size > 0;
}
