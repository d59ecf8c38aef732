import { Api, BotError, GrammyError, type Bot } from 'grammy';
import { env } from '~/platform/env.server';

const ANSWER_TIMEOUT_SECONDS = 15;

/**
 * Why Telegram did not do what it was asked. The library's own errors carry the address of the request, and with it the
 * bot's token: none of them leaves this module.
 */
export class TelegramError extends Error {
  override name = 'TelegramError';
  constructor(
    message: string,
    /** Of the answer; null when there was none. */
    readonly status: number | null,
    /** Seconds that Telegram asks to wait; null when it does not. */
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }
}

export function isTelegramConfigured(): boolean {
  return env().TELEGRAM_BOT_TOKEN !== undefined;
}

/** What reaches the Bot API: the token, and how. */
export function telegramAccess(timeoutSeconds = ANSWER_TIMEOUT_SECONDS) {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_URL: apiRoot } = env();
  if (!token) throw new TelegramError('TELEGRAM_BOT_TOKEN is not set', null);
  return { token, client: { apiRoot, timeoutSeconds } };
}

let known: { token: string; apiRoot: string; api: Api } | undefined;

function telegramApi(): Api {
  const { token, client } = telegramAccess();
  if (known?.token !== token || known.apiRoot !== client.apiRoot) known = { token, apiRoot: client.apiRoot, api: new Api(token, client) };
  return known.api;
}

/** Asks Telegram something. @throws {TelegramError} */
export async function askTelegram<T>(ask: (api: Api) => Promise<T>): Promise<T> {
  try {
    return await ask(telegramApi());
  } catch (error) {
    throw withoutToken(error);
  }
}

/** The same failure without anything of the request. Failures that are not Telegram's stay as they are. */
export function withoutToken(error: unknown): unknown {
  const cause = error instanceof BotError ? (error.error as unknown) : error;
  if (cause instanceof TelegramError) return cause;
  if (cause instanceof GrammyError) return new TelegramError(`Telegram: ${cause.error_code} ${cause.description}`, cause.error_code, cause.parameters.retry_after ?? null);
  if (cause instanceof Error && cause.name === 'HttpError') return new TelegramError('Telegram did not answer', null);
  return cause;
}

let botName: { token: string; name: string } | undefined;

/** The bot's name, without @: asked once. @throws {TelegramError} */
export async function findBotName(): Promise<string> {
  const { token } = telegramAccess();
  if (botName?.token === token) return botName.name;
  const { username } = await askTelegram((api) => api.getMe());
  botName = { token, name: username };
  return username;
}

type GrammySignal = Parameters<Bot['init']>[0];

/** The library's types know the signals of a polyfill only; it takes the platform's. */
export function grammySignal(signal: AbortSignal): GrammySignal {
  return signal as unknown as GrammySignal;
}
