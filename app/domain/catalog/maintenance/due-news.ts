import { SOON_HOURS, stateOfDue, type NextDue } from './next-due';
import type { Day } from '~/domain/behavior/local-day';

/** So early people are told; the page marks it earlier. */
export const NEWS_DAYS = 7;

/** What there is to tell of a plan today: that it is due within a week or a few hours of work, or that it is late. */
export function dueNews(next: NextDue, at: { today: Day; meterHours: string | null }): 'soon' | 'overdue' | null {
  const { state, daysLeft, hoursLeft } = stateOfDue(next, at);
  if (state === 'overdue') return 'overdue';
  const isSoon = (daysLeft !== null && daysLeft <= NEWS_DAYS) || (hoursLeft !== null && Number(hoursLeft) <= SOON_HOURS);
  return isSoon ? 'soon' : null;
}
