import pg from 'pg';
import { beforeDatabaseCloses, type SqlRunner } from './db.server';
import { log } from './log.server';

/** All messages share one channel of PostgreSQL, so that a process needs one LISTEN however many pages are open. */
const PG_CHANNEL = 'teplo_bus';
/** PostgreSQL refuses payloads of 8000 bytes and more. */
const MAX_BYTES = 7_900;
const HEARTBEAT_MS = 30_000;
const FIRST_PAUSE_MS = 250;
const MAX_PAUSE_MS = 10_000;

export interface Subscriber {
  onMessage: (payload: unknown) => void;
  /** The connection was lost for a while: what was published meanwhile is missing. */
  onGap?: () => void;
}

const subscribers = new Map<string, Set<Subscriber>>();
let listener: ReturnType<typeof listen> | undefined;

/**
 * Sends a small JSON value to the subscribers of all processes when the transaction commits; nothing when it rolls
 * back. PostgreSQL commits notifying transactions one after the other: not for hot paths. Throws RangeError past 7.9 kB.
 */
export async function publish(tx: SqlRunner, channel: string, payload: unknown): Promise<void> {
  const text = JSON.stringify([channel, payload]);
  if (Buffer.byteLength(text) > MAX_BYTES) throw new RangeError(`message on ${channel} is too long to publish`);
  await tx.$executeRaw`SELECT pg_notify(${PG_CHANNEL}, ${text})`;
}

/** Hears what is published on a channel from now on. Returns the function that ends it. */
export function subscribe(channel: string, subscriber: Subscriber | Subscriber['onMessage']): () => void {
  const entry = typeof subscriber === 'function' ? { onMessage: subscriber } : subscriber;
  const entries = subscribers.get(channel) ?? new Set();
  subscribers.set(channel, entries.add(entry));
  listener ??= listen();
  return () => {
    entries.delete(entry);
    if (entries.size === 0 && subscribers.get(channel) === entries) subscribers.delete(channel);
  };
}

/** Resolves when the process listens: messages published after that are heard. */
export async function busReady(): Promise<void> {
  await listener?.ready;
}

function deliver(text: string): void {
  const [channel, payload] = JSON.parse(text) as [string, unknown];
  for (const { onMessage } of subscribers.get(channel) ?? []) guarded(() => onMessage(payload));
}

function announceGap(): void {
  for (const { onGap } of [...subscribers.values()].flatMap((entries) => [...entries])) guarded(() => onGap?.());
}

/** One subscriber's mistake must not silence the others. */
function guarded(call: () => void): void {
  try {
    call();
  } catch (error) {
    log.error({ err: error }, 'a subscriber of the notify bus failed');
  }
}

/** Keeps one listening connection until it is closed, however often the database goes away. */
function listen() {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let connections = 0;
  let pause = FIRST_PAUSE_MS;
  let markReady: () => void;
  const ready = new Promise<void>((resolve) => (markReady = resolve));

  async function connect() {
    const own = new pg.Client({ connectionString: process.env.DATABASE_URL, keepAlive: true });
    client = own;
    own.on('error', () => {}); // 'end' follows
    own.on('end', () => client === own && retry());
    own.on('notification', ({ payload }) => payload && deliver(payload));
    try {
      await own.connect();
      await own.query(`LISTEN ${PG_CHANNEL}`);
    } catch {
      return own.end().catch(retry);
    }
    pause = FIRST_PAUSE_MS;
    if (connections++ > 0) announceGap();
    markReady();
    beat(own);
  }

  /** A connection that died silently is noticed by asking. */
  function beat(own: pg.Client) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      own.query('SELECT 1').then(
        () => client === own && !isClosed && beat(own),
        () => own.end().catch(() => {}),
      );
    }, HEARTBEAT_MS);
    timer.unref();
  }

  function retry() {
    client = undefined;
    clearTimeout(timer);
    if (isClosed) return;
    timer = setTimeout(() => void connect(), pause);
    timer.unref();
    pause = Math.min(pause * 2, MAX_PAUSE_MS);
  }

  async function close() {
    isClosed = true;
    listener = undefined;
    clearTimeout(timer);
    await client?.end().catch(() => {});
  }

  beforeDatabaseCloses(close);
  void connect();
  return { ready, close };
}
