import { describe, expect, it } from 'vitest';
import { DEFAULT_RESPONSE_CLOCK } from '~/domain/leads/response-clock.schema';
import { roundDay } from './round-day';

const clock = { ...DEFAULT_RESPONSE_CLOCK, holidays: ['2026-11-04'] };
const noon = { openings: [{ day: 6, opens: '14:00', closes: '16:00' }, { day: 6, opens: '12:00', closes: '13:00' }], holidays: [] };
const never = { openings: [], holidays: [] };

describe('roundDay', () => {
  it.each([
    ['a minute before the opening', clock, 'Europe/Moscow', '2026-11-23T05:59:00Z', null],
    ['the opening', clock, 'Europe/Moscow', '2026-11-23T06:00:00Z', '2026-11-23'],
    ['late in the evening: it was not running before', clock, 'Europe/Moscow', '2026-11-23T20:59:00Z', '2026-11-23'],
    ['the day after by the clock of the zone', clock, 'Europe/Moscow', '2026-11-23T21:00:00Z', null],
    ['the same moment further east', clock, 'Asia/Vladivostok', '2026-11-22T23:00:00Z', '2026-11-23'],
    ['a Sunday', clock, 'Europe/Moscow', '2026-11-22T12:00:00Z', null],
    ['a holiday', clock, 'Europe/Moscow', '2026-11-04T12:00:00Z', null],
    ['the earlier one of two openings', noon, 'UTC', '2026-11-21T12:00:00Z', '2026-11-21'],
    ['the night on which clocks jump', clock, 'Europe/Berlin', '2026-03-30T06:59:00Z', null],
    ['the morning after it', clock, 'Europe/Berlin', '2026-03-30T07:00:00Z', '2026-03-30'],
    ['a week that is never open', never, 'UTC', '2026-11-23T12:00:00Z', null],
  ])('%s', (_name, hours, timeZone, now, day) => {
    expect(roundDay(hours, timeZone, new Date(now))).toBe(day);
  });
});
