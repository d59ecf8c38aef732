import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, weekdayOf } from '~/domain/time/zoned-time';
import { firstDay, followingDay, makeRecurrence, nextDue, readRecurrence, REPEATS, type Recurrence } from './recurrence';
import { dueInstant } from './task-due';

const rule = (every: Recurrence['every'], more: Partial<Recurrence> = {}, due = '2026-11-20') => makeRecurrence({ every, ...more }, due);
/** The first days of a rule from a day of it on. */
const days = (of: Recurrence, from: string, count: number) => Array.from({ length: count }).reduce<string[]>((all) => [...all, followingDay(of, all.at(-1) ?? from)], []);

describe('the following day', () => {
  it.each([
    ['every day', rule('day'), '2026-11-20', ['2026-11-21', '2026-11-22']],
    ['every third day', rule('day', { interval: 3 }), '2026-12-30', ['2027-01-02', '2027-01-05']],
    ['working days', rule('workday'), '2026-11-19', ['2026-11-20', '2026-11-23', '2026-11-24']],
    ['working days from a Saturday', rule('workday'), '2026-11-21', ['2026-11-23']],
    ['every week', rule('week'), '2026-11-20', ['2026-11-27', '2026-12-04']],
    ['Monday and Thursday', rule('week', { weekdays: [4, 1] }), '2026-11-23', ['2026-11-26', '2026-11-30', '2026-12-03']],
    ['Monday and Thursday, every second week', rule('week', { weekdays: [1, 4], interval: 2 }), '2026-11-23', ['2026-11-26', '2026-12-07', '2026-12-10']],
    ['the 31st', rule('month', {}, '2026-01-31'), '2026-01-31', ['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']],
    ['the 30th in a leap year', rule('month', {}, '2028-01-30'), '2028-01-30', ['2028-02-29', '2028-03-30']],
    ['every quarter', rule('month', { interval: 3 }, '2026-11-30'), '2026-11-30', ['2027-02-28', '2027-05-30']],
    ['29 February', rule('year', {}, '2028-02-29'), '2028-02-29', ['2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29']],
  ])('%s', (_name, of, from, expected) => {
    expect(days(of, from, expected.length)).toEqual(expected);
  });
});

it.each([
  ['a weekday of this week', rule('week', { weekdays: [6] }), '2026-11-19', '2026-11-21'],
  ['today when it fits', rule('week', { weekdays: [4] }), '2026-11-19', '2026-11-19'],
  ['a weekday of next week', rule('week', { weekdays: [1] }), '2026-11-19', '2026-11-23'],
  ['a working day', rule('workday'), '2026-11-22', '2026-11-23'],
  ['a day of this month', rule('month', { monthDay: 25 }), '2026-11-20', '2026-11-25'],
  ['a day of next month', rule('month', { monthDay: 5 }), '2026-11-20', '2026-12-05'],
])('begins with %s', (_name, of, from, expected) => {
  expect(firstDay(of, from)).toBe(expected);
});

describe('coming back', () => {
  const timeZone = 'Europe/Berlin';
  it('keeps its time of day through changes of clocks', () => {
    const next = nextDue(rule('day'), { day: '2026-10-24', minutes: 540 }, { now: new Date('2026-10-24T08:00:00Z'), timeZone });
    expect(next).toEqual({ day: '2026-10-25', minutes: 540 });
    expect(dueInstant({ day: '2026-10-24', minutes: 540 }, timeZone).toISOString()).toBe('2026-10-24T07:00:00.000Z');
    expect(dueInstant({ day: '2026-10-25', minutes: 540 }, timeZone).toISOString()).toBe('2026-10-25T08:00:00.000Z');
  });

  it('skips what was missed, and ends with its last day', () => {
    const now = new Date('2026-11-20T12:00:00Z');
    expect(nextDue(rule('week'), { day: '2026-10-02', minutes: null }, { now, timeZone })).toEqual({ day: '2026-11-20', minutes: null });
    expect(nextDue(rule('week', { until: '2026-11-19' }), { day: '2026-10-02', minutes: null }, { now, timeZone })).toBeNull();
    expect(nextDue(rule('week', { until: '2026-11-20' }), { day: '2026-10-02', minutes: null }, { now, timeZone })).not.toBeNull();
  });

  it('always lies ahead, follows its rule, and never beyond its end', () => {
    const rules = fc.record({
      every: fc.constantFrom(...REPEATS), interval: fc.integer({ min: 1, max: 99 }), weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
      until: fc.option(fc.integer({ min: 0, max: 3_000 }).map((days) => addDays('2026-01-01', days))),
    });
    fc.assert(
      fc.property(rules, fc.integer({ min: 0, max: 1_500 }), fc.integer({ min: -100, max: 400 }), fc.option(fc.integer({ min: 0, max: 1_439 })), (parts, offset, late, minutes) => {
        const due = { day: addDays('2026-01-01', offset), minutes };
        const of = makeRecurrence(parts, due.day);
        const now = new Date(dueInstant(due, timeZone).getTime() + late * 86_400_000);
        const next = nextDue(of, due, { now, timeZone });
        if (!next) return parts.until !== null;
        const isOfRule = of.every !== 'workday' ? of.every !== 'week' || of.weekdays.length === 0 || of.weekdays.includes(weekdayOf(next.day)) : weekdayOf(next.day) <= 5;
        return dueInstant(next, timeZone) > now && next.day > due.day && next.minutes === minutes && isOfRule && (!parts.until || next.day <= parts.until);
      }),
    );
  });

  it('reads a stored rule of before, and nothing from anything else', () => {
    const { reminder, ...old } = rule('week', { weekdays: [1] });
    expect(readRecurrence(old)).toEqual({ ...old, reminder });
    for (const broken of [null, 'week', { every: 'hour' }, { ...old, interval: 0 }]) expect(readRecurrence(broken)).toBeNull();
  });
});
