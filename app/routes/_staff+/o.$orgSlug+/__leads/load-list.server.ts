import type { Scope } from '~/domain/accounts/permissions';
import type { Staff } from '~/domain/accounts/guard.server';
import { listServiceNames } from '~/domain/catalog/services.server';
import { listMemberNames } from '~/domain/leads/assign-lead.server';
import { isFiltered, parseLeadFilter, toSearchParams } from '~/domain/leads/lead-filter';
import { formatCursor, parseCursor, type LeadCursor } from '~/domain/leads/lead-order';
import type { LeadViewer } from '~/domain/leads/lead-where.server';
import { countLeads, countLimit, hasAnyLead, listLeads } from '~/domain/leads/list-leads.server';
import { countQuarantine } from '~/domain/leads/quarantine.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { formatNumber } from '~/ui/format';
import { describeFilter } from './describe-filter.server';
import { createRowPresenter } from './present-row.server';

/** Whose requests a member of staff sees. */
export function viewerOf(staff: Staff & { scope: Scope }): LeadViewer {
  return { organizationId: staff.org.id, timeZone: staff.org.timeZone, userId: staff.user.id, scope: staff.scope };
}

/** All that the list's page shows. The number of queries is the same for every page. */
export async function loadLeadList(request: Request, staff: Staff & { scope: Scope }) {
  const { db, org, can, user } = staff;
  const params = new URL(request.url).searchParams;
  const filter = parseLeadFilter(params);
  const viewer = viewerOf(staff);
  const now = new Date();
  const before = parseCursor(params.get('before'), filter.sort);
  const asked = before ?? parseCursor(params.get('after'), filter.sort);
  const direction = before ? ('before' as const) : ('after' as const);
  const [found, count, services, members, quarantined, t, language] = await Promise.all([
    listLeads(db, { viewer, filter, now, cursor: asked, direction }),
    countLeads(db, { viewer, filter, now }),
    listServiceNames(db),
    listMemberNames(db),
    countQuarantine(db, org.id),
    getFixedT(request, 'leads'),
    getLanguage(request),
  ]);
  // The rows of this page may have been dealt with meanwhile: then the list begins again.
  const isGone = asked !== null && found.rows.length === 0;
  const cursor = isGone ? null : asked;
  const page = isGone ? await listLeads(db, { viewer, filter, now }) : found;
  const present = createRowPresenter({ t, language, timeZone: org.timeZone, now, services, members });
  const search = toSearchParams(filter).toString();
  const base = `/o/${org.slug}/leads`;
  const isFirst = cursor === null || (direction === 'before' && page.previous === null);
  return {
    title: `${t('title')} · ${org.name}`,
    base,
    search,
    filter,
    chips: describeFilter({ filter, t, language, services, members }),
    isFiltered: isFiltered(filter),
    rows: page.rows.map(present),
    count: count > countLimit(filter) ? t('countMore', { max: formatNumber(countLimit(filter), language) }) : t('count', { count, shown: formatNumber(count, language) }),
    total: count,
    isFirst,
    hasAny: page.rows.length > 0 || (await hasAnyLead(db, viewer)),
    pages: { previous: isFirst ? null : pageLink(search, 'before', page.previous), next: pageLink(search, 'after', page.next), first: isFirst ? null : search },
    services,
    people: members.filter(({ isAssignable }) => isAssignable).map(({ id, name }) => ({ id, name })),
    filterPeople: members.filter(({ id, isAssignable }) => isAssignable || id === filter.assignee).map(({ id, name }) => ({ id, name })),
    me: user.id,
    quarantined,
    rights: { update: can('leads', 'update') },
    eventsUrl: `/resources/o/${org.slug}/lead-events`,
    formUrl: org.isDefault ? '/' : `/r/${org.slug}`,
  };
}

export type LeadList = Awaited<ReturnType<typeof loadLeadList>>;

function pageLink(search: string, name: 'after' | 'before', cursor: LeadCursor | null): string | null {
  if (!cursor) return null;
  const params = new URLSearchParams(search);
  params.set(name, formatCursor(cursor));
  return params.toString();
}
