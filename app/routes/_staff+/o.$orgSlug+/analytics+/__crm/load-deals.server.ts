import { viewerFor } from '~/domain/accounts/reach.server';
import { changeOf, monthPeriod, monthsOf, previousPeriod } from '~/domain/analytics/analytics-filter';
import { dealResults } from '~/domain/analytics/deal-results.server';
import { dealTotals } from '~/domain/analytics/deal-totals.server';
import { dealsByMonth } from '~/domain/analytics/deals-by-month.server';
import { dealsByOwner } from '~/domain/analytics/deals-by-owner.server';
import { lostReasons } from '~/domain/analytics/lost-reasons.server';
import { pipelineAmount } from '~/domain/analytics/pipeline-amount.server';
import { dealsSearch, type Words } from '~/domain/analytics/record-links';
import { stageConversion } from '~/domain/analytics/stage-conversion.server';
import { DEAL_STATES } from '~/domain/deals/lifecycle';
import { STAGE_EXITS, type StageExit } from '~/domain/deals/stage-exits';
import { hasAnyDeal } from '~/domain/deals/list-deals.server';
import type { PeriodFilter } from '~/domain/periods/period';
import { barOf, nameOf, type FigureRequest } from './require-figures.server';

/** All figures of deals, each with the address of its rows. Null when the person has no deal to count. */
export async function loadDealFigures(request: FigureRequest) {
  const { staff, filter, members, now, today, base } = request;
  const { db, org } = staff;
  const viewer = viewerFor(staff, 'deals');
  const options = { viewer, filter, now };
  const { period } = filter;
  const before = previousPeriod(period, today);
  const months = monthsOf(period, today);
  const pipelines = await db.pipeline.findMany({ where: { archivedAt: null }, orderBy: [{ position: 'asc' }, { id: 'asc' }], select: { id: true, name: true } });
  const pipeline = pipelines.find(({ id }) => id === filter.pipelineId) ?? pipelines[0] ?? null;
  const [totals, totalsBefore, results, resultsBefore, open, owners, byMonth, reasons, stages] = await Promise.all([
    dealTotals(db, options, period), before && dealTotals(db, options, before), dealResults(db, options, period), before && dealResults(db, options, before),
    pipelineAmount(db, options), filter.owner ? [] : dealsByOwner(db, options), dealsByMonth(db, options, months, org.currency), lostReasons(db, options),
    pipeline ? stageConversion(db, options, pipeline.id) : [],
  ]);
  const isEmpty = totals.total === 0 && results.won + results.lost === 0 && open.length === 0 && !(await hasAnyDeal(db, viewer));
  const to = (rows: PeriodFilter | null, words: Words = {}) => `${base}/deals?${dealsSearch(filter, rows, words).toString()}`;
  return {
    bar: barOf(request),
    currency: org.currency,
    isEmpty,
    made: { ...totals, change: changeOf(totals.total, totalsBefore?.total ?? null), to: to(period) },
    states: DEAL_STATES.map((state) => ({ state, count: totals.states[state], to: to(period, { state }) })),
    results: {
      ...results,
      wonChange: changeOf(results.won, resultsBefore?.won ?? null), lostChange: changeOf(results.lost, resultsBefore?.lost ?? null),
      rateBefore: resultsBefore?.winRate ?? null,
      wonTo: to(period, { on: 'won', outcome: 'won' }), lostTo: to(period, { on: 'lost', outcome: 'lost' }), endedTo: to(period, { on: 'ended', outcome: 'ended' }),
    },
    open: { sums: open.map((sum) => ({ ...sum, to: to(null, { state: 'open', currency: sum.currency }) })) },
    months: byMonth.map((month) => ({
      ...month,
      madeTo: to(monthPeriod(month.month)), wonTo: to(monthPeriod(month.month), { on: 'won', outcome: 'won' }), lostTo: to(monthPeriod(month.month), { on: 'lost', outcome: 'lost' }),
    })),
    owners: owners.map((owner) => {
      const of = (rows: PeriodFilter | null, words: Words = {}) => to(rows, { owner: owner.ownerId ?? 'nobody', ...words });
      return {
        ...owner, name: nameOf(members, owner.ownerId),
        madeTo: of(period), wonTo: of(period, { on: 'won', outcome: 'won' }), lostTo: of(period, { on: 'lost', outcome: 'lost' }), openTo: of(null, { state: 'open' }),
      };
    }),
    reasons: reasons.map((reason) => ({ ...reason, to: to(period, { on: 'lost', outcome: 'lost', lostReason: reason.id }) })),
    pipelines,
    pipelineId: pipeline?.id ?? null,
    stages: stages.map((stage) => {
      const rows = (left?: string) => to(period, { pipeline: pipeline?.id, passed: stage.id, left });
      return { ...stage, to: rows(), exitsTo: Object.fromEntries(STAGE_EXITS.map((exit) => [exit, rows(exit)])) as Record<StageExit, string> };
    }),
  };
}

export type DealFigures = Awaited<ReturnType<typeof loadDealFigures>>;
