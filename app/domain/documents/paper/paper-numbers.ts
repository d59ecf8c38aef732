import type { Language } from '~/platform/i18n';

const formats = new Map<string, Intl.NumberFormat>();

function decimals(language: Language, min: number, max: number): Intl.NumberFormat {
  const key = `${language}|${min}|${max}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, { minimumFractionDigits: min, maximumFractionDigits: max })));
  return format;
}

/** A sum as tables show it, without a sign: 1 500 000,50. @param amount decimal text: stays exact */
export function sayAmount(amount: string, language: Language): string {
  return decimals(language, 2, 2).format(amount as Intl.StringNumericLiteral);
}

/** A price of one unit, up to four decimals. */
export function sayRate(rate: string, language: Language): string {
  return decimals(language, 2, 4).format(rate as Intl.StringNumericLiteral);
}

/** A quantity or a percentage: as many decimals as it has. */
export function sayCount(count: string, language: Language): string {
  return decimals(language, 0, 4).format(count as Intl.StringNumericLiteral);
}

/** The currency beside a sum on paper: roubles as Russian papers write them, else its code. */
export function sayCurrency(currency: string, language: Language): string {
  return language === 'ru' && currency === 'RUB' ? 'руб.' : currency;
}
