import { parseLeadFilter, toSearchParams, type LeadFilter } from '~/domain/leads/lead-filter';

export const DASHBOARD_PERIODS = ['today', '7d', '30d'] as const;
export type DashboardPeriod = (typeof DASHBOARD_PERIODS)[number];

/** Reads the period from the address; what is not known is the week. */
export function parseDashboardPeriod(params: URLSearchParams): DashboardPeriod {
  return DASHBOARD_PERIODS.find((period) => period === params.get('period')) ?? '7d';
}

/** New requests of a period, in every state; only the person's own where the role reaches no further. */
export function dashboardFilter(period: DashboardPeriod, scope: 'all' | 'own'): LeadFilter {
  return parseLeadFilter(new URLSearchParams({ state: 'all', period, ...(scope === 'own' && { assignee: 'me' }) }));
}

/** Requests that wait for an answer now, however old. */
export function waitingFilter(scope: 'all' | 'own'): LeadFilter {
  return parseLeadFilter(new URLSearchParams({ answer: 'waiting', sort: 'due', ...(scope === 'own' && { assignee: 'me' }) }));
}

/** Address of the list that shows exactly what a figure counts. */
export function leadsLink(base: string, filter: LeadFilter, more: Partial<LeadFilter> = {}): string {
  const search = toSearchParams({ ...filter, ...more }).toString();
  return search ? `${base}/leads?${search}` : `${base}/leads`;
}
