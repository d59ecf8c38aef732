import { addDays, addMonths, localDay, minutesAt, weekdayOf, type Day } from '~/domain/time/zoned-time';
import { isBeginning, isEnding, MONTH, monthNumber, NUMBER, numberOf, UNIT, WEEKDAY, weekdayNumber, words, type Clock, type Rule } from './words';

/** A day, and the time of it where the words say that too («через 2 часа»). */
export interface FoundDate {
  day: Day;
  minutes?: number;
}

const MINUTE = 60_000;
const YEAR_MAX = 2_100;
/** Words that lead to a deadline; they go with the date. */
const TO = '(?:(?:в|во|на|к|ко|до|с|со|не позднее|on|by|before|until|till|due)\\s+)?';
/** What a date belongs to that is not the task's: «договор от 25 ноября». */
const OTHERS_DATE = /(?:^|\s)(?:от|за|из|between|of|from|dated|верси\p{L}*|version|v|№|#|п\.|пункт\p{L}*|раздел\p{L}*|section)\s*$/u;
const MEASURE_AFTER = /^\s*(?:%|₽|кг|г|м|мм|см|км|л|т|тыс|млн|руб\p{L}*|шт\p{L}*|usd|eur|kg|km|mm|m)(?![\p{L}\p{N}])/u;

const at = (days: number): ((match: RegExpMatchArray, clock: Clock) => FoundDate) => (_match, { today }) => ({ day: addDays(today, days) });

/** The rules for days, Russian and English alike. */
export const DATE_RULES: readonly Rule<FoundDate>[] = [
  { pattern: words(`${TO}(?:сегодня|today|до конца дня|к концу дня|(?:by )?(?:the )?end of (?:the )?day|(?:by )?eod)`), read: at(0) },
  { pattern: words(`${TO}(?:завтра|tomorrow)`), read: at(1) },
  { pattern: words(`${TO}(?:послезавтра|the day after tomorrow|day after tomorrow)`), read: at(2) },
  { pattern: words(`(?:через|in)\\s+(?:(${NUMBER})\\s+)?(${Object.values(UNIT).join('|')})`), read: readIn },
  { pattern: words('через полчаса|in half an hour'), read: (_match, clock) => later(30, clock) },
  { pattern: words('через полтора часа|in an hour and a half'), read: (_match, clock) => later(90, clock) },
  { pattern: words(`${TO}(?:(эт|следующ|ближайш|this|next|coming)\\p{L}*\\s+)?(${WEEKDAY})\\.?`), read: readWeekday },
  { pattern: words(`на следующей неделе,?\\s+во?\\s+(${WEEKDAY})|во?\\s+(${WEEKDAY})\\s+на следующей неделе`), read: readNextWeek },
  { pattern: words('(?:на|к|до) следующей неделе?|next week'), read: (_match, { today }) => ({ day: mondayAfter(today) }) },
  { pattern: words('(?:на|в) выходны(?:е|х)|(?:on|at|over) the weekend|this weekend'), read: (_match, { today }) => ({ day: weekdayOf(today) >= 6 ? today : addDays(today, 6 - weekdayOf(today)) }) },
  { pattern: words('(?:до|к) концу? недели|(?:до|к) конца недели|by (?:the )?end of (?:the )?week'), read: (_match, { today }) => ({ day: addDays(today, weekdayOf(today) <= 5 ? 5 - weekdayOf(today) : 7 - weekdayOf(today)) }) },
  { pattern: words('(?:до|к) конц[ау] месяца|by (?:the )?end of (?:the )?month'), read: (_match, { today }) => ({ day: addMonths(today, 0, 31) }) },
  { pattern: words('в следующем месяце|next month'), read: (_match, { today }) => ({ day: `${addMonths(today, 1).slice(0, 7)}-01` }) },
  { pattern: words('в следующем году|next year'), read: (_match, { today }) => ({ day: `${Number(today.slice(0, 4)) + 1}-01-01` }) },
  {
    pattern: words(`${TO}(\\d{1,2})(?:-?(?:го|е|st|nd|rd|th))?(?:\\s+of)?\\s+(${MONTH})(?:,?\\s+(\\d{4})(?:\\s*(?:года|г\\.?))?)?`),
    read: ([, day, month = '', year], { today }, { before }) => (OTHERS_DATE.test(before) ? null : dated(today, { day, month: monthNumber(month), year })),
  },
  {
    pattern: words(`${TO}(${MONTH})\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?`),
    read: ([, month = '', day, year], { today }, { before }) => (/[а-я]/.test(month) || OTHERS_DATE.test(before) ? null : dated(today, { day, month: monthNumber(month), year })),
  },
  { pattern: words(`${TO}(\\d{1,2})\\.(\\d\\d)(?:\\.(\\d{4}|\\d\\d))?(?![.:]\\d)`), read: readNumbers },
  { pattern: words(`${TO}(\\d\\d)/(\\d\\d)(?:/(\\d{4}|\\d\\d))?`), read: readNumbers },
  { pattern: words(`${TO}(\\d{4})-(\\d\\d)-(\\d\\d)`), read: ([, year, month, day], { today }) => dated(today, { day, month: Number(month), year }) },
  { pattern: words('(?:до|к|с|на)?\\s*(\\d{1,2})(?:-?(?:го|му|е))?\\s+числа|(?:on|by|until) the (\\d{1,2})(?:st|nd|rd|th)'), read: ([, russian, english], { today }) => dayOfMonth(today, Number(russian ?? english)) },
  { pattern: words('(?:до|к|на)\\s+(\\d{1,2})-(?:го|му|е)'), read: ([, day], { today }, { after }) => (isEnding(after) ? dayOfMonth(today, Number(day)) : null) },
];

function later(minutes: number, { now, timeZone }: Clock): FoundDate {
  const then = new Date(Math.floor(now.getTime() / MINUTE) * MINUTE + minutes * MINUTE);
  return { day: localDay(then, timeZone), minutes: minutesAt(then, timeZone) };
}

function readIn([, number, unit = '']: RegExpMatchArray, clock: Clock): FoundDate | null {
  const count = numberOf(number);
  const isUnit = (name: keyof typeof UNIT) => new RegExp(`^(?:${UNIT[name]})$`, 'u').test(unit);
  if (count < 1) return null;
  if (isUnit('minute')) return later(count, clock);
  if (isUnit('hour')) return later(count * 60, clock);
  if (isUnit('day')) return { day: addDays(clock.today, count) };
  if (isUnit('week')) return { day: addDays(clock.today, 7 * count) };
  if (isUnit('month')) return { day: addMonths(clock.today, count) };
  const day = addMonths(clock.today, 12 * count);
  return Number(day.slice(0, 4)) <= YEAR_MAX ? { day } : null;
}

function mondayAfter(day: Day): Day {
  return addDays(day, 8 - weekdayOf(day));
}

/** A weekday without a word before it is one only where nothing or a time follows: «пятница 15:30», but not "Friday prices". */
function readWeekday([whole, which, word = '']: RegExpMatchArray, { today }: Clock, { before, after }: { before: string; after: string }): FoundDate | null {
  const isBare = !which && !/\s/.test(whole);
  const isTimed = /^\s*(?:(?:в|at|@)\s*)?\d{1,2}(?::\d\d|\s*[ap]m|(?=\s*$))|^\s*(?:утром|вечером|morning|afternoon|evening)/u.test(after);
  if (isBare && !(isTimed || (isEnding(after) && !/(?:^|\s)(?:от|за|из|of|from)\s+$/u.test(before)))) return null;
  const ahead = (weekdayNumber(word) - weekdayOf(today) + 7) % 7;
  if (which === 'следующ' || which === 'next') return { day: addDays(mondayAfter(today), weekdayNumber(word) - 1) };
  if (which === 'эт' || which === 'this') return { day: addDays(today, ahead) };
  return { day: addDays(today, ahead || 7) };
}

function readNextWeek([, after, before]: RegExpMatchArray, { today }: Clock): FoundDate {
  return { day: addDays(mondayAfter(today), weekdayNumber(after ?? before ?? '') - 1) };
}

function readNumbers([, day, month, year]: RegExpMatchArray, { today }: Clock, { before, after }: { before: string; after: string }): FoundDate | null {
  if (OTHERS_DATE.test(before) || MEASURE_AFTER.test(after) || /\d[.,/]$/.test(before)) return null;
  if (!year && !isEnding(after) && !isBeginning(before) && /^\s*\d/.test(after) && !/^\s*\d{1,2}:\d\d/.test(after)) return null;
  return dated(today, { day, month: Number(month), year: year?.length === 2 ? `20${year}` : year });
}

/** The day with this date that comes next, or of the year that was said. Null for no date, or one that has passed. */
function dated(today: Day, { day, month, year }: { day: string | undefined; month: number; year: string | undefined }): FoundDate | null {
  const thisYear = Number(today.slice(0, 4));
  // eight years from one 29 February to the next at most
  const years = year ? [Number(year)] : Array.from({ length: 9 }, (_, index) => thisYear + index);
  for (const candidate of years) {
    const date = new Date(Date.UTC(candidate, month - 1, Number(day)));
    if (candidate < thisYear || candidate > YEAR_MAX || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== Number(day)) continue;
    const found = date.toISOString().slice(0, 10);
    if (found >= today) return { day: found };
  }
  return null;
}

function dayOfMonth(today: Day, day: number): FoundDate | null {
  if (day < 1 || day > 31) return null;
  for (let ahead = 0; ahead < 3; ahead++) {
    const found = addMonths(`${today.slice(0, 7)}-01`, ahead, day);
    if (found >= today && Number(found.slice(8)) === day) return { day: found };
  }
  return null;
}
