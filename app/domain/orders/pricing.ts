import { Decimal } from 'decimal.js';
import type { CatalogKind } from '~/generated/prisma/enums';

/** The largest column product has 30 digits: exact beyond that, whatever other code sets as usual. */
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });
const CENTS = 2;

/** What of a line its price depends on; decimal strings, percent in percent. What is missing counts as nothing. */
export interface PriceLine {
  kind: CatalogKind;
  /** Of everything but machines. */
  quantity?: string | null;
  unitPrice?: string | null;
  /** Of machines. */
  shifts?: string | null;
  shiftRate?: string | null;
  hours?: string | null;
  hourlyRate?: string | null;
  discountPercent?: string | null;
  taxPercent?: string | null;
}

/** Decimal text with two decimals. */
export interface LinePrice {
  gross: string;
  discount: string;
  net: string;
  tax: string;
  /** net + tax */
  total: string;
}

export interface OrderPrice {
  lines: LinePrice[];
  /** Sum of the lines' net. */
  subtotal: string;
  discount: string;
  tax: string;
  lateDiscount: string;
  /** subtotal + tax - lateDiscount */
  total: string;
}

export interface LateRule {
  /** Percentage off the subtotal; null: the organisation has no such rule. */
  percent: string | null;
  /** The actual end is after the planned one. */
  isLate: boolean;
}

/**
 * The price of one line: gross = shifts × shift rate + hours × hourly rate for machines, quantity × unit price for the
 * rest; the discount is a share of gross, the tax a share of what remains. Each is rounded half-up to cents, once.
 * Rule: domain "Price".
 */
export function priceLine(line: PriceLine): LinePrice {
  const gross = round(sumOf(amountsOf(line)));
  const discount = round(share(gross, line.discountPercent));
  const net = gross.minus(discount);
  const tax = round(share(net, line.taxPercent));
  return { gross: text(gross), discount: text(discount), net: text(net), tax: text(tax), total: text(net.plus(tax)) };
}

/**
 * The price of an order. Discount and tax of each line count once: total = subtotal + tax. The late rule takes a
 * percentage of the subtotal off the total; the tax stays that of the lines.
 */
export function priceOrder(lines: readonly PriceLine[], late?: LateRule): OrderPrice {
  const prices = lines.map(priceLine);
  const subtotal = sumOf(prices.map(({ net }) => net));
  const discount = sumOf(prices.map((price) => price.discount));
  const tax = sumOf(prices.map((price) => price.tax));
  const lateDiscount = late?.isLate ? round(share(subtotal, late.percent)) : new Exact(0);
  const total = subtotal.plus(tax).minus(lateDiscount);
  return { lines: prices, subtotal: text(subtotal), discount: text(discount), tax: text(tax), lateDiscount: text(lateDiscount), total: text(total) };
}

/** One product that the gross of a line is made of; exact decimal text. */
export interface PriceFactor {
  what: 'shifts' | 'hours' | 'quantity';
  count: string;
  rate: string;
  amount: string;
}

export interface LineExplanation extends LinePrice {
  /** Products with something in them; their sum, rounded, is gross. */
  factors: PriceFactor[];
  /** Null: none. */
  discountPercent: string | null;
  taxPercent: string | null;
}

/** How the price of a line came about, step by step. */
export function explainLine(line: PriceLine): LineExplanation {
  const factors = factorsOf(line).filter(({ amount }) => !new Exact(amount).isZero());
  return { ...priceLine(line), factors, discountPercent: nonZero(line.discountPercent), taxPercent: nonZero(line.taxPercent) };
}

/** The hours between two moments, exact; 0 when the end is not after the start. */
export function hoursBetween(start: Date, end: Date): string {
  return new Exact(Math.max(0, end.getTime() - start.getTime())).dividedBy(3_600_000).toString();
}

/** A duration in hours as it is billed: half hours, half-up. */
export function roundDuration(hours: string): string {
  return new Exact(hours).times(2).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).dividedBy(2).toString();
}

/** A duration in hours as whole days, begun ones count. */
export function daysOf(hours: string): number {
  return new Exact(hours).dividedBy(24).toDecimalPlaces(0, Decimal.ROUND_UP).toNumber();
}

function factorsOf(line: PriceLine): PriceFactor[] {
  const factor = (what: PriceFactor['what'], count: string | null | undefined, rate: string | null | undefined): PriceFactor => {
    const [times, price] = [new Exact(count || 0), new Exact(rate || 0)];
    return { what, count: times.toFixed(), rate: price.toFixed(), amount: times.times(price).toFixed() };
  };
  if (line.kind !== 'EQUIPMENT') return [factor('quantity', line.quantity, line.unitPrice)];
  return [factor('shifts', line.shifts, line.shiftRate), factor('hours', line.hours, line.hourlyRate)];
}

function amountsOf(line: PriceLine): string[] {
  return factorsOf(line).map(({ amount }) => amount);
}

function sumOf(amounts: readonly string[]): Decimal {
  return amounts.reduce<Decimal>((sum, amount) => sum.plus(amount), new Exact(0));
}

function share(amount: Decimal, percent: string | null | undefined): Decimal {
  return amount.times(percent || 0).dividedBy(100);
}

function nonZero(percent: string | null | undefined): string | null {
  return percent && !new Exact(percent).isZero() ? new Exact(percent).toString() : null;
}

function round(amount: Decimal): Decimal {
  return amount.toDecimalPlaces(CENTS, Decimal.ROUND_HALF_UP);
}

function text(amount: Decimal): string {
  return amount.toFixed(CENTS);
}
