import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { daysOfPeriod, parsePeriod, RECORD_PERIODS, setPeriodParams } from './period';

const read = (search: string) => parsePeriod(new URLSearchParams(search));

describe('parsePeriod', () => {
  test.each([
    ['', null, null, null],
    ['period=30d&from=2026-01-01', '30d', null, null],
    ['period=MONTH', 'month', null, null],
    ['from=2026-02-01&to=2026-01-01', 'custom', '2026-01-01', '2026-02-01'],
    ['period=custom', null, null, null],
    ['period=never&to=2026-01-31', 'custom', null, '2026-01-31'],
    ['from=2026-02-30&to=soon', null, null, null],
  ])('%j', (search, period, from, to) => {
    expect(read(search)).toEqual({ period, from, to });
  });

  it('comes back from its own address', () => {
    const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2900-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.constantFrom(...RECORD_PERIODS, ''), fc.option(day), fc.option(day), (period, from, to) => {
        const params = new URLSearchParams({ period, ...(from && { from }), ...(to && { to }) });
        const filter = parsePeriod(params);
        const again = new URLSearchParams();
        setPeriodParams(again, filter);
        expect(parsePeriod(again)).toEqual(filter);
      }),
    );
  });
});

test.each([
  ['today', '2026-11-21'],
  ['7d', '2026-11-15'],
  ['30d', '2026-10-23'],
  ['month', '2026-11-01'],
  ['quarter', '2026-10-01'],
  ['year', '2026-01-01'],
] as const)('%s begins on %s and ends today', (period, from) => {
  expect(daysOfPeriod({ period, from: null, to: null }, '2026-11-21')).toEqual({ from, to: '2026-11-21' });
});
