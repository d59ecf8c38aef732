import { isBeginning, isEnding, TAKEN, words, type Rule } from './words';

/** A time of day, minutes after midnight. */
export interface FoundTime {
  minutes: number;
  /** «в 5»: may be meant twelve hours later when the day is said and this has passed. */
  isVague: boolean;
}

const TO = '(?:(?:в|к|до|на|около|после|с|не позднее|at|by|before|until|till|after|around|@)\\s*)';
/** What «в 2» counts when these follow: not hours. */
const COUNTED =
  /^\s*(?:-|%|₽|\$|раз|этап|экземпляр|процент|штук|шт|руб|тыс|млн|км|м|кг|смен|кабинет|комнат|переговорн|офис|подъезд|школ|цех|корпус|отдел|филиал|магазин|адрес|вариант|част|строк|дом|квартир|times|stages|steps|copies|percent|rooms?|stores?|parts?|people)/u;
const INFINITIVE = /^\s+\p{L}+(?:ть|ти|чь|ться|тись|чься)(?!\p{L})/u;

/** The rules for times of day, Russian and English alike. They run after the days are taken out of the text. */
export const TIME_RULES: readonly Rule<FoundTime>[] = [
  { pattern: words(`${TO}?(\\d{1,2})(?:[:.](\\d\\d))?\\s*(?:час(?:а|ов)?|ч\\.?)?\\s*(утра|дня|вечера|ночи)`), read: ([, hour, minute, part]) => ofPart(Number(hour), Number(minute ?? 0), part ?? '') },
  { pattern: words(`${TO}?(\\d{1,2})(?:[:.](\\d\\d))?\\s*([ap])\\.?m\\.?`), read: ([, hour, minute, half]) => ofHalf(Number(hour), Number(minute ?? 0), half ?? '') },
  { pattern: words(`(?:с|from)\\s+(\\d{1,2})(?:[:.-](\\d\\d))?\\s*(?:до|to|till|until|-|–)\\s*\\d{1,2}(?:[:.-]\\d\\d)?`), read: ([, hour, minute]) => ofClock(hour, minute) },
  { pattern: words('(\\d{1,2}):(\\d\\d)\\s*[-–—]\\s*\\d{1,2}:\\d\\d'), read: ([, hour, minute]) => ofClock(hour, minute) },
  { pattern: words(`${TO}?(\\d{1,2}):(\\d\\d)`), read: ([, hour, minute], _clock, { before }) => (/(?:масштаб|счет|score|scale|ratio)\p{L}*\s+$/u.test(before) ? null : ofClock(hour, minute)) },
  { pattern: words(`${TO}(\\d{1,2})[.-](\\d\\d)`), read: ([, hour, minute]) => ofClock(hour, minute) },
  { pattern: words('(?:в|к|до|на)\\s+(\\d{1,2})\\s*(?:час(?:а|ов)?|ч\\.?)'), read: ([, hour]) => ofClock(hour, undefined) },
  { pattern: words("(?:at|by|until|before)?\\s*(\\d{1,2})\\s+o['’]clock"), read: ([, hour]) => ofClock(hour, undefined) },
  { pattern: words('(?:в|к|до|at|by|@)\\s*(\\d{1,2})'), read: ([, hour], _clock, around) => (isHour(around) ? ofClock(hour, undefined) : null) },
  { pattern: words('(?:в|к|до)\\s+(?:полдень|полудню|полудня)|(?:at|by)\\s+noon'), read: () => exact(720) },
  { pattern: words('с утра|утром|(?:in the|this) morning|morning'), read: (match, _clock, around) => partOfDay(540, match, around) },
  { pattern: words('(?<!(?:^|\\s)с\\s)днем(?!\\s+рожд)|после обеда|(?:in the|this) afternoon|afternoon'), read: (match, _clock, around) => partOfDay(840, match, around) },
  { pattern: words('в обед|к обеду'), read: (match, _clock, around) => partOfDay(780, match, around) },
  { pattern: words('вечером|(?:in the|this) evening|evening|tonight'), read: (match, _clock, around) => partOfDay(1_080, match, around) },
];

function exact(minutes: number): FoundTime {
  return { minutes, isVague: false };
}

/** A number alone is an hour beside a day, at an end of the text, or before what is to be done: not in «в 2 этапа». */
function isHour({ before, after }: { before: string; after: string }): boolean {
  if (COUNTED.test(after)) return false;
  return isEnding(after) || new RegExp(`${TAKEN}[\\s,]*$`, 'u').test(before) || (isBeginning(before) && INFINITIVE.test(after)) || /^\s+(?:или|либо|or)\s/u.test(after);
}

/** Parts of a day stand beside a day or at an end of the text: "Morning coffee supplier" keeps its name. */
function partOfDay(minutes: number, [whole]: RegExpMatchArray, { before, after }: { before: string; after: string }): FoundTime | null {
  const isBareEnglish = /^(?:morning|afternoon|evening)$/.test(whole);
  const isBesideDay = new RegExp(`${TAKEN}\\s*$`, 'u').test(before);
  if (isBareEnglish ? !isBesideDay : !(isBesideDay || isBeginning(before) || isEnding(after))) return null;
  return exact(minutes);
}

/** Nobody means three at night by «в 3»: hours up to six without a leading zero are in the afternoon. */
function ofClock(hour: string | undefined, minute: string | undefined): FoundTime | null {
  const [hours, minutes] = [Number(hour), Number(minute ?? 0)];
  if (hours > 23 || minutes > 59) return null;
  const isShort = hour?.length === 1 && hours >= 1;
  return { minutes: (isShort && hours <= 6 ? hours + 12 : hours) * 60 + minutes, isVague: hours >= 1 && hours <= 12 && !hour?.startsWith('0') };
}

function ofPart(hours: number, minutes: number, part: string): FoundTime | null {
  if (hours > 12 || minutes > 59 || hours < 1) return null;
  const isAfternoon = part === 'вечера' || (part === 'дня' && hours < 12) || (part === 'ночи' && hours >= 9 && hours < 12);
  const base = hours === 12 ? (part === 'дня' ? 12 : 0) : hours;
  return exact((base + (isAfternoon && hours < 12 ? 12 : 0)) * 60 + minutes);
}

function ofHalf(hours: number, minutes: number, half: string): FoundTime | null {
  if (hours > 12 || hours < 1 || minutes > 59) return null;
  return exact(((hours % 12) + (half === 'p' ? 12 : 0)) * 60 + minutes);
}
