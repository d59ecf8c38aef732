/** How many failures cost nothing, and how long each further one blocks. */
export interface DelayRule {
  /** The failure with this number is the first to block. */
  free: number;
  /** Seconds; the last one stays. */
  delays: readonly number[];
  /** Failures are forgotten after this many seconds without another. */
  forgetAfter: number;
}

const delays = [30, 60, 120, 300, 900] as const;

/** One person's account: five wrong passwords, then waiting. */
export const ACCOUNT_RULE: DelayRule = { free: 5, delays, forgetAfter: 24 * 3600 };
/** One address, behind which a whole office or mobile network may sit: wider, and sooner forgotten. */
export const ADDRESS_RULE: DelayRule = { free: 25, delays, forgetAfter: 3600 };

/** Seconds for which the n-th failure in a row blocks. The statement in sign-in-throttle.server.ts does the same. */
export function delayAfter(failures: number, rule: DelayRule): number {
  if (failures < rule.free) return 0;
  return rule.delays[Math.min(failures - rule.free, rule.delays.length - 1)] ?? 0;
}
