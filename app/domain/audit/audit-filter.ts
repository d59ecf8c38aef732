import type { Resource } from '~/domain/accounts/permissions';
import { parsePeriod, setPeriodParams, type PeriodFilter } from '~/domain/periods/period';

/** What the log speaks about, in the order of the choice. */
export const AUDIT_RESOURCES = [
  'leads', 'contacts', 'deals', 'tasks', 'activities', 'members', 'teams', 'organization', 'catalog', 'orders', 'payments', 'expenses', 'payroll', 'scoringRules', 'customFields', 'pipelines', 'lostReasons', 'savedViews', 'apiKeys', 'webhooks', 'personalData', 'trash', 'installation',
] as const satisfies readonly (Resource | 'customFields' | 'pipelines' | 'lostReasons' | 'teams' | 'savedViews')[];
export type AuditResource = (typeof AUDIT_RESOURCES)[number];

/** Verbs that can be chosen; a log may know more. */
export const AUDIT_ACTIONS = ['create', 'update', 'delete', 'restore', 'purge', 'merge', 'unmerge', 'invite', 'import', 'bulk', 'undo', 'convert', 'publish'] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export interface AuditFilter extends PeriodFilter {
  /** A member's id; `system` for what no person did. */
  person: string | null;
  resource: AuditResource | null;
  action: AuditAction | null;
  /** One record's history. */
  record: string | null;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const uuidOr = (value: string | null, word?: string) => (value !== null && (value === word || UUID.test(value)) ? value : null);

/** Reads the address forgivingly: what is unknown counts as not given. */
export function parseAuditFilter(params: URLSearchParams): AuditFilter {
  const resource = params.get('resource');
  const action = params.get('action');
  return {
    person: uuidOr(params.get('person'), 'system'),
    resource: AUDIT_RESOURCES.find((known) => known === resource) ?? null,
    action: AUDIT_ACTIONS.find((known) => known === action) ?? null,
    record: uuidOr(params.get('record')),
    ...parsePeriod(params),
  };
}

/** The address of a filter. */
export function auditSearchParams({ person, resource, action, record, ...period }: AuditFilter): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ person, resource, action, record })) if (value) params.set(name, value);
  setPeriodParams(params, period);
  return params;
}
