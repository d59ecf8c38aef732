import type { Day } from '~/domain/time/zoned-time';

/** What a rule needs to know besides the text. */
export interface Clock {
  now: Date;
  /** IANA name. */
  timeZone: string;
  /** The local day of `now`. */
  today: Day;
}

/** Something understood in the text: from `start` up to, not including, `end`. */
export interface Found<T> {
  start: number;
  end: number;
  value: T;
}

export interface Rule<T> {
  pattern: RegExp;
  /** Null: it only looked like one. `before` and `after` are the text around the match. */
  read: (match: RegExpMatchArray, clock: Clock, around: { before: string; after: string }) => T | null;
}

/** Stands in the text for what another rule has understood. */
export const TAKEN = '\u0001';
/** Stands in the text for what is quoted: that is never read. */
export const QUOTED = '\u0000';

/** A pattern that begins and ends at the edges of words; JavaScript's \b knows no Cyrillic. */
export function words(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${source})(?![\\p{L}\\p{N}_])`, 'gu');
}

export const WEEKDAY = [
  'понедельник(?:а|у)?|вторник(?:а|у)?|сред[ауеы](?!\\s+обитан)|четверг(?:а|у)?|(?<!черн\\p{L}{2}\\s)пятниц[ауеы]|суббот[ауеы]|воскресень[еяю]|пн|вт|ср|чт|пт|сб|вс',
  'monday|tuesday|wednesday|thursday|(?<!black\\s)friday|saturday|sunday|mon|tues?|wed|thurs?|thu|fri|sat|sun',
].join('|');

const WEEKDAY_STEMS = [['пон', 'пн', 'mon'], ['вт', 'tue'], ['ср', 'wed'], ['чет', 'чт', 'thu'], ['пят', 'пт', 'fri'], ['суб', 'сб', 'sat'], ['вос', 'вс', 'sun']];

/** 1 Monday … 7 Sunday. */
export function weekdayNumber(word: string): number {
  return WEEKDAY_STEMS.findIndex((stems) => stems.some((stem) => word.startsWith(stem))) + 1;
}

export const MONTH = [
  'января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|янв\\.?|фев\\.?|мар\\.?|апр\\.?|июн\\.?|июл\\.?|авг\\.?|сент?\\.?|окт\\.?|ноя\\.?|дек\\.?',
  'january|february|march|april|may|june|july|august|september|october|november|december|jan\\.?|feb\\.?|mar\\.?|apr\\.?|jun\\.?|jul\\.?|aug\\.?|sept?\\.?|oct\\.?|nov\\.?|dec\\.?',
].join('|');

const MONTH_STEMS = [['янв', 'jan'], ['фев', 'feb'], ['мар', 'mar'], ['апр', 'apr'], ['мая', 'may'], ['июн', 'jun'], ['июл', 'jul'], ['авг', 'aug'], ['сен', 'sep'], ['окт', 'oct'], ['ноя', 'nov'], ['дек', 'dec']];

/** 1 … 12. */
export function monthNumber(word: string): number {
  return MONTH_STEMS.findIndex((stems) => stems.some((stem) => word.startsWith(stem))) + 1;
}

const NUMBERS: Record<string, number> = {
  один: 1, одну: 1, два: 2, две: 2, пару: 2, три: 3, четыре: 4, пять: 5, шесть: 6, семь: 7, восемь: 8, девять: 9, десять: 10,
  a: 1, an: 1, one: 1, two: 2, 'a couple of': 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10,
};
export const NUMBER = `\\d{1,3}|${Object.keys(NUMBERS).join('|')}`;

/** A number in figures or words; one where none is said. */
export function numberOf(word: string | undefined): number {
  return word === undefined ? 1 : (NUMBERS[word] ?? Number(word));
}

export const UNIT = {
  minute: 'минут[уы]?|мин\\.?|minutes?|mins?',
  hour: 'час(?:а|ов)?|hours?|hrs?',
  day: 'день|дня|дней|сут(?:ки|ок)|days?',
  week: 'недел(?:ю|и|ь)|weeks?',
  month: 'месяц(?:а|ев)?|months?',
  year: 'год(?:а)?|лет|years?',
} as const;

/** Nothing follows that belongs to the sentence: the end, a mark, or something that was understood. */
export function isEnding(after: string): boolean {
  return new RegExp(`^\\s*(?:$|[,.;:!)—–-]|${TAKEN})`, 'u').test(after);
}

/** It stands at the beginning, after a mark, or after something that was understood. */
export function isBeginning(before: string): boolean {
  return new RegExp(`(?:^|[,.;:!(—–-]|${TAKEN})\\s*$`, 'u').test(before);
}

/** All places that the rules understand; of two that overlap the longer. In the order of the text. */
export function findAll<T>(text: string, rules: readonly Rule<T>[], clock: Clock): Found<T>[] {
  const found: Found<T>[] = [];
  for (const { pattern, read } of rules) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      const value = read(match, clock, { before: text.slice(0, start), after: text.slice(end) });
      if (value !== null) found.push({ start, end, value });
    }
  }
  found.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const kept: Found<T>[] = [];
  for (const one of found) if (kept.every((other) => one.end <= other.start || other.end <= one.start)) kept.push(one);
  return kept.sort((a, b) => a.start - b.start);
}
