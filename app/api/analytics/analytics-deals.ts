import { z } from '@hono/zod-openapi';
import { monthsOf } from '~/domain/analytics/analytics-filter';
import { dealResults } from '~/domain/analytics/deal-results.server';
import { dealTotals } from '~/domain/analytics/deal-totals.server';
import { dealsByMonth } from '~/domain/analytics/deals-by-month.server';
import { dealsByOwner } from '~/domain/analytics/deals-by-owner.server';
import { lostReasons } from '~/domain/analytics/lost-reasons.server';
import { pipelineAmount } from '~/domain/analytics/pipeline-amount.server';
import { stageConversion } from '~/domain/analytics/stage-conversion.server';
import { activePipelines, listPipelines } from '~/domain/deals/list-pipelines.server';
import { count, figuresOf, figuresQuery, milliseconds, month, readFigures, share, sums } from '../ground/figures';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { pageOf, wholeList } from '../ground/paging';
import { invalid } from '../ground/problem';
import { amount, currency, id } from '../ground/schemas';

const TAG = 'Analytics';
const query = z.strictObject(figuresQuery);
const need = figuresOf('deals');

const made = z.object({ total: count, states: z.object({ NEW: count, IN_PROGRESS: count, WON: count, LOST: count, CLOSED: count }).openapi({ description: 'Where they are now' }), amounts: sums });
const ended = z.object({
  won: count, lost: count, wonAmounts: sums, lostAmounts: sums,
  winRate: share.openapi({ description: 'won / (won + lost)' }), meanMs: milliseconds.openapi({ description: 'From making a deal to winning it' }), medianMs: milliseconds,
});
const summary = z
  .object({
    made: made.openapi({ description: 'Deals that were made in the period' }),
    madeBefore: z.union([made, z.null()]).openapi({ description: 'In as many days before' }),
    ended: ended.openapi({ description: 'Deals that ended in the period, whenever they were made' }),
    endedBefore: z.union([ended, z.null()]),
    open: z.array(z.object({ currency, count, amount, weighted: amount.openapi({ description: 'Each amount times the probability of its stage' }) })).openapi({ description: 'What is NEW or IN_PROGRESS now' }),
  })
  .openapi('DealFigures');

const ownerRow = z.object({ ownerId: id.nullable(), made: count, won: count, lost: count, winRate: share, wonAmounts: sums, open: count.openapi({ description: 'Now' }), openAmounts: sums }).openapi('OwnerDealFigures');
const monthRow = z.object({ month, made: count, won: count, lost: count, madeAmount: amount, wonAmount: amount, lostAmount: amount }).openapi('MonthDealFigures');
const exits = z.object({ here: count, on: count, won: count, lost: count, back: count }).openapi({ description: 'How deals left it the last time; here: not yet' });
const stageRow = z
  .object({
    id, name: z.string(), color: z.string(), isArchived: z.boolean(), entered: count, exits,
    conversion: share.openapi({ description: '(on + won) / entered' }), medianMs: milliseconds.openapi({ description: 'Time there, of stays that are over' }), p90Ms: milliseconds,
  })
  .openapi('StageFigures');
const reasonRow = z.object({ id, name: z.string(), count, amounts: sums }).openapi('LostReasonFigures');

export const dealFigureOperations: Operation[] = [
  staffOperation(need, { id: 'analytics.deals', method: 'get', path: '/analytics/deals', tag: TAG, summary: 'Sum up deals', query, answer: summary }, async ({ caller, search, now }) => {
    const { options, period, before } = readFigures(caller, search, now, 'deals');
    const [totals, totalsBefore, results, resultsBefore, open] = await Promise.all([
      dealTotals(caller.db, options, period), before && dealTotals(caller.db, options, before),
      dealResults(caller.db, options, period), before && dealResults(caller.db, options, before), pipelineAmount(caller.db, options),
    ]);
    return answer({ made: totals, madeBefore: totalsBefore, ended: results, endedBefore: resultsBefore, open });
  }),
  staffOperation(
    need,
    { id: 'analytics.dealsByMonth', method: 'get', path: '/analytics/deals/by-month', tag: TAG, summary: 'Deals made, won and lost by month', description: 'At least the year that ends with the period. Counts are of all currencies, amounts of one.', query, answer: z.object({ currency, months: z.array(monthRow) }).openapi('DealMonths') },
    async ({ caller, search, now }) => {
      const { options, period, today } = readFigures(caller, search, now, 'deals');
      return answer({ currency: caller.org.currency, months: await dealsByMonth(caller.db, options, monthsOf(period, today), caller.org.currency) });
    },
  ),
  staffOperation(need, { id: 'analytics.dealsByOwner', method: 'get', path: '/analytics/deals/by-owner', tag: TAG, summary: 'Deals by who owns them', description: 'Empty where an owner is asked for, or own figures alone are seen.', query, answer: pageOf(ownerRow, 'OwnerDealFigures') }, async ({ caller, search, now }) => {
    const { options, filter } = readFigures(caller, search, now, 'deals');
    return wholeList(filter.owner ? [] : await dealsByOwner(caller.db, options));
  }),
  staffOperation(
    need,
    { id: 'analytics.stages', method: 'get', path: '/analytics/deals/stages', tag: TAG, summary: 'How deals get from stage to stage', description: 'Of the deals that were made in the period, for one pipeline: the first when none is named.', query: query.extend({ pipeline: id.optional() }), answer: z.object({ pipelineId: id.nullable(), stages: z.array(stageRow) }).openapi('StageConversion') },
    async ({ caller, query: { pipeline }, search, now }) => {
      const { options } = readFigures(caller, search, now, 'deals');
      const pipelines = await listPipelines(caller.db);
      const found = pipeline ? pipelines.find((one) => one.id === pipeline) : activePipelines(pipelines)[0];
      if (pipeline && !found) throw invalid('query.pipeline', 'unknown', 'There is no such pipeline.');
      return answer({ pipelineId: found?.id ?? null, stages: found ? await stageConversion(caller.db, options, found.id) : [] });
    },
  ),
  staffOperation(need, { id: 'analytics.lostReasons', method: 'get', path: '/analytics/deals/lost-reasons', tag: TAG, summary: 'Why deals were lost', query, answer: pageOf(reasonRow, 'LostReasonFigures') }, async ({ caller, search, now }) =>
    wholeList(await lostReasons(caller.db, readFigures(caller, search, now, 'deals').options)),
  ),
];
