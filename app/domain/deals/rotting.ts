import type { DealRecord } from './deal-command';

const DAY = 86_400_000;

/** For how many whole days nobody has changed the deal or done anything about it, when that is longer than its stage allows; else null. */
export function idleDays({ state, updatedAt, lastActivityAt }: Pick<DealRecord, 'state' | 'updatedAt' | 'lastActivityAt'>, rotDays: number | null, now: Date): number | null {
  if (state !== 'IN_PROGRESS' || rotDays === null) return null;
  const last = Math.max(updatedAt.getTime(), lastActivityAt?.getTime() ?? 0);
  const quiet = (now.getTime() - last) / DAY;
  return quiet > rotDays ? Math.floor(quiet) : null;
}
