import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { businessMinutesBetween, isBusinessTime, leadDueAt, responseDueAt, type BusinessClock } from './response-clock';
import { DEFAULT_RESPONSE_CLOCK, responseClockSchema, type ResponseClock } from './response-clock.schema';

const office = (timeZone: string, change: Partial<ResponseClock> = {}): BusinessClock => ({ ...DEFAULT_RESPONSE_CLOCK, ...change, timeZone });
const always = Array.from({ length: 7 }, (_, index) => ({ day: index + 1, opens: '00:00', closes: '24:00' }));
const moscow = office('Europe/Moscow');
const due = (createdAt: string, minutes: number, clock: BusinessClock) => responseDueAt(new Date(createdAt), minutes, clock).toISOString();

describe('responseDueAt', () => {
  // 2026-03-02 is a Monday
  test.each([
    ['within a day', '2026-03-02T10:00:00+03:00', 60, '2026-03-02T11:00:00+03:00'],
    ['before opening', '2026-03-02T05:00:00+03:00', 60, '2026-03-02T10:00:00+03:00'],
    ['after closing', '2026-03-02T20:00:00+03:00', 60, '2026-03-03T10:00:00+03:00'],
    ['over the night', '2026-03-02T17:30:00+03:00', 60, '2026-03-03T09:30:00+03:00'],
    ['up to closing', '2026-03-02T17:00:00+03:00', 60, '2026-03-02T18:00:00+03:00'],
    ['over the weekend', '2026-03-06T17:00:00+03:00', 240, '2026-03-09T12:00:00+03:00'],
    ['24 business hours', '2026-03-02T09:00:00+03:00', 1440, '2026-03-04T15:00:00+03:00'],
    ['on a Sunday', '2026-03-08T12:00:00+03:00', 1, '2026-03-09T09:01:00+03:00'],
    ['no time at all', '2026-03-08T12:00:00+03:00', 0, '2026-03-08T12:00:00+03:00'],
  ])('%s', (_, createdAt, minutes, expected) => {
    expect(due(createdAt, minutes, moscow)).toBe(new Date(expected).toISOString());
  });

  it('skips holidays and breaks', () => {
    const clock = office('Europe/Moscow', {
      holidays: ['2026-03-09'],
      openings: [
        { day: 1, opens: '09:00', closes: '18:00' },
        { day: 2, opens: '14:00', closes: '18:00' },
        { day: 2, opens: '09:00', closes: '13:00' },
      ],
    });
    expect(due('2026-03-08T12:00:00+03:00', 300, clock)).toBe(new Date('2026-03-10T15:00:00+03:00').toISOString());
  });

  test.each([
    // Clocks go forward in Berlin on 2026-03-29 at 02:00, back on 2026-10-25 at 03:00.
    ['office hours after the spring change', 'Europe/Berlin', '2026-03-27T17:30:00+01:00', 60, '2026-03-30T09:30:00+02:00', DEFAULT_RESPONSE_CLOCK.openings],
    ['a night that lacks an hour', 'Europe/Berlin', '2026-03-29T00:00:00+01:00', 1380, '2026-03-30T00:00:00+02:00', always],
    ['a night with one more', 'Europe/Berlin', '2026-10-25T00:00:00+02:00', 1500, '2026-10-26T00:00:00+01:00', always],
    ['opening in the skipped hour', 'Europe/Berlin', '2026-03-29T00:00:00+01:00', 30, '2026-03-29T03:30:00+02:00', [{ day: 7, opens: '02:30', closes: '04:00' }]],
    ['opening in the doubled hour', 'Europe/Berlin', '2026-10-25T00:00:00+02:00', 60, '2026-10-25T02:30:00+01:00', [{ day: 7, opens: '02:30', closes: '04:00' }]],
    ['New York in spring', 'America/New_York', '2026-03-06T17:00:00-05:00', 120, '2026-03-09T10:00:00-04:00', DEFAULT_RESPONSE_CLOCK.openings],
  ])('%s', (_, timeZone, createdAt, minutes, expected, openings) => {
    expect(due(createdAt, minutes, office(timeZone, { openings }))).toBe(new Date(expected).toISOString());
  });

  it('knows the target of each colour', () => {
    const created = new Date('2026-03-02T09:00:00+03:00');
    expect((['high', 'medium', 'low'] as const).map((priority) => leadDueAt(created, priority, moscow).toISOString())).toEqual([
      '2026-03-02T07:00:00.000Z',
      '2026-03-02T10:00:00.000Z',
      '2026-03-04T12:00:00.000Z',
    ]);
  });

  it('throws for a clock that is never open', () => {
    expect(() => responseDueAt(new Date(0), 1, office('Europe/Moscow', { openings: [] }))).toThrow(RangeError);
  });
});

