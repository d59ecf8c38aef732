import { describe, expect, it } from 'vitest';
import { fieldLines, MIN_REACHED, parseFieldSort, upsetLines, type FieldCounts } from './field-lines';
import { shareInterval } from './share-interval';

const count = (key: string, given: Partial<FieldCounts> = {}): FieldCounts => ({
  key, clicks: 0, reached: 0, timeMs: 0, corrections: 0, errors: 0, last: 0, rage: 0, dead: 0, ...given,
});
const totals = { views: 100, abandoned: 40 };

describe('fieldLines', () => {
  const counts = [
    count('email', { reached: 80, timeMs: 400_000, corrections: 20, errors: 8, last: 4 }),
    count('budget', { reached: 40, timeMs: 800_000, corrections: 10, errors: 0, last: 20 }),
    count('phone', { reached: MIN_REACHED - 1, timeMs: 90_000, last: 1 }),
    count('section-task', { clicks: 5 }),
  ];

  it('puts the field where most give up first, and has every field of the form and nothing else', () => {
    const lines = fieldLines(counts, totals, 'last');
    expect(lines.slice(0, 3).map(({ key }) => key)).toEqual(['budget', 'email', 'phone']);
    expect(lines).toHaveLength(17);
    expect(lines[0]).toEqual({ key: 'budget', last: 20, lastShare: 0.5, reached: 40, reachedShare: 0.4, timeMs: 20_000, corrections: 0.25, errors: 0 });
  });

  it('gives no averages over too few visitors', () => {
    expect(fieldLines(counts, totals, 'last').find(({ key }) => key === 'phone')).toMatchObject({ timeMs: null, corrections: null, errors: null, reachedShare: 0.09 });
  });

  it('sorts by any column, what is unknown last', () => {
    expect(fieldLines(counts, totals, 'errors').map(({ key }) => key).slice(0, 2)).toEqual(['email', 'budget']);
    expect(fieldLines(counts, totals, 'timeMs').map(({ key }) => key).slice(0, 2)).toEqual(['budget', 'email']);
  });

  it('has no shares of nothing', () => {
    expect(fieldLines([], { views: 0, abandoned: 0 }, 'last')[0]).toMatchObject({ lastShare: null, reachedShare: null });
  });
});

it('reads the sort forgivingly', () => {
  expect([parseFieldSort('errors'), parseFieldSort('key; DROP'), parseFieldSort(null)]).toEqual(['errors', 'last', 'last']);
});

it('lists only places with rage or dead clicks, rage first', () => {
  const lines = upsetLines([count('a', { clicks: 9 }), count('b', { dead: 9 }), count('c', { rage: 1 })]);
  expect(lines.map(({ key }) => key)).toEqual(['c', 'b']);
});

describe('shareInterval', () => {
  it('is Wilson’s, stays within 0…1 and knows nothing of nothing', () => {
    const { low, high } = shareInterval(10, 100) ?? { low: 0, high: 0 };
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.0552', '0.1744']);
    expect(shareInterval(0, 5)?.low).toBe(0);
    expect(shareInterval(5, 5)?.high).toBe(1);
    expect(shareInterval(0, 0)).toBeNull();
  });
});
