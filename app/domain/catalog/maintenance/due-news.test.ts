import { describe, expect, it } from 'vitest';
import { dueNews } from './due-news';

const today = '2026-11-23';

describe('dueNews', () => {
  it.each([
    ['eight days left', { nextDay: '2026-12-01', nextHours: null }, null, null],
    ['a week left', { nextDay: '2026-11-30', nextHours: null }, null, 'soon'],
    ['due today', { nextDay: today, nextHours: null }, null, 'soon'],
    ['due yesterday', { nextDay: '2026-11-22', nextHours: null }, null, 'overdue'],
    ['more hours left than anybody asks for', { nextDay: null, nextHours: '1000' }, '974.9', null],
    ['a few hours left', { nextDay: null, nextHours: '1000' }, '975', 'soon'],
    ['the meter at the mark', { nextDay: null, nextHours: '1000' }, '1000', 'overdue'],
    ['a meter that nobody has read', { nextDay: null, nextHours: '1000' }, null, null],
    ['whichever comes first: the day', { nextDay: '2026-11-22', nextHours: '1000' }, '10', 'overdue'],
    ['whichever comes first: the hours', { nextDay: '2027-01-01', nextHours: '1000' }, '990', 'soon'],
    ['neither', { nextDay: null, nextHours: null }, '10', null],
  ] as const)('%s', (_name, next, meterHours, news) => {
    expect(dueNews(next, { today, meterHours })).toBe(news);
  });
});
