import type { CatalogKind } from './item-kinds';

interface Priced {
  kind: CatalogKind;
  unit: string;
  price: string | null;
  hourlyRate: string | null;
  shiftRate: string | null;
}

const formats = new Map<string, Intl.NumberFormat>();

/** A unit price as people read it: whole where it is whole, up to four decimals where a screw costs 0,335. */
export function sayUnitPrice(price: string, currency: string, language: string): string {
  const decimals = /\.(\d*?)0*$/.exec(price)?.[1]?.length ?? 0;
  const shown = decimals === 0 ? 0 : Math.max(2, decimals);
  const key = `${language} ${currency} ${shown}`;
  let format = formats.get(key);
  if (!format) {
    const locale = language === 'en' ? 'en-GB' : language;
    formats.set(key, (format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', minimumFractionDigits: shown, maximumFractionDigits: shown })));
  }
  return format.format(price as Intl.StringNumericLiteral);
}

/** What machines are priced by, in the reader's words. */
export interface RateWords {
  shift: string;
  hour: string;
}

interface PriceWords {
  currency: string;
  language: string;
  words: RateWords;
}

/** What one costs, in one line: "18 000 ₽/смена · 2 400 ₽/ч" or "450 ₽/м³"; empty without a price. */
export function sayPrices(item: Priced, words: PriceWords): string {
  return listRates(item, words).join(' · ');
}

/** The same as one text for each price: a machine may have two. */
export function listRates({ kind, unit, price, hourlyRate, shiftRate }: Priced, { currency, language, words }: PriceWords): string[] {
  const say = (sum: string | null, per: string) => (sum === null ? '' : `${sayUnitPrice(sum, currency, language)}${per ? `/${per}` : ''}`);
  const all = kind === 'EQUIPMENT' ? [say(shiftRate, words.shift), say(hourlyRate, words.hour)] : [say(price, unit)];
  return all.filter(Boolean);
}
