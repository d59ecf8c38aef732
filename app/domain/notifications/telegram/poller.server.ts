import type { Bot } from 'grammy';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { beforeDatabaseCloses } from '~/platform/db.server';
import { log } from '~/platform/log.server';
import { createBot } from './bot.server';
import { askTelegram, grammySignal, isTelegramConfigured, TelegramError, withoutToken } from './telegram-client.server';

/** PostgreSQL's lock that the one process holds which listens to Telegram: a number of our own. */
const LEADER_LOCK = 7_352_001;
/** For how long Telegram holds the question when there is no news. */
const HOLD_SECONDS = 25;
const FOLLOWER_PAUSE_MS = 10_000;
const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 60_000;
/** A wrong token, or another program that listens to the same bot: no use in asking every second. */
const REFUSED_PAUSE_MS = 5 * 60_000;
/** A message that cannot be handled although the database answers must not keep all others waiting. */
const MAX_TRIES = 5;

export interface Poller {
  /** Resolves when the message in hand is done and Telegram knows how far we are. */
  stop: () => Promise<void>;
}

let running: Poller | undefined;

/** Listens to the bot, if there is one. Of several processes one does, the next takes over when it ends. */
export function startTelegramBot(): void {
  if (running || !isTelegramConfigured()) return;
  const own = pollTelegram();
  running = own;
  beforeDatabaseCloses(async () => {
    if (running === own) running = undefined;
    await own.stop();
  });
}

/** @param pauseMs how long a process waits before it tries again to become the one that listens */
export function pollTelegram({ pauseMs = FOLLOWER_PAUSE_MS, holdSeconds = HOLD_SECONDS }: { pauseMs?: number; holdSeconds?: number } = {}): Poller {
  const ending = new AbortController();
  const ended = keepListening(ending.signal, { pauseMs, holdSeconds });
  return {
    stop: () => {
      ending.abort();
      return ended;
    },
  };
}

async function keepListening(signal: AbortSignal, { pauseMs, holdSeconds }: { pauseMs: number; holdSeconds: number }): Promise<void> {
  for (let pause = FIRST_PAUSE_MS; !signal.aborted; ) {
    let wait = pauseMs;
    const lead = await takeLead();
    if (lead) {
      try {
        await listen(AbortSignal.any([signal, lead.lost]), { holdSeconds, onNews: () => (pause = FIRST_PAUSE_MS) });
      } catch (error) {
        const cause = withoutToken(error);
        if (!signal.aborted) log.warn({ err: cause }, 'the Telegram bot cannot listen');
        wait = waitFor(cause, pause);
        pause = Math.min(pause * 2, MAX_PAUSE_MS);
      } finally {
        await lead.release();
      }
    }
    await rest(wait, signal);
  }
}

function waitFor(cause: unknown, pause: number): number {
  if (!(cause instanceof TelegramError)) return pause;
  if (cause.retryAfter !== null) return cause.retryAfter * 1_000;
  return cause.status === 401 || cause.status === 404 || cause.status === 409 ? REFUSED_PAUSE_MS : pause;
}

const rest = (milliseconds: number, signal: AbortSignal) => sleep(milliseconds, undefined, { signal }).catch(() => {});

/** Tries to become the one process that listens. The lock lives as long as its connection: a database that restarts takes it away. */
async function takeLead(): Promise<{ lost: AbortSignal; release: () => Promise<void> } | null> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL, keepAlive: true });
  const losing = new AbortController();
  client.on('error', () => {}); // 'end' follows
  client.on('end', () => losing.abort());
  const release = () => client.end().catch(() => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ isOurs: boolean }>('SELECT pg_try_advisory_lock($1) AS "isOurs"', [LEADER_LOCK]);
    if (rows[0]?.isOurs) return { lost: losing.signal, release };
  } catch (error) {
    log.debug({ err: error }, 'the database does not answer the Telegram bot');
  }
  await release();
  return null;
}

/**
 * Takes messages in order until told to stop. A message counts as read only when it is handled: what a process leaves
 * when it dies, the next one gets.
 */
async function listen(signal: AbortSignal, { holdSeconds, onNews }: { holdSeconds: number; onNews: () => void }): Promise<void> {
  const bot = await createBot(signal);
  let offset = 0;
  try {
    while (!signal.aborted) {
      const updates = await askForNews(bot, { offset, timeout: holdSeconds }, signal);
      onNews();
      for (const update of updates) {
        if (signal.aborted) return;
        await handle(bot, update, signal);
        offset = update.update_id + 1;
      }
    }
  } finally {
    if (offset > 0) await askTelegram((api) => api.getUpdates({ offset, limit: 1, timeout: 0 })).catch(() => {});
  }
}

type Update = Parameters<Bot['handleUpdate']>[0];

async function askForNews(bot: Bot, { offset, timeout }: { offset: number; timeout: number }, signal: AbortSignal): Promise<Update[]> {
  try {
    return await bot.api.getUpdates({ offset, timeout, allowed_updates: ['message', 'my_chat_member'] }, grammySignal(signal));
  } catch (error) {
    if (signal.aborted) return [];
    throw withoutToken(error);
  }
}

async function handle(bot: Bot, update: Update, signal: AbortSignal): Promise<void> {
  for (let tries = 1; !signal.aborted; tries++) {
    try {
      return await bot.handleUpdate(update);
    } catch (error) {
      log.error({ err: withoutToken(error), updateId: update.update_id }, 'a message to the Telegram bot could not be handled');
      if (tries >= MAX_TRIES) return;
      await rest(FIRST_PAUSE_MS * tries, signal);
    }
  }
  throw new Error('the Telegram bot stopped within a message');
}
