import { describe, expect, it } from 'vitest';
import { DEFAULT_SCORING_RULES } from './scoring';
import { diffTables, ruleLines } from './scoring-lines';

const table = DEFAULT_SCORING_RULES;

describe('ruleLines', () => {
  it('tells every rule once', () => {
    const names = ruleLines(table).map(({ key, params }) => `${key} ${JSON.stringify(params)}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(22);
  });
});

describe('diffTables', () => {
  it('finds nothing between equal tables', () => {
    expect(diffTables(table, structuredClone(table))).toEqual([]);
  });

  it('names what changed, what is new and what is gone', () => {
    const after = structuredClone(table);
    after.budget.thresholds = [{ from: 3_000_000, points: 35 }, { from: 500_000, points: 22 }];
    after.priority.highAbove = 75;
    expect(diffTables(table, after)).toEqual([
      { part: 'budget', key: 'budget.atLeast', params: { from: 3_000_000 }, before: null, after: 35 },
      { part: 'budget', key: 'budget.atLeast', params: { from: 500_000 }, before: 20, after: 22 },
      { part: 'priority', key: 'priority.highAbove', params: {}, before: 80, after: 75 },
      { part: 'budget', key: 'budget.atLeast', params: { from: 5_000_000 }, before: 40, after: null },
      { part: 'budget', key: 'budget.atLeast', params: { from: 1_000_000 }, before: 30, after: null },
    ]);
  });
});
