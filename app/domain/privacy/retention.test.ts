import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutoff, isAllowedPeriod, periodOf, RETENTION, RETENTION_KINDS } from './retention';

describe('retention periods', () => {
  it('have defaults that may be chosen', () => {
    for (const kind of RETENTION_KINDS) expect([kind, isAllowedPeriod(kind, RETENTION[kind].byDefault)]).toEqual([kind, true]);
  });

  it.each([
    ['trash', null, false], ['trash', 0, false], ['trash', 1, true], ['trash', 365, true], ['trash', 366, false], ['trash', 1.5, false],
    ['behavior', 396, false], ['behavior', null, false], ['leads', null, true], ['leads', 29, false], ['leads', 30, true],
  ] as const)('%s of %s days: %s', (kind, days, isAllowed) => {
    expect(isAllowedPeriod(kind, days)).toBe(isAllowed);
  });

  it('are never outside their bounds, whatever is stored', () => {
    fc.assert(fc.property(fc.constantFrom(...RETENTION_KINDS), fc.option(fc.integer()), (kind, days) => isAllowedPeriod(kind, periodOf(kind, { days }))));
  });

  it('count back whole days', () => {
    const now = new Date('2026-11-22T10:00:00Z');
    expect(cutoff(7, now)).toEqual(new Date('2026-11-15T10:00:00Z'));
    expect(cutoff(null, now)).toBeNull();
    expect(periodOf('trash', undefined)).toBe(30);
  });
});
