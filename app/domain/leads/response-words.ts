/** When the answer comes, seen from the visitor's side. */
export type ResponseWords = 'today' | 'tomorrow' | 'later' | 'late';

/**
 * How far away the promised moment is, in local days of the organisation.
 * @param timeZone IANA name
 */
export function sayResponse(dueAt: Date, now: Date, timeZone: string): ResponseWords {
  if (dueAt < now) return 'late';
  const days = localDay(dueAt, timeZone) - localDay(now, timeZone);
  if (days === 0) return 'today';
  return days === 1 ? 'tomorrow' : 'later';
}

function localDay(at: Date, timeZone: string): number {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}
