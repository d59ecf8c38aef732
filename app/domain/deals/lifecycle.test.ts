import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { allowedStates, checkMove, DEAL_STATES, DEAL_TRANSITIONS, isPositive, momentsOf, requirementOf, type DealPlace, type DealState } from './lifecycle';

describe('the table of transitions', () => {
  test.each<[DealState, DealState[]]>([
    ['NEW', ['IN_PROGRESS', 'LOST']],
    ['IN_PROGRESS', ['WON', 'LOST']],
    ['WON', ['CLOSED']],
    ['LOST', ['CLOSED']],
    ['CLOSED', []],
  ])('%s leads to %j', (from, to) => {
    expect(allowedStates(from)).toEqual(to);
  });

  it('names each way once', () => {
    const ways = DEAL_TRANSITIONS.map(({ from, to }) => `${from} ${to}`);
    expect(new Set(ways).size).toBe(ways.length);
  });

  it('asks the same of a state wherever the deal comes from', () => {
    for (const { to, requires } of DEAL_TRANSITIONS) expect(requirementOf(to)).toBe(requires ?? null);
  });
});

const facts = { amount: '100.00', lostReasonId: 'reason' };

test.each<[string, DealPlace, DealPlace, Partial<typeof facts> | { amount: null } | { lostReasonId: null }, string]>([
  ['a new deal is not won at once', { state: 'NEW', stageId: null }, { state: 'WON', stageId: null }, {}, 'notAllowed'],
  ['work begins in a stage', { state: 'NEW', stageId: null }, { state: 'IN_PROGRESS', stageId: null }, {}, 'stageRequired'],
  ['the stage it is in already', { state: 'IN_PROGRESS', stageId: 'a' }, { state: 'IN_PROGRESS', stageId: 'a' }, {}, 'notAllowed'],
  ['a stage is named', { state: 'IN_PROGRESS', stageId: 'a' }, { state: 'IN_PROGRESS', stageId: null }, {}, 'stageRequired'],
  ['winning without an amount', { state: 'IN_PROGRESS', stageId: 'a' }, { state: 'WON', stageId: null }, { amount: null }, 'amountRequired'],
  ['winning with nothing', { state: 'IN_PROGRESS', stageId: 'a' }, { state: 'WON', stageId: null }, { amount: '0.00' }, 'amountRequired'],
  ['losing without a reason', { state: 'NEW', stageId: null }, { state: 'LOST', stageId: null }, { lostReasonId: null }, 'lostReasonRequired'],
  ['a lost deal is not won', { state: 'LOST', stageId: null }, { state: 'WON', stageId: null }, {}, 'notAllowed'],
  ['a closed deal stays closed', { state: 'CLOSED', stageId: null }, { state: 'NEW', stageId: null }, {}, 'notAllowed'],
])('%s', (_, from, to, change, error) => {
  expect(checkMove(from, to, { ...facts, ...change })).toMatchObject({ ok: false, error, allowed: allowedStates(from.state) });
});

interface Model extends DealPlace {
  amount: string | null;
  lostReasonId: string | null;
  wonAt: Date | null;
  lostAt: Date | null;
  closedAt: Date | null;
}

it('no sequence of moves reaches a state that the rules forbid', () => {
  const now = new Date('2026-11-21T12:00:00Z');
  const move = fc.record({
    state: fc.constantFrom(...DEAL_STATES),
    stageId: fc.option(fc.constantFrom('a', 'b', 'c')),
    amount: fc.option(fc.constantFrom('0.00', '0.01', '1500.00')),
    lostReasonId: fc.option(fc.constant('reason')),
  });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
      let deal: Model = { state: 'NEW', stageId: null, amount: null, lostReasonId: null, wonAt: null, lostAt: null, closedAt: null };
      const path: DealState[] = ['NEW'];
      for (const wanted of moves) {
        const next = { amount: wanted.amount ?? deal.amount, lostReasonId: wanted.lostReasonId ?? deal.lostReasonId };
        const check = checkMove(deal, wanted, next);
        if (!check.ok) continue;
        if (check.kind === 'state') path.push(wanted.state);
        deal = { ...deal, ...next, state: wanted.state, stageId: wanted.state === 'IN_PROGRESS' ? wanted.stageId : null, ...momentsOf(wanted.state, now) };
        expect(deal.state === 'IN_PROGRESS').toBe(deal.stageId !== null);
        if (deal.state === 'WON') expect(isPositive(deal.amount)).toBe(true);
        if (deal.state === 'LOST') expect(deal.lostReasonId).not.toBeNull();
        if (deal.state === 'CLOSED') expect((deal.wonAt === null) !== (deal.lostAt === null)).toBe(true);
        if (deal.state === 'NEW' || deal.state === 'IN_PROGRESS') expect([deal.wonAt, deal.lostAt, deal.closedAt]).toEqual([null, null, null]);
      }
      expect(path.join(' ')).toMatch(/^NEW( IN_PROGRESS)?( (WON|LOST)( CLOSED)?)?$/);
      if (path.includes('WON')) expect(path).toContain('IN_PROGRESS');
    }),
    { numRuns: 2_000 },
  );
});

test.each([['0', false], ['0.00', false], ['0.01', true], ['99999999999999.99', true], [null, false], ['-1', false], ['', false]])('%j is an amount: %s', (amount, expected) => {
  expect(isPositive(amount)).toBe(expected);
});
