const RETRY_MS = 3_600_000;

export interface LastRuns {
  /** Start of the last run that succeeded. */
  goodAt: Date | null;
  /** Start of the last run of any outcome. */
  triedAt: Date | null;
}

/**
 * The last time that the clock showed this, in the zone of the process.
 * @param at such as 03:00
 */
export function lastTimeOf(at: string, now: Date): Date {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const today = new Date(now);
  today.setHours(hours, minutes, 0, 0);
  if (today > now) today.setDate(today.getDate() - 1);
  return today;
}

/** Whether the daily backup is to be made now: none has succeeded since its time, and the last try is an hour old. */
export function isBackupDue(at: string, { goodAt, triedAt }: LastRuns, now: Date): boolean {
  const due = lastTimeOf(at, now);
  if (goodAt && goodAt >= due) return false;
  return !triedAt || triedAt < due || now.getTime() - triedAt.getTime() >= RETRY_MS;
}

/** Name of a backup that is made at this time; sorts by it. */
export function backupName(madeAt: Date, isEncrypted: boolean): string {
  return `teplo-${madeAt.toISOString().replace(/\.\d+Z$/, 'Z').replaceAll(':', '-')}.tar.gz${isEncrypted ? '.age' : ''}`;
}

/** The time in the name of a backup; null when the name is none of ours. */
export function timeOfBackup(name: string): Date | null {
  const [, day, hour, minute, second] = /^teplo-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.tar\.gz(?:\.age)?$/.exec(name) ?? [];
  const at = new Date(`${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at.getTime()) ? null : at;
}
