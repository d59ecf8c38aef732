import { z } from '@hono/zod-openapi';
import { viewerFor } from '~/domain/accounts/reach.server';
import { parseAnalyticsFilter } from '~/domain/analytics/analytics-filter';
import { formStatistics } from '~/domain/analytics/form-statistics.server';
import { formToWonOfPeriod, FUNNEL_STEPS } from '~/domain/analytics/form-to-won.server';
import { BREAKPOINTS, ELEMENT_KEY, FORM_VERSION } from '~/domain/behavior/batch';
import { HEAT_KINDS, HEAT_SEGMENTS, OUTCOMES, parseHeatFilter, parsePeriod, parseViewsFilter, PERIODS } from '~/domain/behavior/behavior-filter';
import { FIELD_SORTS, parseFieldSort } from '~/domain/behavior/field-lines';
import { loadHeatCells } from '~/domain/behavior/heat-view.server';
import { listViews } from '~/domain/behavior/list-views.server';
import { addDays, localDay } from '~/domain/behavior/local-day';
import { orderViewer } from '~/domain/orders/order-viewer.server';
import { RECORD_PERIODS } from '~/domain/periods/period';
import { funnel, heat, statistics, view } from './behavior-shapes';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { forwardPage, pageOf, pageQuery } from '../ground/paging';
import { ApiProblem } from '../ground/problem';
import { day } from '../ground/schemas';

const TAG = 'Behaviour';
const READ = { resource: 'analytics', action: 'read', scope: 'all' } as const;

const days = { from: day.optional().openapi({ description: 'First day, local to the organisation', example: undefined }), to: day.optional().openapi({ description: 'Last day', example: undefined }) };
const periodQuery = { period: z.enum(PERIODS).optional().openapi({ description: 'So many days up to today; custom with from and to. Usual: 30' }), ...days };
const width = z.enum(BREAKPOINTS).optional().openapi({ description: 'Width of the screen' });
const yes = z.literal('1').optional();
const CURSOR = /^\d{1,15}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const viewsQuery = z.strictObject({
  limit: pageQuery.limit,
  after: z.string().regex(CURSOR).optional().openapi({ description: 'From `next` of the page before', example: undefined }),
  ...periodQuery,
  width,
  outcome: z.enum(OUTCOMES).optional().openapi({ description: 'abandoned: begun, not sent; idle: not begun' }),
  measured: yes.openapi({ description: 'Only those that told an active time' }),
  upset: yes.openapi({ description: 'Only those with rage or dead clicks' }),
  field: z.string().regex(ELEMENT_KEY).optional().openapi({ description: 'Only those left at this field', example: 'email' }),
});

export const behaviorMetricsOperations: Operation[] = [
  staffOperation(
    READ,
    { id: 'behaviorMetrics.stats', method: 'get', path: '/behavior-metrics/stats', tag: TAG, summary: 'How visitors fill in the form', description: 'Average times of today and the last 7 and 30 days; the rest is of the period.', query: z.strictObject({ ...periodQuery, sort: z.enum(FIELD_SORTS).optional().openapi({ description: 'Of the fields, highest first. Usual: last' }) }), answer: statistics },
    async ({ caller, search, now }) => {
      const filter = parsePeriod(search, localDay(now, caller.org.timeZone));
      const { times, chart, upset, states, ...figures } = await formStatistics(viewerFor(caller, 'leads'), filter, { sort: parseFieldSort(search.get('sort')), now });
      const time = ({ range, ...rest }: (typeof times)['day']) => ({ ...rest, from: range.from, to: addDays(range.to, -1) });
      return answer({
        ...figures,
        from: filter.from,
        to: filter.to,
        timeOnPage: { day: time(times.day), week: time(times.week), month: time(times.month) },
        timeSeries: chart.points,
        upset: { views: upset.views, elements: upset.lines },
        leads: caller.can('leads', 'read') ? states : null,
      });
    },
  ),
  staffOperation(
    READ,
    {
      id: 'behaviorMetrics.heatmap', method: 'get', path: '/behavior-metrics/heatmap', tag: TAG, summary: 'Cells of the heatmap', description: 'What is not chosen: the current form version, the screen with the most views, the pointer (on a phone clicks).',
      query: z.strictObject({ ...periodQuery, width, version: z.string().regex(FORM_VERSION).optional().openapi({ example: '0a1b2c3d4e5f' }), kind: z.enum(HEAT_KINDS).optional(), who: z.enum(HEAT_SEGMENTS).optional().openapi({ description: 'Whose views; colours are those of the sent lead' }) }),
      answer: heat,
    },
    async ({ caller, search, now }) => {
      const filter = parseHeatFilter(search, localDay(now, caller.org.timeZone));
      const { query: { range: _range, ...chosen }, versions, screens, points, elements } = await loadHeatCells(caller.org.id, filter);
      if (search.has('version') && search.get('version') !== chosen.version) throw new ApiProblem('validation', { errors: [{ path: 'query.version', code: 'unknown', message: 'There is no such form version.' }] });
      return answer({ from: filter.from, to: filter.to, ...chosen, points, elements, screens, versions: versions.map(({ createdAt, ...version }) => ({ ...version, createdAt: new Date(createdAt) })) });
    },
  ),
  staffOperation(READ, { id: 'behaviorMetrics.views', method: 'get', path: '/behavior-metrics/views', tag: TAG, summary: 'List openings of the form', description: 'Newest first.', query: viewsQuery, answer: pageOf(view, 'FormView') }, async ({ caller, query: { limit, after = null }, search, request, now }) => {
    const { rows, next } = await listViews(caller.org.id, parseViewsFilter(search, localDay(now, caller.org.timeZone)), after, limit);
    return forwardPage(request, rows, next);
  }),
  staffOperation(
    { ...READ, also: { resource: 'deals', action: 'read' } },
    { id: 'behaviorMetrics.funnel', method: 'get', path: '/behavior-metrics/funnel', tag: TAG, summary: 'From opening the form to a paid order', description: 'Of those who came in the period, whenever the later steps happened; beside as many days before.', query: z.strictObject({ period: z.enum([...RECORD_PERIODS, 'all']).optional().openapi({ description: 'Usual: 30d', example: 'month' }), ...days }), answer: funnel },
    async ({ caller, search, now }) => {
      const today = localDay(now, caller.org.timeZone);
      const viewers = { organizationId: caller.org.id, leadViewer: viewerFor(caller, 'leads'), dealViewer: viewerFor(caller, 'deals'), orderViewer: orderViewer(caller), now };
      const { from, to, counts, before } = await formToWonOfPeriod(caller.db, { ...viewers, period: parseAnalyticsFilter(search, 'all').period, today });
      return answer({ from, to, steps: FUNNEL_STEPS.map((step) => ({ step, count: counts[step], before: before?.[step] ?? null })) });
    },
  ),
];
