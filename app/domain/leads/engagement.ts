/** What the form's script measured, for one visitor who agreed to it. Missing figures count as zero. */
export interface EngagementFacts {
  /** Visible and focused time on the form, milliseconds. */
  activeMs: number;
  /** Visits of the form, this one included. */
  visits: number;
  /** Times that something typed was changed afterwards. */
  corrections?: number;
  /** Pauses before going on to the next field, milliseconds. */
  hesitationMs?: number;
}

export const ENGAGEMENT_HALF_LIFE_DAYS = 14;

const TIME_POINTS = 50;
const TIME_SCALE_MS = 180_000;
const RETURN_POINTS = 10;
const RETURN_POINTS_MAX = 30;
const CORRECTION_POINTS = 2;
const CORRECTION_POINTS_MAX = 10;
const HESITATION_MS_PER_POINT = 10_000;
const HESITATION_POINTS_MAX = 10;

/**
 * How much attention a visitor gave to the form: a whole number from 0 to 100, shown beside the score and never mixed
 * into it. Up to 50 points for active time (three minutes give 32, more time gives ever less), 10 for each return up to 30,
 * 2 for each correction up to 10, one for every 10 s of hesitation up to 10. Each part is capped, so that no single
 * habit makes a visitor look keen. Only with behaviour consent; the caller checks it. Rule: domain "Score", engagement.
 */
export function engagementScore(facts: EngagementFacts): number {
  const time = TIME_POINTS * (1 - Math.exp(-positive(facts.activeMs) / TIME_SCALE_MS));
  const returns = Math.min(RETURN_POINTS_MAX, RETURN_POINTS * Math.max(0, Math.floor(positive(facts.visits)) - 1));
  const corrections = Math.min(CORRECTION_POINTS_MAX, CORRECTION_POINTS * positive(facts.corrections));
  const hesitation = Math.min(HESITATION_POINTS_MAX, positive(facts.hesitationMs) / HESITATION_MS_PER_POINT);
  return Math.min(100, Math.round(time + returns + corrections + hesitation));
}

/** Engagement `ageDays` after the request was sent: half of it every 14 days, rounded. */
export function decayedEngagement(base: number, ageDays: number): number {
  return Math.round(Math.min(100, positive(base)) * 0.5 ** (positive(ageDays) / ENGAGEMENT_HALF_LIFE_DAYS));
}

function positive(value: number | undefined): number {
  return value !== undefined && value > 0 ? value : 0;
}
