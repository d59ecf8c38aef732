const WEIGHTS = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8] as const;

/**
 * Whether this is a taxpayer's number: 10 digits of a company, 12 of a person, with right check digits. Rule: the order of
 * the Federal Tax Service on the structure of INN (weights 2 4 10 3 5 9 4 6 8, modulo 11, modulo 10).
 */
export function checkInn(inn: string): boolean {
  if (!/^(\d{10}|\d{12})$/.test(inn) || /^0+$/.test(inn)) return false;
  const lengths = inn.length === 10 ? [9] : [10, 11];
  return lengths.every((length) => controlDigit(inn, length) === Number(inn[length]));
}

/** The check digit that follows the first `length` digits: the last weights are those next to it. */
export function controlDigit(digits: string, length: number): number {
  const weights = WEIGHTS.slice(WEIGHTS.length - length);
  return (weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11) % 10;
}

/** Reason-for-registration code: four digits of the tax office, two of the reason (digits or capitals), three in order. It has no check digit. */
export function checkKpp(kpp: string): boolean {
  return /^\d{4}[\dA-Z]{2}\d{3}$/.test(kpp);
}
