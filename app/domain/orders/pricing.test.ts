import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CatalogKind } from '~/generated/prisma/enums';
import { daysOf, explainLine, hoursBetween, priceLine, priceOrder, roundDuration, type PriceLine } from './pricing';
import vectors from './pricing-vectors.json';

type VectorLine = Omit<PriceLine, 'kind'> & { kind: string };
const KINDS = Object.values(CatalogKind);
const toLine = ({ kind, ...line }: VectorLine): PriceLine => ({ ...line, kind: KINDS.find((known) => known.toLowerCase() === kind) ?? 'PRODUCT' });

describe('the vectors', () => {
  it.each(vectors.cases)('$name', ({ lines, expect: expected }) => {
    const price = priceOrder(lines.map(toLine));
    expect(price.lines).toEqual(expected.lines);
    for (const sum of ['subtotal', 'discount', 'tax', 'total'] as const) expect(price[sum]).toBe(Number(expected[sum]) === 0 ? '0.00' : expected[sum]);
  });
});

/** Whole ten-thousandths as decimal text: what the columns hold. */
const decimal = (max: bigint) => fc.bigInt({ min: 0n, max }).map((units) => `${units / 10_000n}.${String(units % 10_000n).padStart(4, '0')}`);
const count = decimal(999_999_9999n);
const rate = decimal(9_999_999_9999n);
const percent = decimal(100_0000n);
const anyLine: fc.Arbitrary<PriceLine> = fc.record({
  kind: fc.constantFrom(...KINDS),
  quantity: count, unitPrice: rate, shifts: count, shiftRate: rate, hours: count, hourlyRate: rate, discountPercent: percent, taxPercent: percent,
});
const anyLines = fc.array(anyLine, { maxLength: 12 });
const late = fc.record({ percent: fc.option(percent), isLate: fc.boolean() });

const units = (text: string | null | undefined) => BigInt((text ?? '0').replace('.', ''));
/** Cents of a sum with two decimals. */
const cents = units;
const roundHalfUp = (value: bigint, divisor: bigint) => (value + divisor / 2n) / divisor;

/** The same rule in whole numbers. */
function priceInCents({ kind, ...line }: PriceLine) {
  const product = (a: string | null | undefined, b: string | null | undefined) => units(a) * units(b);
  const exact = kind === 'EQUIPMENT' ? product(line.shifts, line.shiftRate) + product(line.hours, line.hourlyRate) : product(line.quantity, line.unitPrice);
  const gross = roundHalfUp(exact, 1_000_000n);
  const discount = roundHalfUp(gross * units(line.discountPercent), 1_000_000n);
  const net = gross - discount;
  const tax = roundHalfUp(net * units(line.taxPercent), 1_000_000n);
  return { gross, discount, net, tax, total: net + tax };
}

describe('under any input', () => {
  it('is exact', () => {
    fc.assert(fc.property(anyLine, (line) => {
      const { gross, discount, net, tax, total } = priceLine(line);
      expect({ gross: cents(gross), discount: cents(discount), net: cents(net), tax: cents(tax), total: cents(total) }).toEqual(priceInCents(line));
    }));
  });

  it('is the sum of its lines, discount and tax counted once', () => {
    fc.assert(fc.property(anyLines, (lines) => {
      const price = priceOrder(lines);
      const sum = (of: 'gross' | 'discount' | 'net' | 'tax' | 'total') => price.lines.reduce((all, line) => all + cents(line[of]), 0n);
      expect(cents(price.total)).toBe(sum('total'));
      expect(cents(price.total)).toBe(sum('gross') - sum('discount') + sum('tax'));
      expect([cents(price.subtotal), cents(price.discount), cents(price.tax)]).toEqual([sum('net'), sum('discount'), sum('tax')]);
      expect(price.lateDiscount).toBe('0.00');
    }));
  });

  it('is never negative, and the late rule takes its share of the subtotal alone', () => {
    fc.assert(fc.property(anyLines, late, (lines, rule) => {
      const price = priceOrder(lines, rule);
      for (const sum of [price.subtotal, price.discount, price.tax, price.lateDiscount, price.total]) expect(sum).not.toMatch(/^-/);
      const off = rule.isLate ? roundHalfUp(cents(price.subtotal) * units(rule.percent), 1_000_000n) : 0n;
      expect([cents(price.lateDiscount), cents(price.total)]).toEqual([off, cents(price.subtotal) + cents(price.tax) - off]);
    }));
  });

  it('does not depend on the order of lines', () => {
    fc.assert(fc.property(anyLines, late, fc.infiniteStream(fc.nat()), (lines, rule, keys) => {
      const shuffled = lines.map((line) => ({ line, key: keys.next().value as number })).sort((a, b) => a.key - b.key).map(({ line }) => line);
      const { lines: _a, ...price } = priceOrder(lines, rule);
      const { lines: _b, ...same } = priceOrder(shuffled, rule);
      expect(same).toEqual(price);
    }));
  });
});

describe('how a price came about', () => {
  it('names what was multiplied, and leaves out what is nothing', () => {
    expect(explainLine({ kind: 'EQUIPMENT', shifts: '2', shiftRate: '19600', hours: '0', hourlyRate: '2450', discountPercent: '5.0000', taxPercent: '0' })).toEqual({
      factors: [{ what: 'shifts', count: '2', rate: '19600', amount: '39200' }],
      discountPercent: '5', taxPercent: null,
      gross: '39200.00', discount: '1960.00', net: '37240.00', tax: '0.00', total: '37240.00',
    });
    expect(explainLine({ kind: 'MATERIAL', quantity: '3', unitPrice: '0.335' }).factors).toEqual([{ what: 'quantity', count: '3', rate: '0.335', amount: '1.005' }]);
  });
});

describe('durations', () => {
  it.each([['0', '0'], ['0.2', '0'], ['0.25', '0.5'], ['1.74', '1.5'], ['1.75', '2'], ['8', '8'], ['7.9999', '8']])('%s h are billed as %s', (hours, billed) => {
    expect(roundDuration(hours)).toBe(billed);
  });

  it.each([['0', 0], ['0.1', 1], ['24', 1], ['24.01', 2], ['48', 2]])('%s h are %d days', (hours, days) => {
    expect(daysOf(hours)).toBe(days);
  });

  it('are counted between two moments', () => {
    const start = new Date('2026-11-21T08:00:00Z');
    expect(hoursBetween(start, new Date('2026-11-21T11:15:00Z'))).toBe('3.25');
    expect(hoursBetween(start, new Date('2026-11-21T07:00:00Z'))).toBe('0');
  });
});
