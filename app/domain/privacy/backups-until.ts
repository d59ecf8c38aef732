import { parseKeep } from '~/domain/backups/retention';

const DAY_MS = 86_400_000;
const [WEEK, MONTH] = [7, 31];

/** Until when a backup from before a moment may still be kept. @param keep BACKUP_KEEP, for example "7d 4w 6m" */
export function backupsHoldUntil(at: Date, keep: string): Date {
  const { days, weeks, months } = parseKeep(keep);
  return new Date(at.getTime() + Math.max(days, weeks * WEEK, months * MONTH) * DAY_MS);
}
