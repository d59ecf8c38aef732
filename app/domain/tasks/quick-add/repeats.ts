import { INTERVAL_MAX, type Recurrence } from '../recurrence';
import { isEnding, NUMBER, numberOf, UNIT, WEEKDAY, weekdayNumber, words, type Rule } from './words';

export type FoundRepeat = Pick<Recurrence, 'every'> & Partial<Recurrence>;

const PLURAL = 'понедельникам|вторникам|средам|четвергам|пятницам|субботам|воскресеньям|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays';
const AND = '(?:\\s*,\\s*|\\s+и\\s+|\\s+and\\s+|\\s*,\\s+and\\s+)';
const EACH = '(?:кажд(?:ый|ую|ое|ые)|every)';

/** «ежедневно» and "daily" close a phrase; in "daily report" they belong to the report. */
const adverb = (every: Recurrence['every']): Rule<FoundRepeat>['read'] => (_match, _clock, { after }) => (isEnding(after) || /^\s+(?:в|at|по|с|до)\s/u.test(after) ? { every } : null);
const always = (every: Recurrence['every']) => () => ({ every });

/** The rules for what comes back, Russian and English alike. */
export const REPEAT_RULES: readonly Rule<FoundRepeat>[] = [
  { pattern: words('каждый день|every ?day'), read: always('day') },
  { pattern: words('ежедневно|daily'), read: adverb('day') },
  { pattern: words('по будням|по рабочим дням|кажд(?:ый|ые) (?:будний|рабочий|будние|рабочие) (?:день|дни)|every (?:weekday|workday|working day)|on weekdays'), read: always('workday') },
  { pattern: words('каждую неделю|every week'), read: always('week') },
  { pattern: words('еженедельно|weekly'), read: adverb('week') },
  { pattern: words('каждый месяц|every month'), read: always('month') },
  { pattern: words('ежемесячно|monthly'), read: adverb('month') },
  { pattern: words('каждый год|every year'), read: always('year') },
  { pattern: words('ежегодно|yearly|annually'), read: adverb('year') },
  { pattern: words(`${EACH}\\s+(?:${WEEKDAY})(?:${AND}(?:${EACH}\\s+)?(?:${WEEKDAY}))*`), read: ([phrase]) => ({ every: 'week', weekdays: weekdaysIn(phrase, WEEKDAY) }) },
  { pattern: words(`(?:по|on)\\s+(?:${PLURAL})(?:${AND}(?:по\\s+)?(?:${PLURAL}))*`), read: ([phrase]) => ({ every: 'week', weekdays: weekdaysIn(phrase, PLURAL) }) },
  { pattern: words(`(?:кажд(?:ые|ый|ую)|every)\\s+(${NUMBER}|other|второй|вторую)\\s+(${UNIT.day}|${UNIT.week}|${UNIT.month}|${UNIT.year})`), read: readInterval },
  {
    pattern: words('(?:каждое\\s+)?(\\d{1,2})(?:-?(?:е|го))?\\s+(?:число|числа)\\s+каждого\\s+месяца|кажд(?:ое|ого)\\s+(\\d{1,2})(?:-?(?:е|го))?(?:\\s+(?:число|числа))?|every\\s+(\\d{1,2})(?:st|nd|rd|th)'),
    read: ([, first, second, third]) => ofDay(Number(first ?? second ?? third)),
  },
  { pattern: words('on the (\\d{1,2})(?:st|nd|rd|th) of (?:every|each) month'), read: ([, day]) => ofDay(Number(day)) },
];

function weekdaysIn(phrase: string, names: string): number[] {
  return [...phrase.matchAll(words(names))].map(([word]) => weekdayNumber(word)).sort((a, b) => a - b);
}

function readInterval([, number, unit = '']: RegExpMatchArray): FoundRepeat | null {
  const interval = number === 'other' || number?.startsWith('втор') ? 2 : numberOf(number);
  if (interval < 1 || interval > INTERVAL_MAX) return null;
  const every = (['day', 'week', 'month', 'year'] as const).find((name) => new RegExp(`^(?:${UNIT[name]})$`, 'u').test(unit));
  return every ? { every, interval } : null;
}

function ofDay(monthDay: number): FoundRepeat | null {
  return monthDay >= 1 && monthDay <= 31 ? { every: 'month', monthDay } : null;
}
