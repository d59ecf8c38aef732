import { describe, expect, it } from 'vitest';
import { addDays, daysUntil, localDay, nextMonth, splitMonths } from './local-day';

describe('local days', () => {
  it.each([
    ['2026-11-20T21:30:00Z', 'Europe/Moscow', '2026-11-21'],
    ['2026-11-20T20:59:59Z', 'Europe/Moscow', '2026-11-20'],
    ['2026-03-08T07:30:00Z', 'America/New_York', '2026-03-08'],
    ['2026-01-01T09:59:00Z', 'Pacific/Kiritimati', '2026-01-01'],
  ])('%s is in %s the day %s', (instant, timeZone, day) => {
    expect(localDay(new Date(instant), timeZone)).toBe(day);
  });

  it('count over months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(nextMonth('2026-12-15')).toBe('2027-01-01');
    expect(daysUntil('2026-11-21', 7)).toEqual({ from: '2026-11-15', to: '2026-11-22' });
  });

  it.each([
    [{ from: '2026-01-15', to: '2026-04-10' }, { from: '2026-02-01', to: '2026-04-01' }, ['2026-01-15/2026-02-01', '2026-04-01/2026-04-10']],
    [{ from: '2026-01-01', to: '2026-02-01' }, { from: '2026-01-01', to: '2026-02-01' }, []],
    [{ from: '2026-01-02', to: '2026-02-01' }, null, ['2026-01-02/2026-02-01']],
    [{ from: '2026-01-05', to: '2026-02-20' }, null, ['2026-01-05/2026-02-20']],
  ])('splits %j into whole months and edges', (range, months, edges) => {
    const split = splitMonths(range);
    expect(split.months).toEqual(months);
    expect(split.edges.map(({ from, to }) => `${from}/${to}`)).toEqual(edges);
  });
});
