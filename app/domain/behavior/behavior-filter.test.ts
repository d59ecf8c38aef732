import { describe, expect, it } from 'vitest';
import { daysOf, parseHeatFilter, parsePeriod, parseViewsFilter, periodSearch, toSearch } from './behavior-filter';

const TODAY = '2026-11-21';
const period = (search: string) => parsePeriod(new URLSearchParams(search), TODAY);

describe('parsePeriod', () => {
  it.each([
    ['', '30', '2026-10-23', '2026-11-21'],
    ['period=7', '7', '2026-11-15', '2026-11-21'],
    ['period=90', '90', '2026-08-24', '2026-11-21'],
    ['period=1000', '30', '2026-10-23', '2026-11-21'],
    ['period=custom', '30', '2026-10-23', '2026-11-21'],
    ['period=custom&from=2026-11-01&to=2026-11-03', 'custom', '2026-11-01', '2026-11-03'],
    ['from=2026-11-01&to=2026-11-03', 'custom', '2026-11-01', '2026-11-03'],
    ['period=7&from=2026-11-01&to=2026-11-03', '7', '2026-11-15', '2026-11-21'],
    ['period=custom&from=2026-11-03&to=2026-11-01', 'custom', '2026-11-01', '2026-11-03'],
    ['period=custom&from=2026-11-20', 'custom', '2026-11-20', '2026-11-21'],
    ['period=custom&to=2026-11-20', 'custom', '2026-11-20', '2026-11-20'],
    ['period=custom&from=2027-01-01&to=2027-02-01', 'custom', '2026-11-21', '2026-11-21'],
    ['period=custom&from=2026-02-30&to=bogus', '30', '2026-10-23', '2026-11-21'],
    ['period=custom&from=2001-01-01&to=2026-11-21', 'custom', '2025-10-18', '2026-11-21'],
  ])('%s', (search, name, from, to) => {
    expect(period(search)).toEqual({ period: name, from, to });
  });

  it('is half-open for queries and says its own address', () => {
    expect(daysOf(period('period=7'))).toEqual({ from: '2026-11-15', to: '2026-11-22' });
    expect(toSearch(periodSearch(period('')))).toBe('');
    expect(toSearch(periodSearch(period('period=7')))).toBe('?period=7');
    const custom = period('from=2026-11-01&to=2026-11-03');
    expect(period(toSearch(periodSearch(custom)))).toEqual(custom);
  });
});

describe('parseHeatFilter', () => {
  const parse = (search: string) => parseHeatFilter(new URLSearchParams(search), TODAY);

  it('reads what it knows', () => {
    expect(parse('width=xs&version=abc123&kind=click&who=high&period=7')).toMatchObject({
      breakpoint: 'xs', version: 'abc123', kind: 'click', segment: 'high', period: '7',
    });
  });

  it('forgives what it does not know', () => {
    const wrong = parse("width=huge&version='; DROP TABLE&kind=scroll&who=__proto__&period[]=7");
    expect(wrong).toEqual(parse(''));
    expect(wrong).toMatchObject({ breakpoint: null, version: null, kind: null, segment: 'all' });
  });
});

describe('parseViewsFilter', () => {
  const parse = (search: string) => parseViewsFilter(new URLSearchParams(search), TODAY);

  it('reads what it knows and passes over the rest', () => {
    expect(parse('outcome=abandoned&field=budget&measured=1&upset=1&width=md')).toMatchObject({
      outcome: 'abandoned', lastField: 'budget', measured: true, upset: true, breakpoint: 'md',
    });
    expect(parse('outcome=never&field=<b>&measured=yes&upset=&width=0')).toEqual(parse(''));
  });
});
