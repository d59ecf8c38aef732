import type { TFunction } from 'i18next';
import { fieldChanges } from '~/domain/audit/audit-diff';
import type { AuditRow } from '~/domain/audit/list-audit.server';
import { localDay } from '~/domain/behavior/local-day';
import { formatDateTime, formatDay } from '~/ui/format';
import { createValueSayer } from './say-value.server';

/** Pages of records; what is not here has no page of its own. */
const RECORD_PAGES: Record<string, string> = { leads: '/leads/', contacts: '/contacts/', deals: '/deals/', tasks: '/tasks/', orders: '/orders/', payments: '/money/payments/', expenses: '/money/expenses/', payroll: '/money/payroll/' };
const PLACES: Record<string, string> = {
  members: '/settings/members', teams: '/settings/teams', organization: '/settings', catalog: '/catalog', scoringRules: '/settings/scoring',
  customFields: '/settings/fields', pipelines: '/settings/pipelines', lostReasons: '/settings/lost-reasons',
};
const TONES: Record<string, string> = { create: 'ok', restore: 'ok', invite: 'ok', delete: 'danger', purge: 'danger', remove: 'danger' };

export type AuditTone = 'ok' | 'danger' | 'plain';

interface Context {
  t: TFunction;
  language: string;
  timeZone: string;
  base: string;
  /** What an id stands for. */
  names: ReadonlyMap<string, string>;
  /** Labels of the organisation's own fields by their keys. */
  customFields?: ReadonlyMap<string, string>;
}

/** Makes rows of the log ready to be shown. */
export function createAuditPresenter({ t, language, timeZone, base, names, customFields }: Context) {
  const say = createValueSayer({ t, language, timeZone, names });
  const time = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeStyle: 'short', timeZone });
  const sayField = (resource: string, field: string) => {
    const [first = field, ...inner] = field.split('.');
    const name = t(`fields.${resource}.${first}`, { defaultValue: t(`fields.any.${first}`, { defaultValue: first }) });
    const own = first === 'custom' ? customFields?.get(inner.join('.')) : undefined;
    if (own) return own;
    return inner.length > 0 ? `${name}: ${inner.join('.')}` : name;
  };
  return (row: AuditRow) => ({
    id: row.id,
    day: localDay(row.createdAt, timeZone),
    dayText: formatDay(row.createdAt, language, timeZone),
    at: time.format(row.createdAt),
    exact: formatDateTime(row.createdAt, language, timeZone),
    person: row.actorName ?? t('system'),
    isSystem: row.actorId === null,
    action: t(`actions.${row.action}`, { defaultValue: row.action }),
    tone: (TONES[row.action] ?? 'plain') as AuditTone,
    resource: t(`resources.${row.resource}`, { defaultValue: row.resource }),
    // some are named by a code, for example the rules of a role
    label: row.label && say(row.label),
    to: linkTo(row, base),
    changes: fieldChanges(row.before, row.after).map(({ field, before, after }) => ({ field: sayField(row.resource, field), before: say(before), after: say(after) })),
  });
}

export type ShownAudit = ReturnType<ReturnType<typeof createAuditPresenter>>;

function linkTo({ resource, resourceId, action }: AuditRow, base: string): string | null {
  if (resource === 'contacts' && (action === 'import' || action === 'undo')) return resourceId && `${base}/contacts/import/${resourceId}`;
  if (action === 'bulk') return null;
  const page = RECORD_PAGES[resource];
  if (page) return resourceId && action !== 'purge' ? base + page + resourceId : null;
  const place = PLACES[resource];
  return place ? base + place : null;
}
