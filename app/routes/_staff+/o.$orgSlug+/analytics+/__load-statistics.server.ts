import type { Staff } from '~/domain/accounts/guard.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { daysOf, parsePeriod, periodSearch, toSearch, type PeriodFilter } from '~/domain/behavior/behavior-filter';
import { fieldFigures } from '~/domain/behavior/field-figures.server';
import { fieldLines, parseFieldSort, upsetLines } from '~/domain/behavior/field-lines';
import { countViews } from '~/domain/behavior/list-views.server';
import { addDays, localDay } from '~/domain/behavior/local-day';
import { shareInterval } from '~/domain/behavior/share-interval';
import { timePoints } from '~/domain/behavior/time-points';
import { averageTimeOnPage, formActivity, timeOnPageSeries, type FormActivity } from '~/domain/behavior/view-counts.server';
import { parseLeadFilter } from '~/domain/leads/lead-filter';
import { countLeadsByState } from '~/domain/leads/lead-states.server';
import type { FunnelStep } from './__funnel';
import type { LeadCounts } from './__leads-now';
import type { TimeFigure } from './__time-on-page';

/** All that the statistics page shows, with the address of the rows behind each figure. */
export async function loadStatistics(staff: Pick<Staff, 'org' | 'user' | 'can' | 'reach'>, search: URLSearchParams, now: Date) {
  const { org, can } = staff;
  const today = localDay(now, org.timeZone);
  const filter = parsePeriod(search, today);
  const days = daysOf(filter);
  const sort = parseFieldSort(search.get('sort'));
  const viewsAt = (more: Record<string, string> = {}) => `/o/${org.slug}/analytics/views${toSearch({ ...periodSearch(filter), ...more })}`;
  const upset = { ...filter, breakpoint: null, outcome: 'all', measured: false, upset: true, lastField: null } as const;
  const leadScope = can('leads', 'read');
  const leadFilter = parseLeadFilter(new URLSearchParams({ period: 'custom', from: filter.from, to: filter.to }));

  const [times, series, activity, counts, upsetViews, states] = await Promise.all([
    averageTimeOnPage(org.id, { timeZone: org.timeZone, now }),
    timeOnPageSeries(org.id, days),
    formActivity(org.id, days),
    fieldFigures(org.id, days),
    countViews(org.id, upset),
    countLeadsByState(viewerFor(staff, 'leads'), leadFilter, now),
  ]);

  const measuredOn = (from: string, to: string) => `/o/${org.slug}/analytics/views${toSearch({ period: 'custom', from, to, measured: '1' })}`;
  const { byWeek, points } = timePoints(series);
  return {
    today,
    filter,
    sort,
    times: (['day', 'week', 'month'] as const).map((span): TimeFigure => {
      const { range, ...figures } = times[span];
      return { span, ...figures, to: measuredOn(range.from, addDays(range.to, -1)) };
    }),
    chart: { byWeek, points: points.map((point) => ({ ...point, rows: measuredOn(point.from, point.to) })) },
    activity,
    steps: funnelSteps(activity, viewsAt),
    leads: leadCounts(states, filter, leadScope ? `/o/${org.slug}/leads` : null),
    fields: fieldLines(counts, { views: activity.measured, abandoned: activity.starts - activity.sent }, sort),
    fieldsAt: viewsAt({ outcome: 'abandoned' }),
    upset: { lines: upsetLines(counts), views: upsetViews, to: viewsAt({ upset: '1' }) },
    formUrl: org.isDefault ? '/' : `/r/${org.slug}`,
  };
}

function funnelSteps({ views, starts, sent }: FormActivity, viewsAt: (more?: Record<string, string>) => string): FunnelStep[] {
  const step = (key: FunnelStep['key'], count: number, to: string): FunnelStep => ({
    key,
    count,
    share: views > 0 ? count / views : null,
    interval: key === 'view' ? null : shareInterval(count, views),
    to,
  });
  return [
    step('view', views, viewsAt()),
    step('start', starts, viewsAt({ outcome: 'started' })),
    step('sent', sent, viewsAt({ outcome: 'sent' })),
  ];
}

function leadCounts(states: Awaited<ReturnType<typeof countLeadsByState>>, { from, to }: PeriodFilter, list: string | null): LeadCounts {
  const rows = (state: string) => list && `${list}${toSearch({ state, period: 'custom', from, to })}`;
  return {
    total: states.reduce((sum, { count }) => sum + count, 0),
    states: states.map(({ state, count }) => ({ state, count, to: rows(state) })),
    to: rows('all'),
  };
}
