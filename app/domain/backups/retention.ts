export interface Keep {
  days: number;
  weeks: number;
  months: number;
}

/** Reads a setting such as "7d 4w 6m"; env.server.ts has checked its shape. */
export function parseKeep(text: string): Keep {
  const count = (unit: string) => Number(new RegExp(`(\\d+)${unit}`).exec(text)?.[1] ?? 0);
  return { days: count('d'), weeks: count('w'), months: count('m') };
}

const DAY_MS = 86_400_000;
/** 1970-01-05 was a Monday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

const spans = {
  days: (at: Date) => Math.floor(at.getTime() / DAY_MS),
  weeks: (at: Date) => Math.floor((at.getTime() - FIRST_MONDAY_MS) / (7 * DAY_MS)),
  months: (at: Date) => at.getUTCFullYear() * 12 + at.getUTCMonth(),
} as const;

/**
 * Which backups may go: of each of the last days, weeks (from Monday) and months that have any, the newest stays; days
 * are UTC's. A day without backups uses up none of the count, so a pause thins nothing out. The newest of all stays.
 */
export function chooseRemovals<T extends { madeAt: Date }>(backups: readonly T[], keep: Keep): T[] {
  const newestFirst = [...backups].sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime());
  const kept = new Set<T>(newestFirst.slice(0, 1));
  for (const unit of ['days', 'weeks', 'months'] as const) {
    const seen = new Set<number>();
    for (const backup of newestFirst) {
      const span = spans[unit](backup.madeAt);
      if (seen.has(span) || seen.size >= keep[unit]) continue;
      seen.add(span);
      kept.add(backup);
    }
  }
  return newestFirst.filter((backup) => !kept.has(backup));
}
