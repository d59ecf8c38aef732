import type { TFunction } from 'i18next';
import type { LineExplanation } from '~/domain/orders/pricing';
import { fitsMoney } from '~/domain/money/money';
import { formatMoney } from '~/domain/money/money-text';

/** A rate with all its decimals: a price of 0.335 must not read as 0.34. */
export function sayRate(rate: string, currency: string, language: string): string {
  const isWhole = !rate.includes('.');
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, {
    style: 'currency', currency, currencyDisplay: 'narrowSymbol', minimumFractionDigits: isWhole ? 0 : 2, maximumFractionDigits: isWhole ? 0 : 4,
  }).format(rate as Intl.StringNumericLiteral);
}

/** The sign of a currency: ₽. */
export function signOf(currency: string, language: string): string {
  return new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0).find(({ type }) => type === 'currency')?.value ?? currency;
}

/** A sum; a dash for one that no order can have. */
export function sayFitting(amount: string, currency: string, language: string): string {
  return fitsMoney(amount) ? formatMoney(amount, currency, language) : '—';
}

export function sayNumber(number: string, language: string): string {
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, { maximumFractionDigits: 4 }).format(number as Intl.StringNumericLiteral);
}

/** How the price of a line came about, in one line: "2 × 19 600 ₽ + 3,5 × 2 450 ₽ = 47 775 ₽ − 10 % …". */
export function sayPrice({ factors, gross, discount, tax, discountPercent, taxPercent }: LineExplanation, { t, currency, language }: { t: TFunction; currency: string; language: string }): string {
  if (factors.length === 0) return '';
  const money = (amount: string) => formatMoney(amount, currency, language);
  const count = (what: string, number: string) => (what === 'quantity' ? sayNumber(number, language) : t(`price.${what}`, { count: Number(number), shown: sayNumber(number, language) }));
  const parts = [factors.map(({ what, count: times, rate }) => `${count(what, times)} × ${sayRate(rate, currency, language)}`).join(' + ')];
  if (factors.length > 1 || discountPercent || taxPercent) parts.push(`= ${money(gross)}`);
  if (discountPercent) parts.push(t('price.discount', { percent: sayNumber(discountPercent, language), amount: money(discount) }));
  if (taxPercent) parts.push(t('price.tax', { percent: sayNumber(taxPercent, language), amount: money(tax) }));
  return parts.join(' ');
}
