import { expect, it } from 'vitest';
import { nextTry } from './retry-delays';

const now = new Date('2026-03-10T12:00:00Z');

it.each([
  [1, 0, 30],
  [3, 0, 600],
  [6, 0, 21_600],
  [1, 90, 90],
  [4, 90, 1_800],
  [1, 10_000_000, 86_400],
  [7, 0, null],
])('after %i tries, asked to wait %i s: %j s', (attempts, askedSeconds, seconds) => {
  expect(nextTry(attempts, { now, askedSeconds })).toEqual(seconds === null ? null : new Date(now.getTime() + seconds * 1_000));
});
