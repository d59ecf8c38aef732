import { expect, it } from 'vitest';
import { sayResponse } from './response-words';

const now = new Date('2026-11-20T20:30:00Z'); // 23:30 in Moscow

it.each([
  ['2026-11-20T20:45:00Z', 'Europe/Moscow', 'today'],
  ['2026-11-20T21:15:00Z', 'Europe/Moscow', 'tomorrow'],
  ['2026-11-20T21:15:00Z', 'UTC', 'today'],
  ['2026-11-23T08:00:00Z', 'Europe/Moscow', 'later'],
  ['2026-11-20T20:00:00Z', 'Europe/Moscow', 'late'],
])('%s in %s is %s', (dueAt, timeZone, words) => {
  expect(sayResponse(new Date(dueAt), now, timeZone)).toBe(words);
});
