import { describe, expect, it } from 'vitest';
import { leadData } from './factories';
import { createRandom } from './random';

describe('createRandom', () => {
  it('repeats itself for the same seed only', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, createRandom(seed).next);
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('stays within its bounds and follows weights', () => {
    const random = createRandom(1);
    const numbers = Array.from({ length: 1_000 }, () => random.int(3, 5));
    expect(new Set(numbers)).toEqual(new Set([3, 4, 5]));
    const picks = Array.from({ length: 1_000 }, () => random.weighted([['often', 9], ['seldom', 1]] as const));
    expect(picks.filter((pick) => pick === 'often').length).toBeGreaterThan(800);
    expect(() => random.pick([])).toThrow(RangeError);
  });
});

describe('leadData', () => {
  const ids = { organizationId: 'o', serviceId: 's' };

  it('gives the same request for the same seed, apart from its codes', () => {
    const [one, two] = [leadData(ids, createRandom(3)), leadData(ids, createRandom(3))];
    expect(one.lastName).toBe(two.lastName);
    expect(one.score).toBe(two.score);
    expect(one.publicToken).not.toBe(two.publicToken);
  });

  it('scores what the caller names', () => {
    const hot = leadData({ ...ids, budget: '6 млн', companySize: '500+', deadline: '1w', comments: null });
    expect(hot).toMatchObject({ score: 100, priority: 'high', budgetAmount: '6000000.00' });
  });
});
