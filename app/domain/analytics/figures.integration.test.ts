import { beforeAll, describe, expect, it } from 'vitest';
import type { Reach, Viewer } from '~/domain/accounts/reach';
import { LOGGED_KINDS } from '~/domain/activities/activity-kinds';
import { NO_SOURCE, parseContactFilter } from '~/domain/contacts/contact-filter';
import { countContacts } from '~/domain/contacts/list-contacts.server';
import { parseDealFilter } from '~/domain/deals/deal-filter';
import { countOrders } from '~/domain/orders/list-orders.server';
import { parseOrderFilter } from '~/domain/orders/order-filter';
import { DEAL_STATES } from '~/domain/deals/lifecycle';
import { totalDeals } from '~/domain/deals/list-deals.server';
import { STAGE_EXITS } from '~/domain/deals/stage-exits';
import { parseLeadFilter } from '~/domain/leads/lead-filter';
import { countLeads } from '~/domain/leads/list-leads.server';
import { setPeriodParams } from '~/domain/periods/period';
import { countTasks } from '~/domain/tasks/list-tasks.server';
import { parseTaskFilter } from '~/domain/tasks/task-filter';
import { TASK_STATES } from '~/domain/tasks/task-rules';
import { localDay } from '~/domain/time/zoned-time';
import { db, orgDb } from '~/platform/db.server';
import { makeCrmWorld, type CrmWorld } from '../../../test/crm-world';
import { activitiesByPerson, activitiesByTime, activityTotals } from './activity-figures.server';
import { monthPeriod, monthsOf, parseAnalyticsFilter, previousPeriod } from './analytics-filter';
import { contactsByMonth, contactsBySource, contactTotals } from './contact-figures.server';
import { dealResults } from './deal-results.server';
import { dealTotals } from './deal-totals.server';
import { dealsByMonth } from './deals-by-month.server';
import { dealsByOwner } from './deals-by-owner.server';
import type { CurrencySum } from './figures';
import { formToWon, FUNNEL_WORDS } from './form-to-won.server';
import { countActivities, listActivities } from './list-activities.server';
import { lostReasons } from './lost-reasons.server';
import { pipelineAmount } from './pipeline-amount.server';
import { contactsSearch, dealsSearch, recordsSearch, type Words } from './record-links';
import { stageConversion } from './stage-conversion.server';
import { tasksSearch } from './task-links';
import { taskTotals } from './task-totals.server';
import { tasksByMonth } from './tasks-by-month.server';
import { tasksByPerson } from './tasks-by-person.server';

/** Each has a clock change within the month before, and the last a half-hour zone. */
const WORLDS = [
  { seed: 1, timeZone: 'Europe/Berlin', now: new Date('2026-03-30T21:30:00Z') },
  { seed: 2, timeZone: 'America/New_York', now: new Date('2026-11-03T03:30:00Z') },
  { seed: 3, timeZone: 'Asia/Kolkata', now: new Date('2026-01-01T18:45:00Z') },
];
const ASKED = ['period=30d', 'period=quarter', 'period=custom&from=2025-10-20&to=2026-02-02', 'period=all'];
const VIEWS = [['all', 'all'], ['team', 'all'], ['own', 'all'], ['all', 'own']] as const satisfies [Reach, 'all' | 'own'][];

