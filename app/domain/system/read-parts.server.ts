import { mkdir, statfs } from 'node:fs/promises';
import path from 'node:path';
import { usualStorageLimit } from '~/domain/files/storage-limit.server';
import { COUNT_MAX } from '~/platform/db/count-up-to';
import { appliedMigrations, pendingMigrations } from '~/platform/db/migrations.mjs';
import { db, pool } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { isMailConfigured } from '~/platform/mail.server';
import { redis } from '~/platform/redis.server';
import { storage } from '~/platform/storage.server';
import { appVersion } from '~/platform/version.server';
import { thisInstance } from './heartbeat.server';
import { instanceStateSchema, INSTANCE_ROLES, SILENT_SECONDS } from './instance-state';
import { settlePart } from './part.server';
import type { BackupFacts, DatabaseFacts, DiskFacts, Instance, LimitsFacts, MailFacts, SlowFacts, StorageFacts, Versions } from './system-facts';

const TABLES = 8;
const SLOW = 10;

export async function readVersions(): Promise<Versions> {
  const directory = path.resolve('prisma/migrations');
  const [{ rows }, applied, pending] = await Promise.all([
    pool.query<{ version: string }>(`SELECT current_setting('server_version') AS "version"`),
    appliedMigrations(pool),
    pendingMigrations(pool, directory),
  ]);
  return { teplo: appVersion(), node: process.versions.node, postgres: rows[0]?.version ?? '', migrations: { applied: applied.length, pending: pending.length }, uptimeSeconds: Math.round(process.uptime()) };
}

/** All processes that were heard of in the last hour. */
export async function readInstances(): Promise<Instance[]> {
  const rows = await db.$queryRaw<(Omit<Instance, 'role' | 'state' | 'isThis'> & { role: string; state: unknown })[]>`
    SELECT "id", "host", "pid", "role", "version", "startedAt", "seenAt", "seenAt" > now() - ${SILENT_SECONDS} * interval '1 second' AS "isAlive", "state"
    FROM "AppInstance" ORDER BY "startedAt", "id" LIMIT 100`;
  return rows.map((row) => ({
    ...row,
    role: INSTANCE_ROLES.find((role) => role === row.role) ?? 'web',
    state: instanceStateSchema.safeParse(row.state).data ?? null,
    isThis: row.id === thisInstance(),
  }));
}

export async function readMail(): Promise<MailFacts> {
  const [counts] = await db.$queryRaw<{ waiting: number; failed: number; lastSentAt: Date | null }[]>`
    SELECT (SELECT count(*)::int FROM (SELECT FROM "MailMessage" WHERE "state" <> 'SENT' AND "state" IN ('HELD', 'QUEUED') LIMIT ${COUNT_MAX}) w) AS "waiting",
           (SELECT count(*)::int FROM (SELECT FROM "MailMessage" WHERE "state" <> 'SENT' AND "state" = 'FAILED' LIMIT ${COUNT_MAX}) f) AS "failed",
           (SELECT max("sentAt") FROM "MailMessage" WHERE "sentAt" IS NOT NULL) AS "lastSentAt"`;
  return { isConfigured: isMailConfigured(), waiting: counts?.waiting ?? 0, failed: counts?.failed ?? 0, lastSentAt: counts?.lastSentAt ?? null };
}

export async function readStorage(): Promise<StorageFacts> {
  const [use, answered] = await Promise.all([
    db.storageUse.aggregate({ _sum: { bytes: true }, _max: { bytes: true } }),
    // whether the file is there does not matter, but that there is an answer
    settlePart(async () => (await storage()).exists('system-check'), 1_500),
  ]);
  return { kind: env().S3_BUCKET ? 's3' : 'disk', usedBytes: Number(use._sum.bytes ?? 0), mostBytes: Number(use._max.bytes ?? 0), limitBytes: usualStorageLimit(), error: answered.ok ? null : answered.error };
}

