/** Kinds of data with a period of their own, in the order of the settings page. */
export const RETENTION_KINDS = ['leads', 'spam', 'leadFiles', 'behavior', 'mail', 'notifications', 'signIns', 'trash', 'webhooks', 'exports'] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];

export interface RetentionBounds {
  /** Days; null: for ever. What the program does where nobody has chosen. */
  byDefault: number | null;
  min: number;
  max: number;
  mayBeForever: boolean;
}

const TEN_YEARS = 3_650;

/** What may be chosen. Behaviour: no visitor is remembered longer than 13 months, whatever is chosen. */
export const RETENTION: Record<RetentionKind, RetentionBounds> = {
  leads: { byDefault: null, min: 30, max: TEN_YEARS, mayBeForever: true },
  spam: { byDefault: null, min: 1, max: TEN_YEARS, mayBeForever: true },
  leadFiles: { byDefault: null, min: 7, max: TEN_YEARS, mayBeForever: true },
  behavior: { byDefault: 395, min: 1, max: 395, mayBeForever: false },
  mail: { byDefault: null, min: 7, max: TEN_YEARS, mayBeForever: true },
  notifications: { byDefault: 90, min: 7, max: 365, mayBeForever: false },
  signIns: { byDefault: 180, min: 7, max: 180, mayBeForever: false },
  trash: { byDefault: 30, min: 1, max: 365, mayBeForever: false },
  webhooks: { byDefault: 30, min: 1, max: 365, mayBeForever: false },
  exports: { byDefault: 7, min: 1, max: 30, mayBeForever: false },
};

export type RetentionDays = Record<RetentionKind, number | null>;

const DAY_MS = 86_400_000;

/** What is older than this moment goes; null: nothing goes. */
export function cutoff(days: number | null, now: Date): Date | null {
  return days === null ? null : new Date(now.getTime() - days * DAY_MS);
}

/** Whether the organisation may choose this. */
export function isAllowedPeriod(kind: RetentionKind, days: number | null): boolean {
  const { min, max, mayBeForever } = RETENTION[kind];
  return days === null ? mayBeForever : Number.isInteger(days) && days >= min && days <= max;
}

/** The period that holds: a stored one that is allowed (bounds may change with a new release), else the default. */
export function periodOf(kind: RetentionKind, stored: { days: number | null } | undefined): number | null {
  return stored && isAllowedPeriod(kind, stored.days) ? stored.days : RETENTION[kind].byDefault;
}
