import type { Staff } from '~/domain/accounts/guard.server';
import { auditSearchParams, parseAuditFilter } from '~/domain/audit/audit-filter';
import { AUDIT_ORDER, countAudit, listAudit } from '~/domain/audit/list-audit.server';
import { COUNT_MAX } from '~/platform/db/count-up-to';
import { parsePlace, turnPage } from '~/platform/db/list-place';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { formatNumber } from '~/ui/format';
import { findAuditNames } from './find-names.server';
import { createAuditPresenter, type ShownAudit } from './present-audit.server';

/** One page of the log by days, and what the filter offers. */
export async function loadAudit(request: Request, staff: Staff) {
  const { db, org } = staff;
  const params = new URL(request.url).searchParams;
  const filter = parseAuditFilter(params);
  const search = auditSearchParams(filter).toString();
  const query = { organizationId: org.id, timeZone: org.timeZone, filter, now: new Date() };
  const [{ rows, pages }, count, t, language] = await Promise.all([
    turnPage(parsePlace(params, AUDIT_ORDER), search, (place) => listAudit(db, { ...query, ...place })),
    countAudit(db, query),
    getFixedT(request, 'audit'),
    getLanguage(request),
  ]);
  const names = await findAuditNames(staff, rows);
  const present = createAuditPresenter({ t, language, timeZone: org.timeZone, base: `/o/${org.slug}`, names: names.byId, customFields: names.customFields });
  return {
    title: `${t('title')} · ${org.name}`,
    filter,
    search,
    days: byDay(rows.map(present)),
    members: names.members.map(({ id, name }) => ({ id, name })),
    isFiltered: search !== '',
    count: count > COUNT_MAX ? t('countMore', { max: formatNumber(COUNT_MAX, language) }) : t('count', { count, shown: formatNumber(count, language) }),
    total: count,
    pages,
  };
}

export type AuditPage = Awaited<ReturnType<typeof loadAudit>>;

function byDay(rows: ShownAudit[]): { day: string; text: string; rows: ShownAudit[] }[] {
  const days: { day: string; text: string; rows: ShownAudit[] }[] = [];
  for (const row of rows) {
    const last = days.at(-1);
    if (last?.day === row.day) last.rows.push(row);
    else days.push({ day: row.day, text: row.dayText, rows: [row] });
  }
  return days;
}
