import { Decimal } from 'decimal.js';

/** The largest amount that a column of Decimal(16,2) holds. */
export const MAX_MONEY = new Decimal('99999999999999.99');

const CENTS = 2;

/** An amount of money with two decimals, half-up. @throws on text that is no number */
export function toMoney(amount: Decimal.Value): Decimal {
  return new Decimal(amount).toDecimalPlaces(CENTS, Decimal.ROUND_HALF_UP);
}

/** The sum, exact. May exceed MAX_MONEY: ask `fitsMoney` before it is saved. */
export function addMoney(...amounts: Decimal.Value[]): Decimal {
  return amounts.reduce<Decimal>((sum, amount) => sum.plus(amount), new Decimal(0));
}

/** A share of an amount (0.25 is a quarter), rounded half-up to cents. */
export function shareOfMoney(amount: Decimal.Value, share: Decimal.Value): Decimal {
  return toMoney(new Decimal(amount).times(share));
}

/** Whether the column of money holds the amount; what does not fit is an error at the field. */
export function fitsMoney(amount: Decimal.Value): boolean {
  return new Decimal(amount).abs().lessThanOrEqualTo(MAX_MONEY);
}

/** Plain text with two decimals ("1500.50"): how money leaves the server and stands in forms. */
export function moneyText(amount: Decimal.Value): string {
  return toMoney(amount).toFixed(CENTS);
}
