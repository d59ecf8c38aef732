import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { compareTables, DEFAULT_SCORING_RULES, priorityOf, scoreLead, toStoredParts, type ScoringFacts } from './scoring';
import { COMPANY_SIZES, DEADLINES } from './lead-options';
import { scorePartsSchema, scoringRuleTableSchema, type ScoringRuleTable } from './scoring.schema';

interface Vector {
  input: ScoringFacts;
  expect: { score: number; budget: number; companySize: number; urgency: number; priority: string };
}
const vectors = JSON.parse(readFileSync(new URL('./vectors/scoring.json', import.meta.url), 'utf8')) as { cases: Vector[] };

const none: ScoringFacts = { budget: null, companySize: null, deadline: null, comments: null };
const score = (facts: Partial<ScoringFacts>, table = DEFAULT_SCORING_RULES) => scoreLead({ ...none, ...facts }, table);
const edited = (edit: (table: ScoringRuleTable) => void) => {
  const table = structuredClone(DEFAULT_SCORING_RULES);
  edit(table);
  return table;
};

describe('scoreLead', () => {
  test.each(vectors.cases)('vector $input', ({ input, expect: wanted }) => {
    const result = score(input);
    expect({ score: result.score, ...result.parts, priority: result.priority }).toEqual(wanted);
  });

  test.each([
    ['499999.99', 10], ['500000', 20], ['999999', 20], ['1000000', 30], ['4999999', 30], ['5000000', 40], ['0', 10],
  ])('a budget of %s gives %i', (budget, points) => {
    expect(score({ budget }).parts.budget).toBe(points);
  });

  test.each([
    [100, 'high'], [81, 'high'], [80, 'medium'], [50, 'medium'], [49, 'low'], [0, 'low'],
  ] as const)('score %i is %s', (value, priority) => {
    expect(priorityOf(value)).toBe(priority);
  });

  it('names the rule behind each part', () => {
    expect(score({ budget: '2 млн', companySize: '50-100', deadline: '1m' }).reasons).toEqual([
      { part: 'budget', points: 30, key: 'budget.atLeast', params: { from: 1_000_000 } },
      { part: 'companySize', points: 15, key: 'companySize.option', params: { option: '50-100' } },
      { part: 'urgency', points: 15, key: 'urgency.deadline', params: { deadline: '1m' } },
    ]);
    expect(score({ budget: '5 тыс', comments: 'срочно' }).reasons.map(({ key, params }) => [key, params])).toEqual([
      ['budget.below', { from: 500_000 }],
      ['companySize.none', {}],
      ['urgency.word', {}],
    ]);
    expect(score({}).reasons.map((reason) => reason.key)).toEqual(['budget.none', 'companySize.none', 'urgency.none']);
  });

  it('names the deadline when the urgent word adds nothing', () => {
    expect(score({ deadline: '1w', comments: 'срочно' }).reasons[2]?.key).toBe('urgency.deadline');
  });

  it('takes unknown options for none given', () => {
    expect(score({ companySize: '__proto__', deadline: 'constructor' }).score).toBe(20);
  });

  it('stays within 0–100, is the sum of its reasons and survives storing', () => {
    const text = fc.option(fc.string({ unit: 'binary' }));
    const facts = fc.record({
      budget: fc.oneof(text, fc.integer().map(String)),
      companySize: fc.oneof(text, fc.constantFrom(...COMPANY_SIZES)),
      deadline: fc.oneof(text, fc.constantFrom(...DEADLINES)),
      comments: text,
    });
    fc.assert(
      fc.property(facts, (fact) => {
        const result = score(fact);
        expect(result.score).toBe(result.reasons.reduce((sum, reason) => sum + reason.points, 0));
        expect(result.score).toBeGreaterThanOrEqual(0);
        expect(result.score).toBeLessThanOrEqual(100);
        expect(scorePartsSchema.parse(JSON.parse(JSON.stringify(toStoredParts(result))))).toEqual(toStoredParts(result));
      }),
    );
  });
});

describe('scoringRuleTableSchema', () => {
  it('accepts the default table, also as form text', () => {
    expect(scoringRuleTableSchema.parse(DEFAULT_SCORING_RULES)).toEqual(DEFAULT_SCORING_RULES);
    const typed: unknown = JSON.parse(JSON.stringify(DEFAULT_SCORING_RULES), (_, value: unknown) => (typeof value === 'number' ? String(value) : value));
    expect(scoringRuleTableSchema.parse(typed)).toEqual(DEFAULT_SCORING_RULES);
  });

  test.each<[string, string, (table: ScoringRuleTable) => void]>([
    ['equal thresholds', 'budget.thresholds.1.from', (table) => (table.budget.thresholds[1]!.from = 5_000_000)],
    ['ascending thresholds', 'budget.thresholds.2.from', (table) => (table.budget.thresholds[2]!.from = 2_000_000)],
    ['no thresholds', 'budget.thresholds', (table) => (table.budget.thresholds = [])],
    ['points above the maximum', 'budget.thresholds.0.points', (table) => (table.budget.thresholds[0]!.points = 41)],
    ['option above the maximum', 'companySize.options.500+', (table) => (table.companySize.options['500+'] = 31)],
    ['word above the maximum', 'urgency.word', (table) => (table.urgency.word = 31)],
    ['maxima above 100', 'budget.max', (table) => (table.budget.max = 41)],
    ['bounds that cross', 'priority.mediumFrom', (table) => (table.priority.mediumFrom = 81)],
    ['negative points', 'urgency.none', (table) => (table.urgency.none = -1)],
    ['half points', 'urgency.none', (table) => (table.urgency.none = 1.5)],
    ['a threshold of nothing', 'budget.thresholds.2.from', (table) => (table.budget.thresholds[2]!.from = 0)],
    ['a missing option', 'companySize.options.1-10', (table) => Reflect.deleteProperty(table.companySize.options, '1-10')],
  ])('refuses %s at %s', (_, path, edit) => {
    const result = scoringRuleTableSchema.safeParse(edited(edit));
    expect(result.error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
    expect(result.error?.issues.every((issue) => issue.message.startsWith('errors.'))).toBe(true);
  });
});

describe('compareTables', () => {
  it('counts colours from and to', () => {
    const facts = [
      { ...none, budget: '5 млн', companySize: '500+', deadline: '1w' },
      { ...none, budget: '1 млн', companySize: '100-500', deadline: '1w' },
      none,
    ];
    const stricter = edited((table) => (table.priority = { highAbove: 99, mediumFrom: 81 }));
    expect(compareTables(facts, DEFAULT_SCORING_RULES, stricter)).toEqual({
      total: 3,
      changed: 1,
      matrix: { high: { high: 1, medium: 0, low: 0 }, medium: { high: 0, medium: 0, low: 1 }, low: { high: 0, medium: 0, low: 1 } },
    });
  });
});
