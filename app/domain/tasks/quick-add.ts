import { addDays, localDay } from '~/domain/time/zoned-time';
import { DATE_RULES, type FoundDate } from './quick-add/dates';
import { REPEAT_RULES, type FoundRepeat } from './quick-add/repeats';
import { TIME_RULES, type FoundTime } from './quick-add/times';
import { findAll, QUOTED, TAKEN, type Clock, type Found } from './quick-add/words';
import { firstDay, makeRecurrence, type Recurrence } from './recurrence';
import { dueInstant, type Due } from './task-due';
import { TITLE_MAX, type TaskPriority } from './task-rules';

export interface Understood {
  /** Of the typed text: from `start` up to, not including, `end`. */
  start: number;
  end: number;
  kind: 'date' | 'time' | 'repeat' | 'priority';
}

export interface QuickAdd {
  /** What remains of the text; the whole text when nothing would. Never empty. */
  title: string;
  due: Due | null;
  priority: TaskPriority;
  recurrence: Recurrence | null;
  /** In the order of the text, not overlapping. */
  understood: Understood[];
}

const PRIORITIES: readonly [pattern: RegExp, priority: TaskPriority][] = [
  [new RegExp(`(?<=^|[\\s${TAKEN}])!{1,3}(?=\\s|$|${TAKEN})`, 'gu'), 'HIGH'],
  [/^\s*(?:не\s+срочно|несрочно|not urgent)(?!\p{L})[:,.]?|(?<!\p{L})(?:не\s+срочно|несрочно|not urgent)[.!]*\s*$/gu, 'LOW'],
  [/^\s*(?:срочно|важно|urgent|asap)(?!\p{L})[:,!]*|(?<!\p{L})(?:срочно|важно|urgent|asap)[.!]*\s*$/gu, 'HIGH'],
];
const QUOTES = /«[^»]*»|"[^"]*"|“[^”]*”|„[^“”]*[“”]/gu;
const EDGES = /^[\s,;:.—–-]+|[\s,;:—–-]+$/gu;

/**
 * Reads a line such as «Позвонить поставщику завтра в 10 !» or "Send the offer every Monday at 9", in both languages
 * whatever the interface's. What is quoted is never read, and a time that has passed is never made up: «в 10» at eleven is
 * tomorrow's. Null when nothing was typed.
 */
export function parseQuickAdd(typed: string, { now, timeZone }: { now: Date; timeZone: string }): QuickAdd | null {
  if (typed.trim() === '') return null;
  const clock: Clock = { now, timeZone, today: localDay(now, timeZone) };
  let text = comparable(typed).replace(QUOTES, (quoted) => QUOTED.repeat(quoted.length));
  const take = ({ start, end }: { start: number; end: number }) => {
    text = text.slice(0, start) + TAKEN.repeat(end - start) + text.slice(end);
  };

  const repeat = findAll(text, REPEAT_RULES, clock).at(0) ?? null;
  if (repeat) take(repeat);
  // the last one: «отчёт за 20 ноября сдать завтра»
  const date = findAll(text, DATE_RULES, clock).at(-1) ?? null;
  if (date) take(date);
  const times = date?.value.minutes === undefined ? findAll(text, TIME_RULES, clock) : [];
  const said = times.find((time) => isBeside(text, time)) ?? times.at(0) ?? null;
  const { due, time } = settle({ date: date?.value ?? null, time: said, repeat: repeat?.value ?? null }, clock);
  if (time) take(time);
  const priority = findPriority(text);

  const understood = [range(date, 'date'), range(time, 'time'), range(repeat, 'repeat'), range(priority, 'priority')]
    .filter((found) => found !== null)
    .sort((a, b) => a.start - b.start);
  const recurrence = repeat ? makeRecurrence(repeat.value, due?.day ?? null) : null;
  return { title: titleOf(typed, understood), due, priority: priority?.value ?? 'NORMAL', recurrence, understood };
}

/** Lower case with е for ё, letter for letter as long as what was typed. */
function comparable(typed: string): string {
  return typed
    .replace(/\p{Lu}/gu, (letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter))
    .replaceAll('ё', 'е')
    .replace(/[\u00a0\u202f\u0000\u0001]/g, ' ');
}

function isBeside(text: string, { start, end }: Found<unknown>): boolean {
  return new RegExp(`${TAKEN}[\\s,]*$`, 'u').test(text.slice(0, start)) || new RegExp(`^[\\s,]*${TAKEN}`, 'u').test(text.slice(end));
}

interface Said {
  date: FoundDate | null;
  time: Found<FoundTime> | null;
  repeat: FoundRepeat | null;
}

/** Day and time together. A time that has passed today and cannot be meant otherwise stays in the title: `time` is null. */
function settle({ date, time, repeat }: Said, { now, timeZone, today }: Clock): { due: Due | null; time: Found<FoundTime> | null } {
  const isToCome = (due: Due) => dueInstant(due, timeZone) > now;
  const minutes = date?.minutes ?? time?.value.minutes ?? null;
  if (repeat) {
    const rule = makeRecurrence(repeat, date?.day ?? today);
    const first = firstDay(rule, date?.day ?? today);
    const due = { day: first, minutes };
    if (isToCome(due)) return { due, time };
    return { due: { day: firstDay(rule, addDays(first, 1)), minutes }, time };
  }
  if (!date) {
    if (minutes === null) return { due: null, time };
    const due = { day: today, minutes };
    return { due: isToCome(due) ? due : { day: addDays(today, 1), minutes }, time };
  }
  const candidates = [minutes, ...(time?.value.isVague && minutes !== null && minutes < 720 ? [minutes + 720] : [])];
  const fitting = candidates.find((candidate) => isToCome({ day: date.day, minutes: candidate }));
  return fitting === undefined ? { due: { day: date.day, minutes: null }, time: null } : { due: { day: date.day, minutes: fitting }, time };
}

function findPriority(text: string): Found<TaskPriority> | null {
  for (const [pattern, value] of PRIORITIES) {
    const [match] = text.matchAll(pattern);
    if (match) return { start: match.index, end: match.index + match[0].length, value };
  }
  return null;
}

function range(found: Found<unknown> | null, kind: Understood['kind']): Understood | null {
  return found && { start: found.start, end: found.end, kind };
}

function titleOf(typed: string, understood: readonly Understood[]): string {
  let at = 0;
  let rest = '';
  for (const { start, end } of understood) {
    rest += `${typed.slice(at, start)} `;
    at = end;
  }
  const title = tidy(rest + typed.slice(at));
  return title.replace(EDGES, '') === '' ? shorten(typed.trim()) : shorten(title);
}

function tidy(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/ ([,;.!?])/gu, '$1').replace(/([,;])(?:\s*[,;])+/gu, '$1').replace(EDGES, '');
}

function shorten(title: string): string {
  return [...title].slice(0, TITLE_MAX).join('').trimEnd();
}
