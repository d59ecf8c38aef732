import type { Staff } from '~/domain/accounts/guard.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { formStatistics } from '~/domain/analytics/form-statistics.server';
import { parsePeriod, periodSearch, toSearch, type PeriodFilter } from '~/domain/behavior/behavior-filter';
import { parseFieldSort } from '~/domain/behavior/field-lines';
import { addDays, localDay } from '~/domain/behavior/local-day';
import type { FunnelStep } from './__funnel';
import type { LeadCounts } from './__leads-now';
import type { TimeFigure } from './__time-on-page';

const STEP_ROWS: Record<FunnelStep['key'], Record<string, string>> = { view: {}, start: { outcome: 'started' }, sent: { outcome: 'sent' } };

/** All that the statistics page shows, with the address of the rows behind each figure. */
export async function loadStatistics(staff: Pick<Staff, 'org' | 'user' | 'can' | 'reach'>, search: URLSearchParams, now: Date) {
  const { org, can } = staff;
  const today = localDay(now, org.timeZone);
  const filter = parsePeriod(search, today);
  const sort = parseFieldSort(search.get('sort'));
  const viewsAt = (more: Record<string, string> = {}) => `/o/${org.slug}/analytics/views${toSearch({ ...periodSearch(filter), ...more })}`;
  const measuredOn = (from: string, to: string) => `/o/${org.slug}/analytics/views${toSearch({ period: 'custom', from, to, measured: '1' })}`;
  const { times, chart, activity, steps, fields, upset, states } = await formStatistics(viewerFor(staff, 'leads'), filter, { sort, now });
  return {
    today,
    filter,
    sort,
    times: (['day', 'week', 'month'] as const).map((span): TimeFigure => {
      const { range, ...figures } = times[span];
      return { span, ...figures, to: measuredOn(range.from, addDays(range.to, -1)) };
    }),
    chart: { byWeek: chart.byWeek, points: chart.points.map((point) => ({ ...point, rows: measuredOn(point.from, point.to) })) },
    activity,
    steps: steps.map((step): FunnelStep => ({ ...step, to: viewsAt(STEP_ROWS[step.key]) })),
    leads: leadCounts(states, filter, can('leads', 'read') ? `/o/${org.slug}/leads` : null),
    fields,
    fieldsAt: viewsAt({ outcome: 'abandoned' }),
    upset: { ...upset, to: viewsAt({ upset: '1' }) },
    formUrl: org.isDefault ? '/' : `/r/${org.slug}`,
  };
}

function leadCounts(states: Awaited<ReturnType<typeof formStatistics>>['states'], { from, to }: PeriodFilter, list: string | null): LeadCounts {
  const rows = (state: string) => list && `${list}${toSearch({ state, period: 'custom', from, to })}`;
  return {
    total: states.reduce((sum, { count }) => sum + count, 0),
    states: states.map(({ state, count }) => ({ state, count, to: rows(state) })),
    to: rows('all'),
  };
}
