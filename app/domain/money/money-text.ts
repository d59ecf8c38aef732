/** Whole digits that a column of Decimal(16,2) holds. */
export const MAX_WHOLE_DIGITS = 14;

export type MoneyError = 'empty' | 'invalid' | 'negative' | 'tooLarge';
export type ParsedMoney = { ok: true; amount: string } | { ok: false; error: MoneyError };

const DECORATION = /[\p{Sc}]|руб(?:лей|ля|ль|\.)?|(?:rub|usd|eur|kzt|byn)\b|р\.?$/giu;
const GROUP_SIGN = /['’‘ʼ`_]/g;
const SPACED_GROUPS = /^\d{1,3}(?: \d{3})+(?=[.,]|$)/;
const COMMON_FORM = /^(\d*)(?:([.,])(\d{1,2}))?$/;
const GROUPED = /^(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)(?:([.,])(\d{0,2}))?$/;

/**
 * Reads an amount as people type it: "1 500 000,50", "1,500,000.50", "1500 ₽". Three digits behind one dot or comma are
 * a group ("1.500" is 1500), as money has two decimals. Never guesses: what can be read in two ways otherwise is refused.
 * @returns the amount as plain text with two decimals ("1500000.50"), ready for a Decimal column; never rounds
 */
export function parseMoney(text: string): ParsedMoney {
  const plain = text.normalize('NFKC').replace(DECORATION, '').replace(GROUP_SIGN, ' ').replace(/\s+/g, ' ').trim();
  if (plain === '') return { ok: false, error: 'empty' };
  if (/^[-−–]\s?[\d.,]/.test(plain)) return { ok: false, error: 'negative' };
  const spaced = SPACED_GROUPS.exec(plain)?.[0];
  const number = spaced ? spaced.replaceAll(' ', '') + plain.slice(spaced.length) : plain;
  const parts = spaced ? readCommon(number) : (readGrouped(number) ?? readCommon(number));
  if (!parts) return { ok: false, error: 'invalid' };
  const whole = parts.whole.replace(/^0+(?=\d)/, '') || '0';
  if (whole.length > MAX_WHOLE_DIGITS) return { ok: false, error: 'tooLarge' };
  return { ok: true, amount: `${whole}.${parts.cents.padEnd(2, '0')}` };
}

interface Parts {
  whole: string;
  cents: string;
}

function readCommon(number: string): Parts | null {
  const match = COMMON_FORM.exec(number.replace(/[.,]$/, ''));
  if (!match || (!match[1] && !match[3])) return null;
  return { whole: match[1] ?? '', cents: match[3] ?? '' };
}

/** One sign groups by threes, the other one, if there is one, stands before the cents. */
function readGrouped(number: string): Parts | null {
  const match = GROUPED.exec(number);
  if (!match || number.startsWith('0')) return null;
  const [, groups = '', sign, decimalSign, cents = ''] = match;
  if (decimalSign === sign) return null;
  return { whole: groups.replace(/[.,]/g, ''), cents };
}

const NO_BREAK = '\u00a0';

/**
 * The text of a money field with its groups set apart, and where the cursor stands in it then: behind the same digit.
 * Text that is no plain amount (yet) stays as typed.
 */
export function groupMoneyText(text: string, cursor: number): { text: string; cursor: number } {
  const bare = text.replace(/\s/g, '');
  const match = /^(\d*)([.,]\d*)?$/.exec(bare);
  if (!match) return { text, cursor };
  const whole = match[1] ?? '';
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, NO_BREAK) + (match[2] ?? '');
  let left = text.slice(0, cursor).replace(/\s/g, '').length;
  let at = 0;
  for (; left > 0 && at < grouped.length; at += 1) if (grouped[at] !== NO_BREAK) left -= 1;
  return { text: grouped, cursor: at };
}

const formats = new Map<string, Intl.NumberFormat>();

function moneyFormat(language: string, currency: string, style: 'exact' | 'plain' | 'short'): Intl.NumberFormat {
  const key = `${language}|${currency}|${style}`;
  const known = formats.get(key);
  if (known) return known;
  const digits = { exact: {}, plain: { maximumFractionDigits: 0 }, short: { notation: 'compact', maximumFractionDigits: 1, minimumFractionDigits: 0 } } as const;
  const format = new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...digits[style] });
  formats.set(key, format);
  return format;
}

/**
 * An amount with its currency's sign as the language writes it: 1 500 000 ₽, 1 500,50 ₽. Cents are shown only where there are some.
 * @param amount plain text ("1500000.50"): sums beyond a float's exactness stay exact
 * @param currency ISO 4217
 */
export function formatMoney(amount: string, currency: string, language: string): string {
  const isWhole = !/\.\d*[1-9]/.test(amount);
  return moneyFormat(language, currency, isWhole ? 'plain' : 'exact').format(amount as Intl.StringNumericLiteral);
}

/** An amount in few signs, for column heads and charts: 1,5 млн ₽. The exact one belongs into a title beside it. */
export function formatMoneyShort(amount: string, currency: string, language: string): string {
  return moneyFormat(language, currency, 'short').format(amount as Intl.StringNumericLiteral);
}
