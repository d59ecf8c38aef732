import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minutesAt } from '~/domain/time/zoned-time';
import { digestDay, quietUntil, sendAt } from './quiet-hours';

const night = { fromMin: 22 * 60, toMin: 8 * 60 };
const at = (text: string) => new Date(text);

describe('quiet hours', () => {
  it.each([
    ['the evening', '2026-03-10T20:00:00Z', 'Europe/Moscow', night, '2026-03-11T05:00:00Z'],
    ['after midnight', '2026-03-10T23:30:00Z', 'Europe/Moscow', night, '2026-03-11T05:00:00Z'],
    ['their last minute', '2026-03-11T04:59:59Z', 'Europe/Moscow', night, '2026-03-11T05:00:00Z'],
    ['their end', '2026-03-11T05:00:00Z', 'Europe/Moscow', night, null],
    ['the day', '2026-03-11T12:00:00Z', 'Europe/Moscow', night, null],
    ['within one day', '2026-03-11T10:30:00Z', 'Europe/Moscow', { fromMin: 13 * 60, toMin: 14 * 60 }, '2026-03-11T11:00:00Z'],
    ['another time zone', '2026-03-10T20:00:00Z', 'Asia/Vladivostok', night, '2026-03-10T22:00:00Z'],
    // clocks go from 02:00 to 03:00 that night: an hour less of sleep
    ['the night of spring', '2026-03-29T00:30:00Z', 'Europe/Berlin', night, '2026-03-29T06:00:00Z'],
    ['the night of autumn', '2026-10-25T00:30:00Z', 'Europe/Berlin', night, '2026-10-25T07:00:00Z'],
    ['an end that is skipped', '2026-03-29T00:30:00Z', 'Europe/Berlin', { fromMin: 60, toMin: 150 }, '2026-03-29T01:00:00Z'],
    ['an end that comes twice', '2026-10-25T00:10:00Z', 'Europe/Berlin', { fromMin: 60, toMin: 150 }, '2026-10-25T00:30:00Z'],
    ['after its first coming', '2026-10-25T01:10:00Z', 'Europe/Berlin', { fromMin: 60, toMin: 150 }, null],
    ['none', '2026-03-10T20:00:00Z', 'Europe/Moscow', null, null],
    ['an empty span', '2026-03-10T20:00:00Z', 'Europe/Moscow', { fromMin: 60, toMin: 60 }, null],
  ])('%s', (_name, now, timeZone, quiet, until) => {
    expect(quietUntil(at(now), quiet, timeZone)).toEqual(until && at(until));
  });

  const instants = fc.date({ min: at('2020-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z'), noInvalidDate: true });
  const minutes = fc.integer({ min: 0, max: 1439 });
  const zones = fc.constantFrom('Europe/Moscow', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC', 'Pacific/Apia');

  it('end after now, within a day and an hour, when the clock shows their end or jumped over it', () => {
    fc.assert(
      fc.property(instants, minutes, minutes, zones, (now, fromMin, toMin, zone) => {
        const until = quietUntil(now, { fromMin, toMin }, zone);
        if (!until) return;
        expect(until.getTime()).toBeGreaterThan(now.getTime());
        expect(until.getTime() - now.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
        expect((minutesAt(until, zone) - toMin + 1440) % 1440).toBeLessThanOrEqual(60);
      }),
    );
  });

  it('hold in every minute between their ends where no clock changes, and in no other', () => {
    fc.assert(
      fc.property(instants, minutes, minutes, (now, fromMin, toMin) => {
        const minute = now.getUTCHours() * 60 + now.getUTCMinutes();
        const length = (toMin - fromMin + 1440) % 1440;
        const isWithin = (minute - fromMin + 1440) % 1440 < length;
        expect(quietUntil(now, { fromMin, toMin }, 'UTC') !== null).toBe(isWithin);
      }),
    );
  });
});

describe('leaving', () => {
  it.each([
    ['waits for the end', null, '2026-03-11T05:00:00Z'],
    ['goes at once when it would be too late', '2026-03-11T04:00:00Z', '2026-03-10T20:00:00Z'],
    ['waits when there is time', '2026-03-11T09:00:00Z', '2026-03-11T05:00:00Z'],
  ])('%s', (_name, lateAt, expected) => {
    expect(sendAt(at('2026-03-10T20:00:00Z'), { quiet: night, timeZone: 'Europe/Moscow', lateAt: lateAt === null ? null : at(lateAt) })).toEqual(at(expected));
  });
});

it.each([
  ['before its minute', '2026-03-10T05:59:00Z', null, null],
  ['at its minute', '2026-03-10T06:00:00Z', null, '2026-03-10'],
  ['later that day', '2026-03-10T15:00:00Z', '2026-03-09', '2026-03-10'],
  ['made already', '2026-03-10T15:00:00Z', '2026-03-10', null],
  ['the next day', '2026-03-11T06:00:00Z', '2026-03-10', '2026-03-11'],
  ['who travels west gets none twice', '2026-03-10T06:00:00Z', '2026-03-11', null],
])('the digest: %s', (_name, now, lastDay, day) => {
  expect(digestDay(at(now), { atMin: 9 * 60, timeZone: 'Europe/Moscow', lastDay })).toBe(day);
});
