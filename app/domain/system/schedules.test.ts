import { expect, it } from 'vitest';
import { nextRun } from './schedules';

it.each([
  [60, '2026-11-22T09:00:30Z', '2026-11-22T09:01:00.000Z'],
  [60, '2026-11-22T09:01:00Z', '2026-11-22T09:02:00.000Z'],
  [3_600, '2026-11-22T09:01:00Z', '2026-11-22T10:00:00.000Z'],
  [86_400, '2026-11-22T09:01:00Z', '2026-11-23T00:00:00.000Z'],
])('every %i s at %s: %s', (every, now, next) => {
  expect(nextRun(every, new Date(now)).toISOString()).toBe(next);
});
