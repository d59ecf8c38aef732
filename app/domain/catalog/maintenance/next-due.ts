import { Decimal } from 'decimal.js';
import { addDays, type Day } from '~/domain/behavior/local-day';

/** How often something is to be done, and when it was done last; hours are readings of the meter, as decimal text. */
export interface PlanTimes {
  everyDays: number | null;
  everyHours: string | null;
  lastDay: Day | null;
  lastHours: string | null;
}

export interface NextDue {
  nextDay: Day | null;
  nextHours: string | null;
}

/** The highest reading that is kept. */
const METER_MAX = '999999999.9';

/**
 * When it is to be done next: so many days after it was done last, and at so many hours more on the meter. What was never
 * done counts from the day on which the plan was made, and from an empty meter. A reading that no meter comes to is none.
 */
export function nextDue({ everyDays, everyHours, lastDay, lastHours }: PlanTimes, madeOn: Day): NextDue {
  const hours = everyHours === null ? null : new Decimal(lastHours ?? 0).plus(everyHours);
  return {
    nextDay: everyDays === null ? null : addDays(lastDay ?? madeOn, everyDays),
    nextHours: hours?.lte(METER_MAX) ? hours.toFixed() : null,
  };
}

/** So early the page begins to remind. */
export const SOON_DAYS = 14;
export const SOON_HOURS = 25;

export const DUE_STATES = ['overdue', 'soon', 'later', 'unknown'] as const;
export type DueState = (typeof DUE_STATES)[number];

export interface Due {
  /** `unknown`: it goes by the meter, and nobody has read that yet. */
  state: DueState;
  /** Days until it is due; negative when it should have been done. Null: it does not go by days. */
  daysLeft: number | null;
  /** The same by the meter, decimal text; null also where the meter was never read. */
  hoursLeft: string | null;
}

const URGENCY: readonly DueState[] = ['later', 'soon', 'overdue'];

/** How a plan stands today by the last reading of the meter: whichever comes first counts. */
export function stateOfDue({ nextDay, nextHours }: NextDue, { today, meterHours }: { today: Day; meterHours: string | null }): Due {
  const daysLeft = nextDay === null ? null : Math.round((Date.parse(nextDay) - Date.parse(today)) / 86_400_000);
  const hoursLeft = nextHours === null || meterHours === null ? null : new Decimal(nextHours).minus(meterHours);
  // due on the day itself is not late yet; a meter that has come to the mark is
  const byDay: DueState | null = daysLeft === null ? null : daysLeft < 0 ? 'overdue' : daysLeft <= SOON_DAYS ? 'soon' : 'later';
  const byHours: DueState | null = hoursLeft === null ? null : hoursLeft.lte(0) ? 'overdue' : hoursLeft.lte(SOON_HOURS) ? 'soon' : 'later';
  const worst = Math.max(...[byDay, byHours].map((state) => (state ? URGENCY.indexOf(state) : -1)));
  return { state: URGENCY[worst] ?? 'unknown', daysLeft, hoursLeft: hoursLeft?.toFixed() ?? null };
}
