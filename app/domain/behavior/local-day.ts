/** A day of the calendar, YYYY-MM-DD. */
export type Day = string;
/** Days of the organisation's time zone, half-open: `to` is the first day that is not in it. */
export interface DayRange {
  from: Day;
  to: Day;
}

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant in an IANA time zone. */
export function localDay(instant: Date, timeZone: string): Day {
  let format = formats.get(timeZone);
  if (!format) formats.set(timeZone, (format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })));
  return format.format(instant);
}

/** The day `count` days later, or earlier when negative. */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** The `length` days that end with the given one. */
export function daysUntil(last: Day, length: number): DayRange {
  return { from: addDays(last, 1 - length), to: addDays(last, 1) };
}

export function firstOfMonth(day: Day): Day {
  return `${day.slice(0, 7)}-01`;
}

export function nextMonth(day: Day): Day {
  return firstOfMonth(addDays(firstOfMonth(day), 32));
}

/** Cuts a range into the whole months inside it and the days left over at its edges. */
export function splitMonths({ from, to }: DayRange): { months: DayRange | null; edges: DayRange[] } {
  const first = from === firstOfMonth(from) ? from : nextMonth(from);
  const end = firstOfMonth(to);
  if (first >= end) return { months: null, edges: [{ from, to }] };
  const edges = [{ from, to: first }, { from: end, to }].filter((edge) => edge.from < edge.to);
  return { months: { from: first, to: end }, edges };
}
