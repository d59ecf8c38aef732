import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { MAX_BUDGET, parseBudget } from './budget';

const read = (text: string) => parseBudget(text)?.toNumber() ?? null;

describe('parseBudget', () => {
  test.each<[string, number | null]>([
    ['1 500 000', 1_500_000],
    ['1,500,000', 1_500_000],
    ['1.500.000', 1_500_000],
    ["1'500'000", 1_500_000],
    ['1\u202f500\u202f000', 1_500_000],
    ['1\u00a0500\u2009000', 1_500_000],
    ['1,500,000.50', 1_500_000.5],
    ['1.500.000,50', 1_500_000.5],
    ['1 500.50', 1500.5],
    ['1.500', 1500],
    ['1,500', 1500],
    ['1.5', 1.5],
    ['1500.5', 1500.5],
    ['0,5 млн', 500_000],
    ['10,00,000', 1_000_000],
    ['1500 000', 1_500_000],
    ['1５００ ０００', 1_500_000],
    ['500к', 500_000],
    ['500K', 500_000],
    ['500 тыс', 500_000],
    ['500 тыс.руб.', 500_000],
    ['500 тысяч рублей', 500_000],
    ['500 т.р.', 500_000],
    ['500тр', 500_000],
    ['1.500 тыс', 1_500_000],
    ['1,5 млн', 1_500_000],
    ['1,250 млн', 1_250_000],
    ['1.5m', 1_500_000],
    ['1.5М', 1_500_000],
    ['5M+', 5_000_000],
    ['5 mln', 5_000_000],
    ['2 миллиона ₽', 2_000_000],
    ['1 млрд', 1_000_000_000],
    ['1.2bn', 1_200_000_000],
    ['2 b', 2_000_000_000],
    ['$2.5 million', 2_500_000],
    ['500000-1000000', 1_000_000],
    ['500 000 - 1 000 000 руб', 1_000_000],
    ['500 000–1 000 000', 1_000_000],
    ['от 1 до 2 млн', 2_000_000],
    ['1-5 млн', 5_000_000],
    ['1 — 5 млн', 5_000_000],
    ['10-5 млн', 10_000_000],
    ['500-1 млн', 1_000_000],
    ['от 800 тыс до 1 млн ₽', 1_000_000],
    ['5 млн - 800 тыс', 5_000_000],
    ['between 1 and 2 million', 2_000_000],
    ['до1млн', 1_000_000],
    ['RUB500000', 500_000],
    ['1 млн 200 тыс', 1_200_000],
    ['2 млн 500 000 руб', 2_500_000],
    ['полмиллиона', 500_000],
    ['пол млн', 500_000],
    ['полтора миллиона', 1_500_000],
    ['half a million', 500_000],
    ['около миллиона', 1_000_000],
    ['два миллиона', 2_000_000],
    ['два с половиной миллиона', 2_500_000],
    ['3 с половиной млн', 3_500_000],
    ['-500000', 500_000],
    ['1 500 000 руб. 00 коп.', 1_500_000],
    ['500.000,-', 500_000],
    ['0', 0],
    ['бюджет 2 млн, срок 3 недели', 2_000_000],
    ['2-3 недели, 300к', 300_000],
    ['50% предоплата, всего 400 тыс', 400_000],
    ['500 м2, 2 млн', 2_000_000],
    ['B2B, 500к', 500_000],
    ['до 12.05.2027 нужно 300 000', 300_000],
    ['300к, +7 (999) 123-45-67', 300_000],
    ['300к, 8 999 123-45-67', 300_000],
    ['💰500💰', 500],
    ['500\u0000000', 500_000],
    ['', null],
    ['   ', null],
    ['договорная', null],
    ['3 недели', null],
    ['м²', null],
    ['несколько миллионов', null],
    ['NaN Infinity', null],
  ])('%j is %s', (text, amount) => {
    expect(read(text)).toBe(amount);
  });

  it('takes missing text for none given', () => {
    expect(parseBudget(null)).toBeNull();
    expect(parseBudget(undefined)).toBeNull();
  });

  it('keeps what exceeds the column at its largest value', () => {
    expect(parseBudget('9'.repeat(10_000))).toEqual(MAX_BUDGET);
    expect(parseBudget('999999999 млрд')).toEqual(MAX_BUDGET);
    expect(parseBudget('99999999999999,999')?.toFixed(2)).toBe(MAX_BUDGET.toFixed(2));
  });

  it('reads 60,000 hostile characters without a pause', () => {
    const hostile = ['1 ', '1,', '1.', '- ', ' ', '+1 ', '8 ', 'м', '1-', '1 млн ', "1'", '12.12.', 'пол ', '1м', '١'];
    for (const piece of hostile) {
      const started = process.cpuUsage();
      parseBudget(piece.repeat(60_000 / piece.length));
      expect(process.cpuUsage(started).user / 1000, JSON.stringify(piece)).toBeLessThan(2000);
    }
  });

  const spaces = fc.constantFrom(' ', '\u00a0', '\u202f', '\u2009', '\u2007', '\u3000', '  ');
  const separators = fc.oneof(spaces, fc.constantFrom('', ',', '.', "'", '’'));

  it('reads any grouping with any currency and any space around', () => {
    const amount = fc.integer({ min: 0, max: 999_999_999_999 });
    const sign = fc.constantFrom('', '₽', ' руб.', ' рублей', '$', ' EUR');
    fc.assert(
      fc.property(amount, separators, sign, spaces, (value, separator, currency, space) => {
        const grouped = String(value).replace(/\B(?=(\d{3})+$)/g, separator);
        expect(read(space + grouped + currency + space)).toBe(value);
      }),
    );
  });

  it('counts the upper end of any range', () => {
    const ends = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 }));
    const pattern = fc.constantFrom('A-B', 'A – B', 'A—B', 'от A до B', 'A..B', 'from A to B');
    const unit = fc.constantFrom<[string, number]>(['', 1], ['к', 1e3], [' тыс', 1e3], [' млн ₽', 1e6], ['m', 1e6], [' млрд', 1e9]);
    fc.assert(
      fc.property(ends, pattern, unit, ([a, b], shape, [word, factor]) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(read(shape.replace('A', `${low}`).replace('B', `${high}`) + word)).toBe(high * factor);
      }),
    );
  });

  it('never throws and stays within the column', () => {
    const piece = fc.constantFrom('1', '000', ' ', ',', '.', '-', 'млн', 'к', 'до', '+', '₽', 'e', '٣', '\u0000', '🙂', 'пол', '8 999');
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.array(piece).map((pieces) => pieces.join('')));
    fc.assert(
      fc.property(text, (input) => {
        const amount = parseBudget(input);
        if (amount === null) return;
        expect(amount.isFinite() && !amount.isNegative() && amount.lessThanOrEqualTo(MAX_BUDGET)).toBe(true);
        expect(amount.decimalPlaces()).toBeLessThanOrEqual(2);
      }),
      { numRuns: 500 },
    );
  });

  it('is monotone: more money is never read as less', () => {
    const unit = fc.constantFrom('', ' тыс', 'k', ' млн', 'M+', ' млрд');
    fc.assert(
      fc.property(fc.nat(999_999), fc.integer({ min: 1, max: 1000 }), unit, separators, (value, scale, word, separator) => {
        const write = (amount: number) => String(amount).replace(/\B(?=(\d{3})+$)/g, separator === '.' || separator === ',' ? '' : separator);
        expect(read(write(value * scale) + word)).toBeGreaterThanOrEqual(read(write(value) + word) ?? 0);
      }),
    );
  });
});
