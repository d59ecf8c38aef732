import { EMPTY_LEDGER_FILTER, ledgerSearchParams, parseId, parseLedgerFilter, parseOneOf, USUAL_LEDGER_SORT, type LedgerFilter } from '~/domain/money/ledger-filter';
import { PAYMENT_KINDS, PAYMENT_METHODS, type PaymentKind, type PaymentMethod } from './payment-input';

/** What the list of payments shows, as its address says it. */
export interface PaymentFilter extends LedgerFilter {
  kind: PaymentKind | null;
  method: PaymentMethod | null;
  contactId: string | null;
}

export const EMPTY_PAYMENT_FILTER: PaymentFilter = { ...EMPTY_LEDGER_FILTER, kind: null, method: null, contactId: null };

/** Reads the address forgivingly: what is unknown or broken counts as not given. */
export function parsePaymentFilter(params: URLSearchParams): PaymentFilter {
  return {
    ...parseLedgerFilter(params),
    kind: parseOneOf(PAYMENT_KINDS, params.get('kind')),
    method: parseOneOf(PAYMENT_METHODS, params.get('method')),
    contactId: parseId(params.get('contact')),
  };
}

/** The shortest address of a filter. */
export function paymentSearchParams(filter: PaymentFilter): URLSearchParams {
  return ledgerSearchParams(filter, { kind: filter.kind, method: filter.method, contact: filter.contactId });
}

/** Whether anything but all payments is asked for; the order does not count. */
export function isPaymentFiltered(filter: PaymentFilter): boolean {
  return paymentSearchParams({ ...filter, sort: USUAL_LEDGER_SORT }).size > 0;
}
