import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextDue, stateOfDue, type DueState, type PlanTimes } from './next-due';

const never: PlanTimes = { everyDays: null, everyHours: null, lastDay: null, lastHours: null };

describe('nextDue', () => {
  it.each<[Partial<PlanTimes>, string | null, string | null]>([
    [{ everyDays: 90, lastDay: '2026-01-15' }, '2026-04-15', null],
    [{ everyDays: 90 }, '2026-05-30', null],
    [{ everyDays: 365, lastDay: '2028-02-29' }, '2029-02-28', null],
    [{ everyHours: '250', lastHours: '1200.5' }, null, '1450.5'],
    [{ everyHours: '250' }, null, '250'],
    [{ everyDays: 30, everyHours: '0.1', lastDay: '2026-12-20', lastHours: '0.2' }, '2027-01-19', '0.3'],
    [{ everyDays: 30, everyHours: '0.2', lastDay: '2026-12-20', lastHours: '999999999.8' }, '2027-01-19', null],
    [{}, null, null],
  ])('%o → %s, %s', (plan, nextDay, nextHours) => {
    expect(nextDue({ ...never, ...plan }, '2026-03-01')).toEqual({ nextDay, nextHours });
  });
});

describe('stateOfDue', () => {
  const today = '2026-11-20';
  it.each<[string | null, string | null, string | null, DueState, number | null, string | null]>([
    ['2026-11-19', null, null, 'overdue', -1, null],
    ['2026-11-20', null, null, 'soon', 0, null],
    ['2026-12-04', null, null, 'soon', 14, null],
    ['2026-12-05', null, null, 'later', 15, null],
    [null, '500', '499.5', 'soon', null, '0.5'],
    [null, '500', '500', 'overdue', null, '0'],
    [null, '500', '474.9', 'later', null, '25.1'],
    [null, '500', null, 'unknown', null, null],
    ['2027-06-01', '500', '512', 'overdue', 193, '-12'],
    ['2026-11-10', '500', '100', 'overdue', -10, '400'],
    ['2026-12-31', '500', null, 'later', 41, null],
    [null, null, null, 'unknown', null, null],
  ])('%s or %s h, meter %s: %s', (nextDay, nextHours, meterHours, state, daysLeft, hoursLeft) => {
    expect(stateOfDue({ nextDay, nextHours }, { today, meterHours })).toEqual({ state, daysLeft, hoursLeft });
  });

  it('grows no less urgent as the meter runs', () => {
    const rank: DueState[] = ['later', 'soon', 'overdue'];
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), fc.nat(500), (next, meter, more) => {
        const at = (hours: number) => rank.indexOf(stateOfDue({ nextDay: null, nextHours: String(next) }, { today, meterHours: String(hours) }).state);
        expect(at(meter + more)).toBeGreaterThanOrEqual(at(meter));
      }),
    );
  });
});
