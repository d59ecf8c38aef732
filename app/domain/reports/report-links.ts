import { ORDER_FACT_NAMES } from '~/domain/money/ledger-filter';
import { setPeriodParams, type PeriodFilter } from '~/domain/periods/period';
import type { ReportFilter } from './report-filter';

type Words = Record<string, string | null | undefined>;

/** The search of the list of completed orders behind a figure. @param words what the figure asks for besides the filter */
export function ordersSearch({ contactId, itemId, operatorId, manager, currency }: ReportFilter, period: PeriodFilter, words: Words = {}): string {
  return search({ state: 'COMPLETED', on: 'completed', contact: contactId, manager, operator: operatorId, item: itemId, currency, ...words }, period);
}

/** That of the list of expenses: the filter's item is the machine that was spent on. */
export function expensesSearch({ contactId, itemId, operatorId, manager, currency }: ReportFilter, period: PeriodFilter, words: Words = {}): string {
  return search({ contact: contactId, item: itemId, [ORDER_FACT_NAMES.operatorId]: operatorId, [ORDER_FACT_NAMES.managerId]: manager, currency, ...words }, period);
}

/** That of the list of pay. */
export function paySearch({ contactId, itemId, operatorId, manager, currency }: ReportFilter, period: PeriodFilter, words: Words = {}): string {
  return search({ person: operatorId, [ORDER_FACT_NAMES.contactId]: contactId, [ORDER_FACT_NAMES.itemId]: itemId, [ORDER_FACT_NAMES.managerId]: manager, currency, ...words }, period);
}

/** That of the list of payments. */
export function paymentsSearch({ contactId, itemId, operatorId, manager, currency }: ReportFilter, period: PeriodFilter, words: Words = {}): string {
  const facts = { [ORDER_FACT_NAMES.itemId]: itemId, [ORDER_FACT_NAMES.operatorId]: operatorId, [ORDER_FACT_NAMES.managerId]: manager };
  return search({ contact: contactId, ...facts, currency, ...words }, period);
}

function search(words: Words, period: PeriodFilter): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(words)) if (value) params.set(name, value);
  setPeriodParams(params, period);
  return params.toString();
}
