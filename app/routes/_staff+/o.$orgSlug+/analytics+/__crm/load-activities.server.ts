import type { Staff } from '~/domain/accounts/guard.server';
import { analyticsSearch, changeOf, monthPeriod, previousPeriod, spanOf } from '~/domain/analytics/analytics-filter';
import { activitiesByPerson, activitiesByTime, activityTotals } from '~/domain/analytics/activity-figures.server';
import type { ActivityFilter, ActivityViewer } from '~/domain/analytics/activity-where.server';
import { ACTIVITY_ORDER, countActivities, listActivities, recordsOf } from '~/domain/analytics/list-activities.server';
import { LOGGED_KINDS } from '~/domain/activities/activity-kinds';
import type { PeriodFilter } from '~/domain/periods/period';
import { parsePlace, turnPage } from '~/platform/db/list-place';
import { barOf, nameOf, type FigureRequest } from './require-figures.server';

/** Figures of what people logged, and the rows behind them: kind and person of the address narrow the rows only. */
export async function loadActivityFigures(request: FigureRequest) {
  const { staff, filter, members, now, today, params } = request;
  const { db } = staff;
  const viewer = activityViewer(staff);
  const { period } = filter;
  const person = filter.owner === 'nobody' ? null : filter.owner;
  const options = { viewer, filter: { kind: null, person, period } satisfies ActivityFilter, now };
  const before = previousPeriod(period, today);
  const span = spanOf(period, today);
  const [totals, totalsBefore, people, times] = await Promise.all([
    activityTotals(db, options), before && activityTotals(db, { ...options, filter: { ...options.filter, period: before } }),
    person ? [] : activitiesByPerson(db, options), activitiesByTime(db, options, span),
  ]);
  const to = (more: Record<string, string | null> = {}, days: PeriodFilter = period) => {
    const search = analyticsSearch({ ...filter, period: days, pipelineId: null });
    for (const [name, value] of Object.entries(more)) if (value) search.set(name, value);
    return `?${search.toString()}#rows`;
  };
  return {
    bar: barOf(request),
    rows: await loadRows(request, viewer, { kind: LOGGED_KINDS.find((kind) => kind === params.get('kind')) ?? null, person, period }),
    totals: { ...totals, change: changeOf(totals.total, totalsBefore?.total ?? null), to: to() },
    kinds: LOGGED_KINDS.map((kind) => ({ kind, count: totals.kinds[kind], change: changeOf(totals.kinds[kind], totalsBefore?.kinds[kind] ?? null), to: to({ kind }) })),
    people: people.map(({ personId, kinds, total }) => ({
      personId, name: nameOf(members, personId), total, to: to({ owner: personId }),
      kinds: LOGGED_KINDS.map((kind) => ({ kind, count: kinds[kind], to: to({ owner: personId, kind }) })),
    })),
    unit: span.unit,
    times: times.map(({ from, kinds }) => ({ from, kinds, to: to({}, span.unit === 'day' ? { period: 'custom', from, to: from } : monthPeriod(from)) })),
    timeZone: staff.org.timeZone,
    now: now.toISOString(),
  };
}

function activityViewer({ org, user, reach }: Pick<Staff, 'org' | 'user' | 'reach'>): ActivityViewer {
  return { organizationId: org.id, timeZone: org.timeZone, userId: user.id, reach };
}

async function loadRows({ staff, filter, members, now, params, base }: FigureRequest, viewer: ActivityViewer, shown: ActivityFilter) {
  const search = analyticsSearch({ ...filter, pipelineId: null });
  if (shown.kind) search.set('kind', shown.kind);
  const options = { viewer, filter: shown, now };
  const [{ rows, pages }, count] = await Promise.all([
    turnPage(parsePlace(params, ACTIVITY_ORDER), search.toString(), (place) => listActivities(staff.db, { ...options, ...place })),
    countActivities(staff.db, options),
  ]);
  const records = await recordsOf(staff.db, viewer, rows);
  const paths = { lead: 'leads', contact: 'contacts', deal: 'deals' } as const;
  return {
    kind: shown.kind,
    count,
    pages,
    lines: rows.map(({ leadId, contactId, dealId, authorId, occurredAt, ...row }) => {
      const clients = [dealId, contactId].flatMap((id) => (id && records.get(id)) || []);
      // a request whose client is named already says nothing more
      const about = clients.length > 0 ? clients : [leadId].flatMap((id) => (id && records.get(id)) || []);
      return { ...row, occurredAt: occurredAt.toISOString(), author: nameOf(members, authorId), about: about.map(({ kind, id, name }) => ({ id, kind, name, to: `${base}/${paths[kind]}/${id}` })) };
    }),
  };
}

export type ActivityFigures = Awaited<ReturnType<typeof loadActivityFigures>>;
