import { EMPTY_LEDGER_FILTER, ledgerSearchParams, parseId, parseLedgerFilter, parseOneOf, USUAL_LEDGER_SORT, type LedgerFilter } from '~/domain/money/ledger-filter';
import { PAY_KINDS, type PayKind } from './pay-amount';
import { PAYROLL_STATES, type PayrollState } from './pay-states';

/** What the list of pay shows, as its address says it. */
export interface PayFilter extends LedgerFilter {
  kind: PayKind | null;
  state: PayrollState | null;
  /** A member's id. */
  personId: string | null;
}

export const EMPTY_PAY_FILTER: PayFilter = { ...EMPTY_LEDGER_FILTER, kind: null, state: null, personId: null };

/** Reads the address forgivingly: what is unknown or broken counts as not given. */
export function parsePayFilter(params: URLSearchParams): PayFilter {
  return {
    ...parseLedgerFilter(params),
    kind: parseOneOf(PAY_KINDS, params.get('kind')),
    state: parseOneOf(PAYROLL_STATES, params.get('state')),
    personId: parseId(params.get('person')),
  };
}

/** The shortest address of a filter. */
export function paySearchParams(filter: PayFilter): URLSearchParams {
  return ledgerSearchParams(filter, { state: filter.state, kind: filter.kind, person: filter.personId });
}

/** Whether anything but all pay is asked for; the order does not count. */
export function isPayFiltered(filter: PayFilter): boolean {
  return paySearchParams({ ...filter, sort: USUAL_LEDGER_SORT }).size > 0;
}
