/** Seconds before each further try: half a minute at first, six hours at last. */
const DELAYS = [30, 120, 600, 1_800, 7_200, 21_600] as const;
/** Longer than that nobody is asked to wait. */
const LONGEST = 86_400;

/**
 * When to try again after so many tries; null: given up.
 * @param askedSeconds what the other side asked for, 0 without such a wish; obeyed where it is longer
 */
export function nextTry(attempts: number, { now, askedSeconds }: { now: Date; askedSeconds: number }): Date | null {
  const delay = DELAYS[attempts - 1];
  if (delay === undefined) return null;
  return new Date(now.getTime() + Math.max(delay, Math.min(askedSeconds, LONGEST)) * 1_000);
}