export async function readDisk(): Promise<DiskFacts> {
  const directory = path.resolve(env().DATA_DIR);
  await mkdir(directory, { recursive: true });
  const { bsize, blocks, bavail } = await statfs(directory);
  return { totalBytes: bsize * blocks, freeBytes: bsize * bavail };
}

export async function readDatabase(): Promise<DatabaseFacts> {
  const asked = Date.now();
  const clock = await pool.query<{ now: Date }>('SELECT clock_timestamp() AS "now"');
  const heard = Date.now();
  const [facts, tables] = await Promise.all([
    pool.query<{ sizeBytes: string; connections: number; maxConnections: number }>(
      `SELECT pg_database_size(current_database()) AS "sizeBytes", (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS "connections",
              current_setting('max_connections')::int AS "maxConnections"`,
    ),
    // queues are parts of one table, each under a name that says nothing
    pool.query<{ name: string; sizeBytes: string; rows: string }>(
      `SELECT name AS "name", sum(bytes)::bigint AS "sizeBytes", sum(estimate)::bigint AS "rows" FROM (
         SELECT CASE WHEN n.nspname = 'pgboss' THEN 'pgboss' ELSE c.relname END AS name, pg_total_relation_size(c.oid) AS bytes, greatest(c.reltuples, pg_stat_get_live_tuples(c.oid), 0) AS estimate
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname IN ('public', 'pgboss')) t
       GROUP BY name ORDER BY 2 DESC LIMIT $1`,
      [TABLES],
    ),
  ]);
  const [row] = facts.rows;
  return {
    sizeBytes: Number(row?.sizeBytes ?? 0),
    connections: row?.connections ?? 0,
    maxConnections: row?.maxConnections ?? 0,
    tables: tables.rows.map(({ name, sizeBytes, rows }) => ({ name, sizeBytes: Number(sizeBytes), rows: Number(rows) })),
    // it answered about half-way between
    skewMs: Math.round((clock.rows[0]?.now.getTime() ?? heard) - (asked + heard) / 2),
  };
}

export async function readBackup(): Promise<BackupFacts> {
  const select = { startedAt: true, finishedAt: true, name: true, sizeBytes: true, isEncrypted: true, error: true } as const;
  const [good, newest] = await Promise.all([
    db.backupRun.findFirst({ where: { finishedAt: { not: null }, error: null, removedAt: null }, orderBy: { startedAt: 'desc' }, select }),
    db.backupRun.findFirst({ orderBy: { startedAt: 'desc' }, select }),
  ]);
  return {
    last: good && { at: good.finishedAt ?? good.startedAt, name: good.name, sizeBytes: good.sizeBytes === null ? null : Number(good.sizeBytes), isEncrypted: good.isEncrypted },
    failure: newest?.error ? { at: newest.finishedAt ?? newest.startedAt, error: newest.error } : null,
  };
}

export async function readSlow(): Promise<SlowFacts> {
  const since = new Date(Date.now() - 86_400_000);
  const [count, worst] = await Promise.all([
    db.slowQuery.count({ where: { at: { gte: since } } }),
    db.slowQuery.findMany({ where: { at: { gte: since } }, orderBy: [{ tookMs: 'desc' }, { id: 'desc' }], take: SLOW, select: { id: true, at: true, tookMs: true, sql: true, requestId: true } }),
  ]);
  return { count, worst };
}

export async function readLimits(): Promise<LimitsFacts> {
  const client = redis();
  if (!client) return { kind: 'local', error: null };
  const answered = await settlePart(() => client.ping(), 1_000);
  return { kind: 'redis', error: answered.ok ? null : answered.error };
}

/** Whether anybody may sign in with the password that the demo prints. */
export async function hasDemoUsers(): Promise<boolean> {
  return (await db.organization.findFirst({ where: { isDemo: true }, select: { id: true } })) !== null;
}
