import type { Scope } from '~/domain/accounts/permissions';
import { isUuid } from '~/domain/leads/lead-filter';
import { NO_PERIOD, parsePeriod, setPeriodParams, type PeriodFilter } from '~/domain/periods/period';

/** Periods that the reports offer; `all` is since ever. */
export const REPORT_PERIODS = ['30d', 'month', 'quarter', 'year', 'all'] as const;
const USUAL: PeriodFilter = { period: 'quarter', from: null, to: null };

export const REPORTS = ['summary', 'equipment', 'employees', 'clients', 'pay'] as const;
export type ReportName = (typeof REPORTS)[number];

/** What the reports are narrowed to, as their address says it. */
export interface ReportFilter {
  /** NO_PERIOD: since ever. */
  period: PeriodFilter;
  contactId: string | null;
  /** A machine or a service: orders with a line of it. */
  itemId: string | null;
  operatorId: string | null;
  /** `mine`: orders that the signed-in person manages or made, all that a role with own figures sees. */
  manager: 'mine' | string | null;
  /** ISO 4217: sums of different currencies are never mixed. */
  currency: string;
}

/** Reads the address forgivingly. Who sees only own figures gets them whatever is asked for. */
export function parseReportFilter(params: URLSearchParams, { scope, currency }: { scope: Scope; currency: string }): ReportFilter {
  const id = (name: string) => readId(params.get(name));
  const parsed = parsePeriod(params);
    const asked = params.get('currency')?.toUpperCase();
  return {
    period: parsed.period ? parsed : params.get('period') === 'all' ? NO_PERIOD : USUAL,
    contactId: id('contact'),
    itemId: id('item') ?? id('machine') ?? id('service'),
    operatorId: id('operator'),
    manager: scope === 'own' ? 'mine' : id('manager'),
    currency: asked && /^[A-Z]{3}$/.test(asked) ? asked : currency,
  };
}

/** The address of a filter, for the links from one report to another. */
export function reportSearch({ period, contactId, itemId, operatorId, manager, currency }: ReportFilter): URLSearchParams {
  const params = new URLSearchParams();
  setPeriodParams(params, period);
  if (!period.period) params.set('period', 'all');
  const words = { contact: contactId, item: itemId, operator: operatorId, manager, currency };
  for (const [name, value] of Object.entries(words)) if (value) params.set(name, value);
  return params;
}

/** Whether anything but the period narrows the report. */
export function isNarrowed({ contactId, itemId, operatorId, manager }: ReportFilter): boolean {
  return [contactId, itemId, operatorId, manager].some((word) => word !== null);
}

function readId(value: string | null): string | null {
  return isUuid(value) ? value.toLowerCase() : null;
}
