import { Decimal } from 'decimal.js';

/** The largest amount that `Lead.budgetAmount` (Decimal(16,2)) holds; anything above is kept as this. */
export const MAX_BUDGET = new Decimal('99999999999999.99');

const MILLION = new Decimal(1e6);

/** A number of the text. `unit` is its multiplier, 'other' when it counts something that is not money. */
interface Quantity {
  value: Decimal;
  unit: Decimal | 'other' | null;
  start: number;
  end: number;
}

const UNITS: [RegExp, Decimal][] = [
  [/^(?:[кk](?:руб.*|р|rub|usd|eur)?|т|тр|тыр|тыс.*|тыщ.*|thousands?)$/, new Decimal(1e3)],
  [/^(?:[мm]|мл|млн.*|миллион.*|мильон.*|лям.*|кк|kk|mm|mln|mio|mill?|millions?)$/, MILLION],
  [/^(?:b|bn|bln|mrd|млрд.*|миллиард.*|billions?)$/, new Decimal(1e9)],
  [/^(?:трлн.*|триллион.*|trillions?)$/, new Decimal(1e12)],
];
/** Days, people, pieces, areas: «срок 3 недели» is no budget. */
const OTHER_UNIT =
  /^(?:дн(?:я|ей|и)?|день|сут.*|недел.*|нед|мес.*|год.*|лет|час(?:а|ов)?|минут.*|чел.*|сотрудн.*|штук.*|шт|метр.*|кв|км|кг|тонн.*|days?|weeks?|months?|years?|hours?|minutes?|people|persons?|employees|pcs)$/;
/** Words that may touch the number they stand before: «до500к», "RUB500". */
const GLUED_BEFORE = /^(?:от|до|с|по|около|руб|рублей|р|rub|usd|eur|from|to|about|upto)$/;

const NUMBER_WORDS: Record<string, string> = {
  пол: '0.5', полтора: '1.5', полторы: '1.5', 'half a': '0.5',
  один: '1', одна: '1', два: '2', две: '2', пара: '2', три: '3', четыре: '4', пять: '5',
  шесть: '6', семь: '7', восемь: '8', девять: '9', десять: '10',
  one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', ten: '10',
};
const NUMBER_WORD = new RegExp(
  `(?<!\\p{L})(${Object.keys(NUMBER_WORDS).join('|')})(?=[\\s-]{1,3}(?:с\\sполовиной\\s)?(?:мил|млн|млрд|лям|тыс|mil|bil|thou))[\\s-]{1,3}`
    + '|(?<!\\p{L})(пол)(?=мил|млн|млрд|ляма)',
  'gu',
);
const DATE = /(?<![\d.,/])\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?!\d)/g;
const PHONE =
  /(?:\+\d[\s(-]{0,3}|(?<!\d)8[\s(-]{1,3})\d{3}[\s)-]{0,3}\d{3}[\s-]{0,3}\d{2}[\s-]{0,3}\d{2}(?!\d)/g;

const NEXT_QUANTITY = /\d|(?<!\p{L})(?:миллиона?|миллиарда?|million|billion)(?!\p{L})/gu;
const DIGIT_RUN = /\d+(?:(?:\s+|[.,'’‘ʼ`_])\d+)*/y;
const UNIT_AFTER = /(?:-(?:ти|и|х|ми)(?!\p{L}))?[\s\p{Sc}]*[-–]?(\p{L}{1,30}(?!\p{L})|%)/uy;
const RANGE_BETWEEN =
  /^\+?[\s\p{Sc}]*(?:руб\p{L}*|р|rub|usd|eur)?\.?\s*(?:[\p{Pd}−~/]|\.{2,3}|до|to|или|or|и|and|по)\s*\p{Sc}?\s*$/u;

/**
 * Reads the visitor's budget text as an amount in whole units of the organisation's currency, at most two decimals
 * (half-up), never above MAX_BUDGET; null when the text names no amount. Never throws; time is linear in the length.
 * Returns Decimal, as money is everywhere: kopecks stay exact and the value goes to the column as it is.
 *
 * Rule: domain "Score". Of several amounts the largest counts, so the upper end of a range does. Three digits after a
 * dot or comma are a group (money has two decimals: `1.500` is 1500), except before millions (`1,250 млн` is 1.25 млн).
 * Signs are ignored, since nobody's budget is negative.
 */
export function parseBudget(text: string | null | undefined): Decimal | null {
  if (!text) return null;
  const quantities = findQuantities(normalizeText(text));
  const amounts = quantities.filter((quantity) => quantity.unit !== 'other').map(amountOf);
  if (amounts.length === 0) return null;
  const largest = amounts.reduce((a, b) => (b.greaterThan(a) ? b : a));
  return Decimal.min(largest, MAX_BUDGET).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}

function normalizeText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cf}\u0000-\u0008\u000e-\u001f]/gu, '')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(NUMBER_WORD, (_, word: string | undefined) => `${NUMBER_WORDS[word ?? 'пол']} `)
    .replace(/(?<=\d)\s{1,3}с\sполовиной(?!\p{L})/gu, '.5')
    .replace(DATE, ';')
    .replace(PHONE, ';');
}

