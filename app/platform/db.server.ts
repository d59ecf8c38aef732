import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from '~/generated/prisma/client';
import { bindToOrganization } from './db/organization-wall';
import { traceQueries, TracedPool, type SlowStatement } from './db/trace-queries';
import { poolEnv } from './env.server';

const CONNECT_TIMEOUT_MS = 5_000;
const IDLE_TIMEOUT_MS = 30_000;
const MAX_BOUND_CLIENTS = 500;

interface Connection {
  pool: pg.Pool;
  client: PrismaClient;
  bound: Map<string, OrgDb>;
}

/** A client that sees and writes the rows of one organisation only. */
export type OrgDb = ReturnType<typeof bindToOrganization>;
/** The same inside `orgDb(id).$transaction(async (tx) => …)`. */
export type OrgTx = Omit<OrgDb, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;
/** Whatever can run tagged raw SQL: a client or a transaction, bound or not. */
export type SqlRunner = Pick<PrismaClient, '$executeRaw' | '$queryRaw'>;

// Kept on globalThis: the development server evaluates this module again at each change.
const holder = globalThis as typeof globalThis & { teploDatabase?: Connection };

function connection(): Connection {
  holder.teploDatabase ??= connect();
  return holder.teploDatabase;
}

function connect(): Connection {
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString) throw new Error('DATABASE_URL is not set: start the server through its start script');
  const settings = poolEnv();
  const pool = new TracedPool({
    connectionString,
    max: settings.DATABASE_POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
  });
  // An idle connection that breaks is dropped by the pool; without a listener the process would end.
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    // The same for a connection in use, whose query fails with the error anyway.
    client.on('error', () => {});
    traceQueries(client, { slowMs: settings.SLOW_QUERY_MS, timeoutMs: settings.STATEMENT_TIMEOUT_SECONDS * 1000, onSlow: (statement) => slowListener?.(statement) });
  });
  return { pool, client: new PrismaClient({ adapter: new PrismaPg(pool) }), bound: new Map() };
}

/** Stands for an object that is made at first use, when the server's start has set DATABASE_URL. */
function lazy<T extends object>(resolve: () => T): T {
  return new Proxy({} as T, {
    get(_target, key) {
      const owner = resolve();
      const value: unknown = Reflect.get(owner, key);
      return typeof value === 'function' ? value.bind(owner) : value;
    },
    has: (_target, key) => Reflect.has(resolve(), key),
  });
}

/** The pool that the Prisma client uses too, for the hot paths that speak SQL themselves. */
export const pool: pg.Pool = lazy(() => connection().pool);

/** The unbound client: only for what belongs to no organisation (users, sessions) and for finding organisations. */
export const db: PrismaClient = lazy(() => connection().client);

/**
 * The client for one organisation's rows: adds the organisation to every read and write, also within `$transaction`,
 * and throws OrganizationWallError at whatever names another one. Raw SQL is not covered: name the organisation there.
 */
export function orgDb(organizationId: string): OrgDb {
  const { bound, client } = connection();
  const known = bound.get(organizationId);
  if (known) return known;
  const made = bindToOrganization(client, organizationId);
  if (bound.size >= MAX_BOUND_CLIENTS) bound.delete(bound.keys().next().value ?? '');
  bound.set(organizationId, made);
  return made;
}

let slowListener: ((statement: SlowStatement) => void) | undefined;

/** Hands every statement that took at least SLOW_QUERY_MS to one listener. */
export function onSlowStatement(listener: (statement: SlowStatement) => void): void {
  slowListener = listener;
}

const closers = new Set<() => Promise<void>>();

/** For what holds connections of its own: called before the pool closes. */
export function beforeDatabaseCloses(close: () => Promise<void>): void {
  closers.add(close);
}

/** Closes every connection; the next use opens new ones. */
export async function closeDatabase(): Promise<void> {
  await Promise.all([...closers].map((close) => close()));
  const current = holder.teploDatabase;
  if (!current) return;
  holder.teploDatabase = undefined;
  await current.client.$disconnect();
  await current.pool.end();
}

export { isDatabaseDown } from './db/database-errors';
export { OrganizationWallError } from './db/organization-wall';
export type { SlowStatement } from './db/trace-queries';
