const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** After the first failed try, the second, …; the last one for all further ones. */
export const RETRY_DELAYS_MS: readonly number[] = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS];
/** How long a delivery is tried. */
export const GIVE_UP_AFTER_MS = 24 * HOUR_MS;

/**
 * When a delivery that has just failed is tried again; null when its day is over.
 * @param attempts how often it has been tried since `startedAt`, the failed try included
 */
export function nextTryAt({ startedAt, attempts, now }: { startedAt: Date; attempts: number; now: Date }): Date | null {
  const delay = RETRY_DELAYS_MS[Math.min(attempts, RETRY_DELAYS_MS.length) - 1] ?? MINUTE_MS;
  const next = new Date(now.getTime() + delay);
  return next.getTime() - startedAt.getTime() > GIVE_UP_AFTER_MS ? null : next;
}
