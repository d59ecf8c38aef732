import { minutesOfDay, type ResponseClock } from '~/domain/leads/response-clock.schema';
import { localDay, minutesAt, weekdayOf, type Day } from '~/domain/time/zoned-time';

/**
 * The day whose morning round is due: today, once the organisation has opened; null before that, and on days on which it
 * stays closed: what is found then is told on the next day of work.
 */
export function roundDay({ openings, holidays }: Pick<ResponseClock, 'openings' | 'holidays'>, timeZone: string, now: Date): Day | null {
  const today = localDay(now, timeZone);
  if (holidays.includes(today)) return null;
  const opens = openings.filter(({ day }) => day === weekdayOf(today)).map((opening) => minutesOfDay(opening.opens));
  return opens.length > 0 && minutesAt(now, timeZone) >= Math.min(...opens) ? today : null;
}
