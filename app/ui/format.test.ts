import { describe, expect, it } from 'vitest';
import { formatDuration, sayTime } from './format';

const now = new Date('2026-03-10T12:00:00Z');
const say = (iso: string, language = 'ru') => sayTime(new Date(iso), now, language, 'Europe/Moscow');

describe('sayTime', () => {
  it.each([
    ['2026-03-10T11:55:00Z', '5 минут назад'],
    ['2026-03-10T12:20:00Z', 'через 20 минут'],
    ['2026-03-10T06:30:00Z', 'сегодня, 09:30'],
    ['2026-03-09T20:59:00Z', 'вчера, 23:59'],
    ['2026-03-09T21:01:00Z', 'сегодня, 00:01'],
    ['2026-03-11T09:00:00Z', 'завтра, 12:00'],
    ['2026-03-07T09:00:00Z', '3 дня назад'],
    ['2026-03-13T07:00:00Z', 'пт, 10:00'],
  ])('%s → %s', (iso, text) => {
    expect(say(iso)).toBe(text);
  });

  it('names the year only when it is another one', () => {
    expect(say('2026-01-05T09:00:00Z')).not.toMatch(/2026/);
    expect(say('2025-01-05T09:00:00Z')).toMatch(/2025/);
    expect(say('2025-01-05T09:00:00Z', 'en')).toMatch(/5 Jan 2025/);
  });
});

describe('formatDuration', () => {
  it.each([
    [45_000, '45 sec'],
    [60_000, '1 min'],
    [80_000, '1 min 20 sec'],
    [3_600_000, '1 hr'],
    [4_800_000, '1 hr 20 min'],
    [3 * 86_400_000, '3 days'],
  ])('%d ms → %s', (ms, text) => {
    expect(formatDuration(ms, 'en')).toBe(text);
  });
});
