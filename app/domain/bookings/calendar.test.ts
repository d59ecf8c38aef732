import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarSearchParams, EMPTY_CALENDAR_FILTER, parseCalendarFilter, shownDays } from './calendar-filter';
import { layOutBars, percentAt } from './lay-out-bars';

const MINUTE = 60_000;

describe('the address of the calendar', () => {
  it.each([
    ['', EMPTY_CALENDAR_FILTER],
    ['view=day&day=2026-11-23&rows=people&free=yes', { ...EMPTY_CALENDAR_FILTER, view: 'day', day: '2026-11-23', rows: 'people', isFreeOnly: true }],
    ['view=year&day=2026-02-30&rows=x&category=1&person=%00&free=1&after=y', EMPTY_CALENDAR_FILTER],
  ])('reads %s', (search, filter) => {
    const parsed = parseCalendarFilter(new URLSearchParams(search));
    expect(parsed).toEqual(filter);
    expect(parseCalendarFilter(calendarSearchParams(parsed))).toEqual(parsed);
  });

  it.each([
    ['day', '2026-11-23', '2026-11-23', '2026-11-24'],
    ['week', '2026-11-29', '2026-11-23', '2026-11-30'],
    ['week', '2026-11-23', '2026-11-23', '2026-11-30'],
    ['month', '2026-12-31', '2026-12-01', '2027-01-01'],
  ] as const)('%s of %s', (view, day, from, to) => {
    expect(shownDays(view, day)).toEqual({ from, to });
  });
});

describe('bars', () => {
  const days = { from: '2026-11-23', to: '2026-11-30' };
  const zone = 'Europe/Moscow';

  it('lie by the clock on the wall, also where a day has 25 hours', () => {
    expect(percentAt(new Date('2026-11-22T21:00:00Z'), days, zone)).toBe(0);
    expect(percentAt(new Date('2026-11-26T09:00:00Z'), days, zone)).toBeCloseTo(50);
    expect(percentAt(new Date('2027-01-01T00:00:00Z'), days, zone)).toBe(100);
    const autumn = { from: '2026-10-25', to: '2026-10-26' };
    expect(percentAt(new Date('2026-10-25T11:00:00Z'), autumn, 'Europe/Berlin')).toBeCloseTo(50);
  });

  it('stay in the track and never cover each other', () => {
    const bar = fc.tuple(fc.integer({ min: -2000, max: 11_000 }), fc.integer({ min: 1, max: 3000 })).map(([at, length]) => {
      const startsAt = new Date(Date.parse('2026-11-22T21:00:00Z') + at * MINUTE);
      return { startsAt, endsAt: new Date(startsAt.getTime() + length * MINUTE) };
    });
    fc.assert(
      fc.property(fc.array(bar, { maxLength: 15 }), (bars) => {
        const places = layOutBars(bars.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime()), days, zone);
        for (const [index, place] of places.entries()) {
          expect(place.left).toBeGreaterThanOrEqual(0);
          expect(place.left + place.width).toBeLessThanOrEqual(100.0001);
          for (const other of places.slice(index + 1)) {
            if (other.line === place.line) expect(other.left).toBeGreaterThanOrEqual(place.left + place.width - 0.0001);
          }
        }
      }),
    );
  });
});
