import type { BackupFacts, DatabaseFacts, DiskFacts, Instance, LimitsFacts, MailFacts, StorageFacts } from './system-facts';

export const WARNINGS = ['database', 'storage', 'disk', 'worker', 'backupFailed', 'backup', 'limits', 'clock', 'demo', 'mail', 'address', 'proxy'] as const;
export type Warning = (typeof WARNINGS)[number];

const DISK_SHARE_MIN = 0.1;
const BACKUP_DAYS_MAX = 2;
const SKEW_MS_MAX = 2_000;
const DAY_MS = 86_400_000;

export interface WarningFacts {
  now: Date;
  /** Null: could not be read. */
  instances: readonly Instance[] | null;
  mail: Pick<MailFacts, 'isConfigured'> | null;
  storage: Pick<StorageFacts, 'error'> | null;
  disk: DiskFacts | null;
  database: Pick<DatabaseFacts, 'skewMs'> | null;
  backup: BackupFacts | null;
  limits: LimitsFacts | null;
  hasAppUrl: boolean;
  hasDemoUsers: boolean;
  /** A proxy names the visitor's address, and nobody believes it. */
  isProxyIgnored: boolean;
}

/** What whoever runs the installation should look after, the most urgent first. */
export function findWarnings(facts: WarningFacts): Warning[] {
  const { now, instances, storage, disk, database, backup, limits } = facts;
  const backupAgeMs = backup?.last ? now.getTime() - backup.last.at.getTime() : Infinity;
  const holds: Record<Warning, boolean> = {
    database: database === null,
    storage: storage === null || storage.error !== null,
    disk: disk !== null && disk.freeBytes < disk.totalBytes * DISK_SHARE_MIN,
    worker: instances !== null && !instances.some(({ isAlive, role }) => isAlive && role !== 'web'),
    backupFailed: backup?.failure != null,
    backup: backup !== null && backupAgeMs > BACKUP_DAYS_MAX * DAY_MS,
    limits: limits !== null && limits.error !== null,
    clock: database !== null && Math.abs(database.skewMs) > SKEW_MS_MAX,
    demo: facts.hasDemoUsers,
    mail: facts.mail !== null && !facts.mail.isConfigured,
    address: !facts.hasAppUrl,
    proxy: facts.isProxyIgnored,
  };
  return WARNINGS.filter((warning) => holds[warning]);
}