describe('properties', () => {
  const zone = fc.constantFrom('Europe/Moscow', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC');
  const openings = fc.constantFrom(
    DEFAULT_RESPONSE_CLOCK.openings,
    always,
    [{ day: 7, opens: '01:30', closes: '02:30' }, { day: 7, opens: '02:45', closes: '03:15' }, { day: 3, opens: '22:00', closes: '24:00' }],
  );
  const clock = fc.record({ zone, openings }).map(({ zone: timeZone, openings: hours }) => office(timeZone, { openings: hours, holidays: ['2026-05-01'] }));
  const instant = fc.date({ min: new Date('2025-12-01'), max: new Date('2027-02-01'), noInvalidDate: true });
  const minutes = fc.integer({ min: 1, max: 1440 });

  it('falls within opening hours and comes back as the same minutes', () => {
    fc.assert(
      fc.property(instant, minutes, clock, (created, wanted, hours) => {
        const dueAt = responseDueAt(created, wanted, hours);
        expect(isBusinessTime(new Date(dueAt.getTime() - 1), hours)).toBe(true);
        expect(businessMinutesBetween(created, dueAt, hours)).toBeCloseTo(wanted, 6);
      }),
    );
  });

  it('is monotone in both the start and the minutes', () => {
    fc.assert(
      fc.property(instant, instant, minutes, minutes, clock, (a, b, m, n, hours) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        expect(responseDueAt(early, m, hours).getTime()).toBeLessThanOrEqual(responseDueAt(late, m, hours).getTime());
        expect(responseDueAt(a, Math.min(m, n), hours).getTime()).toBeLessThanOrEqual(responseDueAt(a, Math.max(m, n), hours).getTime());
      }),
    );
  });

  it('is additive', () => {
    fc.assert(
      fc.property(instant, instant, instant, minutes, minutes, clock, (a, b, c, m, n, hours) => {
        expect(responseDueAt(responseDueAt(a, m, hours), n, hours)).toEqual(responseDueAt(a, m + n, hours));
        const sum = businessMinutesBetween(a, b, hours) + businessMinutesBetween(b, c, hours);
        expect(businessMinutesBetween(a, c, hours)).toBeCloseTo(sum, 6);
      }),
      { numRuns: 30 },
    );
  });
});

describe('responseClockSchema', () => {
  it('accepts the default and sorts holidays', () => {
    expect(responseClockSchema.parse(DEFAULT_RESPONSE_CLOCK)).toEqual(DEFAULT_RESPONSE_CLOCK);
    const holidays = ['2026-05-09', '2026-01-01', '2026-05-09'];
    expect(responseClockSchema.parse({ ...DEFAULT_RESPONSE_CLOCK, holidays }).holidays).toEqual(['2026-01-01', '2026-05-09']);
  });

  test.each([
    ['a week that is closed', { openings: [] }, 'errors.neverOpen'],
    ['closing before opening', { openings: [{ day: 1, opens: '18:00', closes: '09:00' }] }, 'errors.closesBeforeOpens'],
    ['overlapping hours', { openings: [{ day: 1, opens: '09:00', closes: '13:00' }, { day: 1, opens: '12:00', closes: '18:00' }] }, 'errors.openingsOverlap'],
    ['no such weekday', { openings: [{ day: 8, opens: '09:00', closes: '18:00' }] }, 'errors.weekday'],
    ['no such time', { openings: [{ day: 1, opens: '25:00', closes: '26:00' }] }, 'errors.time'],
    ['no such day', { holidays: ['2026-02-30'] }, 'errors.date'],
    ['a target of nothing', { targets: { high: 0, medium: 240, low: 1440 } }, 'errors.positive'],
    ['a target without end', { targets: { high: 60, medium: 240, low: 1e9 } }, 'errors.tooLarge'],
  ])('refuses %s', (_, change, message) => {
    const result = responseClockSchema.safeParse({ ...DEFAULT_RESPONSE_CLOCK, ...change });
    expect(result.error?.issues.map((issue) => issue.message)).toContain(message);
  });
});
