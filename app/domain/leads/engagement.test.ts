import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { decayedEngagement, engagementScore } from './engagement';

describe('engagementScore', () => {
  test.each([
    [{ activeMs: 0, visits: 0 }, 0],
    [{ activeMs: 180_000, visits: 1 }, 32],
    [{ activeMs: 180_000, visits: 3 }, 52],
    [{ activeMs: 60_000, visits: 1, corrections: 2, hesitationMs: 20_000 }, 20],
    [{ activeMs: 1e9, visits: 50, corrections: 99, hesitationMs: 1e9 }, 100],
    [{ activeMs: -5, visits: -1, corrections: -1, hesitationMs: Number.NaN }, 0],
  ])('%j gives %i', (facts, points) => {
    expect(engagementScore(facts)).toBe(points);
  });

  it('stays within 0–100 and grows with each figure', () => {
    const figure = fc.double({ min: 0, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(fc.record({ activeMs: figure, visits: figure, corrections: figure, hesitationMs: figure }), (facts) => {
        const points = engagementScore(facts);
        expect(points >= 0 && points <= 100 && Number.isInteger(points)).toBe(true);
        for (const name of Object.keys(facts) as (keyof typeof facts)[]) {
          expect(engagementScore({ ...facts, [name]: facts[name] * 2 + 1 })).toBeGreaterThanOrEqual(points);
        }
      }),
    );
  });
});

test.each([
  [80, 0, 80],
  [80, 14, 40],
  [80, 28, 20],
  [80, 7, 57],
  [80, 365, 0],
  [80, -3, 80],
  [200, 0, 100],
  [-1, 0, 0],
])('engagement %i after %i days is %i', (base, days, left) => {
  expect(decayedEngagement(base, days)).toBe(left);
});
