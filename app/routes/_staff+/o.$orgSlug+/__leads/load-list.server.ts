import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { listServiceNames } from '~/domain/catalog/services.server';
import { isFiltered, parseLeadFilter, toSearchParams } from '~/domain/leads/lead-filter';
import { LEAD_ORDERS } from '~/domain/leads/lead-order';
import { countLeads, countLimit, hasAnyLead, listLeads } from '~/domain/leads/list-leads.server';
import { countQuarantine } from '~/domain/leads/quarantine.server';
import { parsePlace, turnPage } from '~/platform/db/list-place';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { formatNumber } from '~/ui/format';
import { loadViews } from '../__views/load-views.server';
import { describeFilter } from './describe-filter.server';
import { createRowPresenter } from './present-row.server';

/** All that the list's page shows. The number of queries is the same for every page. */
export async function loadLeadList(request: Request, staff: Staff) {
  const { db, org, can, user } = staff;
  const params = new URL(request.url).searchParams;
  const filter = parseLeadFilter(params);
  const viewer = viewerFor(staff, 'leads');
  const now = new Date();
  const search = toSearchParams(filter).toString();
  const place = parsePlace(params, LEAD_ORDERS[filter.sort]);
  const [{ rows, isFirst, pages }, count, services, members, quarantined, views, t, language] = await Promise.all([
    turnPage(place, search, (at) => listLeads(db, { viewer, filter, now, ...at })),
    countLeads(db, { viewer, filter, now }),
    listServiceNames(db),
    listMemberNames(db),
    viewer.reach === 'all' ? countQuarantine(db, org.id) : 0,
    loadViews(request, staff, 'leads', search),
    getFixedT(request, 'leads'),
    getLanguage(request),
  ]);
  const present = createRowPresenter({ t, language, timeZone: org.timeZone, now, services, members });
  const base = `/o/${org.slug}/leads`;
  return {
    title: `${t('title')} · ${org.name}`,
    base,
    search,
    filter,
    chips: describeFilter({ filter, t, language, services, members }),
    isFiltered: isFiltered(filter),
    rows: rows.map(present),
    count: count > countLimit(filter) ? t('countMore', { max: formatNumber(countLimit(filter), language) }) : t('count', { count, shown: formatNumber(count, language) }),
    total: count,
    allText: `${formatNumber(Math.min(count, countLimit(filter)), language)}${count > countLimit(filter) ? '+' : ''}`,
    isFirst,
    hasAny: rows.length > 0 || (await hasAnyLead(db, viewer)),
    pages,
    services,
    people: members.filter(({ isAssignable }) => isAssignable).map(({ id, name }) => ({ id, name })),
    filterPeople: members.filter(({ id, isAssignable }) => isAssignable || id === filter.assignee).map(({ id, name }) => ({ id, name })),
    me: user.id,
    quarantined,
    rights: { update: can('leads', 'update') },
    views: views.bar,
    headers: views.headers,
    eventsUrl: `/resources/o/${org.slug}/lead-events`,
    formUrl: org.isDefault ? '/' : `/r/${org.slug}`,
  };
}

export type LeadList = Awaited<ReturnType<typeof loadLeadList>>;