function findQuantities(text: string): Quantity[] {
  const found: Quantity[] = [];
  NEXT_QUANTITY.lastIndex = 0;
  for (let hit = NEXT_QUANTITY.exec(text); hit; hit = NEXT_QUANTITY.exec(text)) {
    const start = hit.index;
    DIGIT_RUN.lastIndex = start;
    const run = DIGIT_RUN.exec(text)?.[0] ?? '';
    const runEnd = start + run.length;
    const unit = readUnit(text, runEnd);
    if (!isGluedToWord(text, start) || !run) {
      const numbers = run ? splitRun(run, unit?.factor ?? null) : [{ value: new Decimal(1), start: 0, end: 0 }];
      numbers.forEach((number, index) => {
        const isLast = index === numbers.length - 1;
        found.push({
          value: number.value,
          unit: isLast && unit ? unit.factor : null,
          start: start + number.start,
          end: isLast && unit ? unit.end : start + number.end,
        });
      });
    }
    NEXT_QUANTITY.lastIndex = unit?.factor ? unit.end : Math.max(runEnd, start + 1);
  }
  relateNeighbours(text, found);
  return found;
}

function readUnit(text: string, from: number): { factor: Decimal | 'other' | null; end: number } | null {
  UNIT_AFTER.lastIndex = from;
  const word = UNIT_AFTER.exec(text)?.[1];
  if (!word) return null;
  const end = UNIT_AFTER.lastIndex;
  const isArea = /^(?:м|m|км|cм|см)$/.test(word) && /^(?:[23](?!\d)|\.?\s?кв)/.test(text.slice(end, end + 5));
  if (isArea || word === '%' || OTHER_UNIT.test(word)) return { factor: 'other', end };
  const known = UNITS.find(([pattern]) => pattern.test(word));
  return known ? { factor: known[1], end } : null;
}

/** "b2b" and «м2» hold no number of their own. */
function isGluedToWord(text: string, start: number): boolean {
  const word = /\p{L}+$/u.exec(text.slice(Math.max(0, start - 12), start))?.[0];
  return word !== undefined && !GLUED_BEFORE.test(word);
}

/** Splits `1 500 000 2,5` into its numbers. Only the last one stands before a unit. */
function splitRun(run: string, unit: Decimal | 'other' | null): { value: Decimal; start: number; end: number }[] {
  const chunks = [...run.matchAll(/\d+/g)].map((match) => ({ digits: match[0], start: match.index }));
  const separatorAt = (index: number) => run[chunks[index]!.start - 1]!;
  const endOf = (index: number) => chunks[index]!.start + chunks[index]!.digits.length;
  const isMark = (index: number) => separatorAt(index) === '.' || separatorAt(index) === ',';
  const isMillions = unit instanceof Decimal && unit.greaterThanOrEqualTo(MILLION);

  const isGroup = (index: number, first: string): boolean => {
    const { digits } = chunks[index]!;
    const next = chunks[index + 1]?.digits;
    if (isMark(index) && isMillions && next === undefined) return false;
    if (first.startsWith('0')) return false;
    if (digits.length === 3) return first.length <= 3 || digits === '000';
    // Indian grouping: 10,00,000
    return digits.length === 2 && first.length <= 2 && separatorAt(index) === ','
      && (next?.length === 2 || next?.length === 3) && separatorAt(index + 1) === ',';
  };

  const numbers: { value: Decimal; start: number; end: number }[] = [];
  for (let index = 0; index < chunks.length; ) {
    const first = chunks[index]!;
    const whole = [first.digits];
    let next = index + 1;
    while (next < chunks.length && isGroup(next, first.digits)) whole.push(chunks[next++]!.digits);
    const fraction = next < chunks.length && isMark(next) ? chunks[next++]!.digits : '';
    numbers.push({ value: toDecimal(whole.join(''), fraction), start: first.start, end: endOf(next - 1) });
    index = next;
  }
  return numbers;
}

function toDecimal(whole: string, fraction: string): Decimal {
  const digits = whole.replace(/^0+/, '');
  if (digits.length > 20) return MAX_BUDGET;
  return new Decimal(`${digits || '0'}.${fraction.slice(0, 20) || '0'}`);
}

/** `1-5 млн` gives its unit to both ends; «1 млн 200 тыс» is one amount. */
function relateNeighbours(text: string, found: Quantity[]): void {
  for (let index = found.length - 1; index > 0; index--) {
    const before = found[index - 1]!;
    const after = found[index]!;
    if (after.start - before.end > 40) continue;
    const between = text.slice(before.end, after.start);
    if (before.unit === null && after.unit !== null && RANGE_BETWEEN.test(between)) {
      // «500-1 млн» means thousands at its lower end.
      const isSameUnit = after.unit === 'other' || before.value.lessThan(after.value.times(100));
      if (isSameUnit) before.unit = after.unit;
    } else if (isContinued(before, after, between)) {
      before.value = before.value.plus(amountOf(after).dividedBy(before.unit as Decimal));
    }
  }
}

function isContinued(before: Quantity, after: Quantity, between: string): boolean {
  if (!(before.unit instanceof Decimal) || after.unit === 'other' || !/^\.?\s*(?:и\s+)?$/.test(between)) return false;
  const amount = amountOf(after);
  return amount.lessThan(before.unit) && amount.greaterThanOrEqualTo(1000);
}

function amountOf(quantity: Quantity): Decimal {
  return quantity.unit instanceof Decimal ? quantity.value.times(quantity.unit) : quantity.value;
}