describe.each(WORLDS)('in $timeZone', ({ now, ...made }) => {
  let world: CrmWorld;
  beforeAll(async () => {
    world = await makeCrmWorld({ ...made, now });
    await makeCrmWorld({ ...made, now, size: 30 });
  });

  describe.each(VIEWS)('reach %s, own figures: %s', (reach, scope) => {
    it.each(ASKED)('every figure is what its list shows: %s', async (asked) => {
      const own = orgDb(world.organizationId);
      const viewer: Viewer = { organizationId: world.organizationId, timeZone: world.timeZone, userId: world.people[0], reach };
      const filter = parseAnalyticsFilter(new URLSearchParams(asked), scope);
      const { period } = filter;
      const options = { viewer, filter, now };
      const today = localDay(now, world.timeZone);
      const months = monthsOf(period, today);
      // the lists are asked by the words of the link alone, as a browser would ask them
      const deals = async (rows: typeof period | null, words: Words = {}) => {
        const { count, sums } = await totalDeals(own, { viewer, filter: parseDealFilter(new URLSearchParams(dealsSearch(filter, rows, words).toString()), []), now });
        return { count, sums: plain(sums) };
      };
      const contacts = (rows: typeof period | null, words: Words = {}) =>
        countContacts(own, { viewer, filter: parseContactFilter(new URLSearchParams(contactsSearch(filter, rows, words).toString()), []), now });
      const tasks = (rows: typeof period, words: Words = {}) =>
        countTasks(own, { viewer, filter: parseTaskFilter(new URLSearchParams(tasksSearch(filter, rows, { on: 'created', ...words }).toString())), now });

      const totals = await dealTotals(own, options, period);
      expect(await deals(period)).toEqual({ count: totals.total, sums: plain(totals.amounts) });
      for (const state of DEAL_STATES) expect((await deals(period, { state })).count, state).toBe(totals.states[state]);
      expect(sum(Object.values(totals.states))).toBe(totals.total);

      for (const span of [period, previousPeriod(period, today)]) {
        if (!span) continue;
        const { won, lost, wonAmounts, lostAmounts, winRate } = await dealResults(own, options, span);
        expect(await deals(span, { on: 'won', outcome: 'won' })).toEqual({ count: won, sums: plain(wonAmounts) });
        expect(await deals(span, { on: 'lost', outcome: 'lost' })).toEqual({ count: lost, sums: plain(lostAmounts) });
        expect((await deals(span, { on: 'ended', outcome: 'ended' })).count).toBe(won + lost);
        expect(winRate).toBe(won + lost > 0 ? won / (won + lost) : null);
      }

      const open = await pipelineAmount(own, options);
      for (const { currency, count, amount, weighted } of open) {
        expect(await deals(null, { state: 'open', currency })).toEqual({ count, sums: plain([{ currency, amount }]) });
        expect(Number(weighted)).toBeLessThanOrEqual(Number(amount));
      }
      expect(sum(open.map(({ count }) => count))).toBe((await deals(null, { state: 'open' })).count);

      const owners = await dealsByOwner(own, options);
      expect(sum(owners.map(({ made: count }) => count))).toBe(totals.total);
      if (scope === 'all') {
        for (const figure of owners) {
          const of = (rows: typeof period | null, words: Words = {}) => deals(rows, { owner: figure.ownerId ?? 'nobody', ...words });
          expect((await of(period)).count).toBe(figure.made);
          expect(await of(period, { on: 'won', outcome: 'won' })).toEqual({ count: figure.won, sums: plain(figure.wonAmounts) });
          expect((await of(period, { on: 'lost', outcome: 'lost' })).count).toBe(figure.lost);
          expect(await of(null, { state: 'open' })).toEqual({ count: figure.open, sums: plain(figure.openAmounts) });
        }
      }

      const byMonth = await dealsByMonth(own, options, months, 'RUB');
      expect(byMonth.length).toBeGreaterThanOrEqual(12);
      for (const { month, won, lost, made: count, wonAmount } of byMonth.slice(-6)) {
        expect((await deals(monthPeriod(month))).count, month).toBe(count);
        const listed = await deals(monthPeriod(month), { on: 'won', outcome: 'won' });
        expect([listed.count, listed.sums.RUB ?? 0]).toEqual([won, Number(wonAmount)]);
        expect((await deals(monthPeriod(month), { on: 'lost', outcome: 'lost' })).count).toBe(lost);
      }

      const reasons = await lostReasons(own, options);
      for (const { id, count, amounts } of reasons) expect(await deals(period, { on: 'lost', outcome: 'lost', lostReason: id })).toEqual({ count, sums: plain(amounts) });
      expect(sum(reasons.map(({ count }) => count))).toBe((await deals(period, { on: 'lost', outcome: 'lost' })).count);

      for (const pipeline of world.pipelines) {
        for (const stage of await stageConversion(own, options, pipeline.id)) {
          const rows = (left?: string) => deals(period, { pipeline: pipeline.id, passed: stage.id, left });
          expect((await rows()).count).toBe(stage.entered);
          expect(sum(Object.values(stage.exits))).toBe(stage.entered);
          for (const exit of STAGE_EXITS) expect((await rows(exit)).count, exit).toBe(stage.exits[exit]);
          expect(stage.conversion).toBe(stage.entered > 0 ? (stage.exits.on + stage.exits.won) / stage.entered : null);
        }
      }

      const work = await taskTotals(own, options, period);
      expect(await tasks(period)).toBe(work.total);
      for (const state of TASK_STATES) expect(await tasks(period, { state })).toBe(work.states[state]);
      expect(await tasks(period, { due: 'overdue' })).toBe(work.overdue);
      expect(work.completion).toBe(work.total > 0 ? work.states.DONE / work.total : null);
      const workers = await tasksByPerson(own, options);
      expect(sum(workers.map(({ total }) => total))).toBe(work.total);
      if (scope === 'all') {
        for (const { personId, total, open: left, done, overdue } of workers) {
          const of = (words: Words = {}) => tasks(period, { assignee: personId ?? 'nobody', ...words });
          expect([await of(), await of({ state: 'open' }), await of({ state: 'DONE' }), await of({ due: 'overdue' })]).toEqual([total, left, done, overdue]);
        }
      }
      for (const { month, made: count, done } of (await tasksByMonth(own, options, months)).slice(-6)) {
        expect([await tasks(monthPeriod(month)), await tasks(monthPeriod(month), { on: 'done' })]).toEqual([count, done]);
      }

      for (const rows of [null, period]) {
        const { total, people, companies } = await contactTotals(own, options, rows);
        expect([await contacts(rows), await contacts(rows, { kind: 'PERSON' }), await contacts(rows, { kind: 'COMPANY' })]).toEqual([total, people, companies]);
        expect(people + companies).toBe(total);
      }
      const sources = await contactsBySource(own, options);
      for (const { source, count, withDeals } of sources) {
        expect([await contacts(period, { source: source ?? NO_SOURCE }), await contacts(period, { source: source ?? NO_SOURCE, hasDeals: 'yes' })]).toEqual([count, withDeals]);
      }
      expect(sum(sources.map(({ count }) => count))).toBe(await contacts(period));
      for (const { month, people, companies } of (await contactsByMonth(own, options, months)).slice(-6)) {
        expect([await contacts(monthPeriod(month), { kind: 'PERSON' }), await contacts(monthPeriod(month), { kind: 'COMPANY' })]).toEqual([people, companies]);
      }

      const talker = { ...viewer, reach: { leads: reach, contacts: reach, deals: reach } };
      const person = filter.owner;
      const talks = (more: { kind?: (typeof LOGGED_KINDS)[number]; person?: string; period?: typeof period }) =>
        countActivities(own, { viewer: talker, now, filter: { kind: null, person, period, ...more } });
      const said = await activityTotals(own, { viewer: talker, now, filter: { kind: null, person, period } });
      expect(await talks({})).toBe(said.total);
      for (const kind of LOGGED_KINDS) expect(await talks({ kind })).toBe(said.kinds[kind]);
      expect(sum(Object.values(said.kinds))).toBe(said.total);
      const speakers = await activitiesByPerson(own, { viewer: talker, now, filter: { kind: null, person, period } });
      expect(sum(speakers.map(({ total }) => total))).toBe(said.total);
      for (const { personId, kinds } of speakers) if (personId) expect(await talks({ person: personId, kind: 'CALL' })).toBe(kinds.CALL);
      const span = { from: monthPeriod(months.last).from!, to: today };
      const days = await activitiesByTime(own, { viewer: talker, now, filter: { kind: null, person, period } }, { ...span, unit: 'day' });
      expect(sum(days.flatMap(({ kinds }) => Object.values(kinds)))).toBe(await talks({ period: { period: 'custom', ...span } }));
    }, 120_000);
  });

  it('counts the way from the form to a paid order', async () => {
    const own = orgDb(world.organizationId);
    const viewer: Viewer = { organizationId: world.organizationId, timeZone: world.timeZone, userId: world.people[0], reach: 'all' };
    const [from, to] = ['2025-10-01', localDay(now, world.timeZone)];
    const orderViewer = { ...viewer, scope: 'all' as const, canSeeMoney: true, canSeeCosts: true };
    const funnel = await formToWon(own, { organizationId: world.organizationId, leadViewer: viewer, dealViewer: viewer, orderViewer, from, to, now });
    const params = new URLSearchParams({ ...FUNNEL_WORDS.converted });
    setPeriodParams(params, { period: 'custom', from, to });
    expect(await countLeads(own, { viewer, filter: parseLeadFilter(params), now })).toBe(funnel.converted);
    for (const step of ['worked', 'won'] as const) {
      const search = dealsSearch({ owner: null }, { period: 'custom', from, to }, FUNNEL_WORDS[step]).toString();
      expect((await totalDeals(own, { viewer, filter: parseDealFilter(new URLSearchParams(search), []), now })).count).toBe(funnel[step]);
    }
    for (const step of ['completed', 'paid'] as const) {
      const search = recordsSearch(FUNNEL_WORDS[step], { period: 'custom', from, to });
      expect((await countOrders(own, { viewer: orderViewer, filter: parseOrderFilter(search), now })).count).toBe(funnel[step]);
    }
    expect(funnel.completed).toBeGreaterThanOrEqual(funnel.paid);
    expect(funnel.converted).toBeGreaterThan(0);
    expect(funnel.won).toBeGreaterThan(0);
    expect(funnel.worked).toBeGreaterThanOrEqual(funnel.won);
  });

  it('pages through the rows behind a figure without a gap', async () => {
    const viewer = { organizationId: world.organizationId, timeZone: world.timeZone, userId: world.people[0], reach: { leads: 'all', contacts: 'all', deals: 'all' } as const };
    const options = { viewer, now, filter: { kind: null, person: null, period: null } };
    const ids: string[] = [];
    for (let cursor = null; ; ) {
      const page = await listActivities(orgDb(world.organizationId), { ...options, cursor, limit: 37 });
      ids.push(...page.rows.map(({ id }) => id));
      if (!page.next) break;
      cursor = page.next as never;
    }
    expect(new Set(ids).size).toBe(await countActivities(orgDb(world.organizationId), options));
    expect(ids).toHaveLength(new Set(ids).size);
    expect(await db.activity.count({ where: { organizationId: world.organizationId, deletedAt: null, kind: { not: 'SYSTEM' } } })).toBe(ids.length);
  });
});

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** Sums by currency; a currency with nothing in it is as good as none. */
function plain(sums: readonly Pick<CurrencySum, 'currency' | 'amount'>[]): Record<string, number> {
  return Object.fromEntries(sums.filter(({ amount }) => Number(amount) > 0).map(({ currency, amount }) => [currency, Number(amount)]).sort());
}
