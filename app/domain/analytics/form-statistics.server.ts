import type { Viewer } from '~/domain/accounts/reach';
import { daysOf, type PeriodFilter } from '~/domain/behavior/behavior-filter';
import { fieldFigures } from '~/domain/behavior/field-figures.server';
import { fieldLines, upsetLines, type FieldSort } from '~/domain/behavior/field-lines';
import { countViews } from '~/domain/behavior/list-views.server';
import { shareInterval } from '~/domain/behavior/share-interval';
import { timePoints } from '~/domain/behavior/time-points';
import { averageTimeOnPage, formActivity, timeOnPageSeries } from '~/domain/behavior/view-counts.server';
import { parseLeadFilter } from '~/domain/leads/lead-filter';
import { countLeadsByState } from '~/domain/leads/lead-states.server';
import { shareOf } from './analytics-filter';

/**
 * What visitors did on the public form in a period: times, the way from opening to sending, fields, and what angered them;
 * and in which states the requests of the period are.
 * @param viewer whose requests are counted
 */
export async function formStatistics(viewer: Viewer, filter: PeriodFilter, { sort, now }: { sort: FieldSort; now: Date }) {
  const { organizationId, timeZone } = viewer;
  const days = daysOf(filter);
  const upset = { ...filter, breakpoint: null, outcome: 'all', measured: false, upset: true, lastField: null } as const;
  const leads = parseLeadFilter(new URLSearchParams({ period: 'custom', from: filter.from, to: filter.to }));
  const [times, series, activity, counts, upsetViews, states] = await Promise.all([
    averageTimeOnPage(organizationId, { timeZone, now }),
    timeOnPageSeries(organizationId, days),
    formActivity(organizationId, days),
    fieldFigures(organizationId, days),
    countViews(organizationId, upset),
    countLeadsByState(viewer, leads, now),
  ]);
  const { views, starts, sent, measured } = activity;
  const step = <K extends string>(key: K, count: number) => ({ key, count, share: shareOf(count, views), interval: key === 'view' ? null : shareInterval(count, views) });
  return {
    times,
    chart: timePoints(series),
    activity,
    steps: [step('view', views), step('start', starts), step('sent', sent)],
    fields: fieldLines(counts, { views: measured, abandoned: starts - sent }, sort),
    upset: { lines: upsetLines(counts), views: upsetViews },
    states,
  };
}
