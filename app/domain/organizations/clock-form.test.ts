import { describe, expect, it } from 'vitest';
import { DEFAULT_RESPONSE_CLOCK } from '~/domain/leads/response-clock.schema';
import { clockFormSchema, toClockForm } from './clock-form.schema';

const form = (change: object = {}) => ({ version: '3', ...toClockForm(DEFAULT_RESPONSE_CLOCK), ...change });
const days = (index: number, change: object) => toClockForm(DEFAULT_RESPONSE_CLOCK).days.map((day, at) => (at === index ? { ...day, ...change } : day));
const issues = (value: object) => clockFormSchema.safeParse(value).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('clockFormSchema', () => {
  it('gives back the clock that the form was filled from', () => {
    const clock = {
      ...DEFAULT_RESPONSE_CLOCK,
      openings: [{ day: 1, opens: '09:00', closes: '13:00' }, { day: 1, opens: '14:00', closes: '24:00' }],
      holidays: ['2027-01-01'],
    };
    expect(clockFormSchema.parse({ version: '3', ...toClockForm(clock) })).toEqual({ version: 3, clock });
  });

  it('reads days off as people write them, once each and in order', () => {
    const { clock } = clockFormSchema.parse(form({ holidays: '01.05.2027, 2027-01-01\n1.5.2027' }));
    expect(clock.holidays).toEqual(['2027-01-01', '2027-05-01']);
  });

  it('reads targets in hours', () => {
    expect(clockFormSchema.parse(form({ targets: { high: '0.5', medium: '4', low: '24' } })).clock.targets).toEqual({ high: 30, medium: 240, low: 1440 });
  });

  it.each([
    [form({ days: days(2, { closes: '08:00' }) }), ['days.2.opens: errors.closesBeforeOpens']],
    [form({ days: days(0, { closes: '' }) }), ['days.0.opens: errors.time']],
    [form({ days: days(1, { opensAgain: '17:00', closesAgain: '19:00' }) }), ['days.1.opens: errors.openingsOverlap']],
    [form({ days: days(0, {}).map(() => ({ opens: '', closes: '' })) }), ['days: errors.neverOpen']],
    [form({ holidays: '31.02.2027' }), ['holidays: errors.date']],
    [form({ targets: { high: '0', medium: '4', low: 'x' } }), ['targets.high: errors.targetTooShort', 'targets.low: errors.number']],
  ])('tells where it is wrong: %#', (value, expected) => {
    expect(issues(value)).toEqual(expected);
  });
});
