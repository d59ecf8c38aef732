import { randomUUID } from 'node:crypto';
import PgBoss from 'pg-boss';
import type { z } from 'zod';
import { Prisma } from '~/generated/prisma/client';
import { pool, type SqlRunner } from '../db.server';
import { currentRequestId } from '../http/current-request';
import { log } from '../log.server';
import { publish } from '../notify-bus.server';
import { definedJobs, type Job } from './registry';
import { stampRequest } from './request-stamp';

/** On this channel of the notify bus the name of a queue says: there is work. */
export const WAKE_CHANNEL = 'jobs';
/** Any constant: processes that start at once must agree on it. */
const INSTALL_LOCK = 7_453_002;
const DAY_SECONDS = 60 * 60 * 24;

export interface EnqueueOptions {
  startAfter?: Date;
  /** Higher first. */
  priority?: number;
  /** With singletonSeconds: at most one job of this key in such a span; further ones are dropped. */
  singletonKey?: string;
  singletonSeconds?: number;
}

/** pg-boss on the application's own pool. Only the supervising one expires and archives jobs. */
export function createBoss({ supervise }: { supervise: boolean }): PgBoss {
  const boss = new PgBoss({
    db: { executeSql: (text: string, values: unknown[]) => pool.query(text, values) },
    supervise,
    maintenanceIntervalSeconds: 30,
    // its cron leaves promises without a catch, which would end the process when the database goes away
    schedule: false,
    archiveCompletedAfterSeconds: DAY_SECONDS,
    // what failed stays where a person sees it
    archiveFailedAfterSeconds: 7 * DAY_SECONDS,
    deleteAfterDays: 7,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'job queue'));
  return boss;
}

let producer: Promise<PgBoss> | undefined;
let installing: Promise<void> | undefined;
const installed = new Set<string>();

/** The sending side, with its schema and queues in place; makes them at first use, in no transaction of the caller's. */
async function readyProducer(): Promise<PgBoss> {
  try {
    producer ??= alone(() => createBoss({ supervise: false }).start());
    const boss = await producer;
    while (definedJobs().some(({ name }) => !installed.has(name))) {
      installing ??= alone(() => installMissing(boss)).finally(() => (installing = undefined));
      await installing;
    }
    return boss;
  } catch (error) {
    resetProducer();
    throw error;
  }
}

/** One after another: two queues made at once lock the table of queues against each other, also from two processes. */
async function installMissing(boss: PgBoss): Promise<void> {
  for (const job of definedJobs()) {
    if (installed.has(job.name)) continue;
    const options = {
      name: job.name,
      retryLimit: job.retryLimit,
      retryDelay: job.retryDelaySeconds,
      retryBackoff: true,
      expireInSeconds: job.expireInSeconds,
    };
    await boss.createQueue(job.name, options);
    await boss.updateQueue(job.name, options);
    installed.add(job.name);
  }
}

/** While this runs no other process does the same. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [INSTALL_LOCK]);
    const result = await work();
    await client.query('SELECT pg_advisory_unlock($1)', [INSTALL_LOCK]);
    client.release();
    return result;
  } catch (error) {
    // the lock ends with its session
    client.release(true);
    throw error;
  }
}

/** Makes the schema and the queues of all defined jobs, so that the first request need not. */
export async function installQueues(): Promise<void> {
  await readyProducer();
}

/** Forgets the sending side; the next use starts with the database that is there then. */
export function resetProducer(): void {
  producer = undefined;
  installed.clear();
}

/**
 * Writes a job within the caller's transaction: it runs if and only if that commits. Throws ZodError for data that do
 * not fit the job's schema.
 * @returns the job's id; null when a singleton key dropped it
 */
export async function enqueue<S extends z.ZodType>(
  tx: SqlRunner,
  job: Job<S>,
  data: z.input<S>,
  { startAfter, priority, singletonKey, singletonSeconds }: EnqueueOptions = {},
): Promise<string | null> {
  job.schema.parse(data);
  const boss = await readyProducer();
  const id = randomUUID();
  let inserted = 0;
  const executeSql = async (text: string, values: unknown[]) => {
    inserted = await tx.$executeRaw(toPrismaSql(text, values));
    return { rows: [] };
  };
  const row = { id, name: job.name, data: stampRequest(data as object, currentRequestId()), startAfter, priority, singletonKey, singletonSeconds };
  await boss.insert([withoutUndefined(row)], { db: { executeSql } });
  if (inserted === 0) {
    if (singletonKey) return null;
    throw new Error(`the queue ${job.name} does not exist`);
  }
  if (!startAfter) await publish(tx, WAKE_CHANNEL, job.name);
  return id;
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/**
 * Turns `… $1 … $2 …` into a tagged statement. A number that occurs twice would become two parameters, of which
 * PostgreSQL may infer different types: refused, pg-boss's insert has none.
 */
export function toPrismaSql(text: string, values: unknown[] = []): Prisma.Sql {
  const parts = text.split(/\$(\d+)/);
  const strings = parts.filter((_part, index) => index % 2 === 0);
  const positions = parts.filter((_part, index) => index % 2 === 1).map(Number);
  if (new Set(positions).size !== positions.length) throw new Error('a parameter occurs twice in the statement');
  const parameters = positions.map((position) => values[position - 1] ?? null);
  return new Prisma.Sql(strings, parameters as Prisma.Sql['values']);
}
