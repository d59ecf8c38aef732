import type { InstanceRole, InstanceState } from './instance-state';

export interface Versions {
  teplo: string;
  node: string;
  postgres: string;
  migrations: { applied: number; pending: number };
  /** Of the process that answers, seconds. */
  uptimeSeconds: number;
}

export interface Instance {
  id: string;
  host: string;
  pid: number;
  role: InstanceRole;
  version: string;
  startedAt: Date;
  seenAt: Date;
  /** It was heard of lately. */
  isAlive: boolean;
  /** The process that answers. */
  isThis: boolean;
  /** Null: of a version that says it otherwise. */
  state: InstanceState | null;
}

export interface MailFacts {
  isConfigured: boolean;
  /** Counted to 10,000. */
  waiting: number;
  failed: number;
  lastSentAt: Date | null;
}

export interface StorageFacts {
  kind: 'disk' | 's3';
  /** Of all organisations. */
  usedBytes: number;
  /** Of the organisation that has the most. */
  mostBytes: number;
  /** What one organisation may take up by default; null: no limit. */
  limitBytes: number | null;
  /** Why the storage does not answer; null: it does. */
  error: string | null;
}

/** Of the file system that holds DATA_DIR. */
export interface DiskFacts {
  totalBytes: number;
  freeBytes: number;
}

export interface DatabaseFacts {
  sizeBytes: number;
  connections: number;
  maxConnections: number;
  tables: { name: string; sizeBytes: number; rows: number }[];
  /** Its clock less that of this process, milliseconds. */
  skewMs: number;
}

export interface BackupFacts {
  last: { at: Date; name: string; sizeBytes: number | null; isEncrypted: boolean } | null;
  /** The newest try, where it failed. */
  failure: { at: Date; error: string } | null;
}

export interface SlowFacts {
  /** Of the last 24 hours. */
  count: number;
  worst: { id: string; at: Date; tookMs: number; sql: string; requestId: string | null }[];
}

/** Where limits of requests are counted: `local`: without Redis, some in the database and some in each process. */
export interface LimitsFacts {
  kind: 'redis' | 'local';
  /** Why Redis does not answer; null: it does, or is not used. */
  error: string | null;
}
