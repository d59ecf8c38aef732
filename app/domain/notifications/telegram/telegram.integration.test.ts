import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeOrganization, makeUser } from '../../../../prisma/factories';
import { BOT_TOKEN, startTelegram, type TelegramStandIn } from '../../../../test/stand-ins/telegram';
import { db, orgDb } from '~/platform/db.server';
import { log } from '~/platform/log.server';
import { RetryLater, type OutgoingNotice } from '../channels/channel';
import { telegramChannel } from '../channels/telegram.server';
import { createTelegramCode, findTelegram, linkTelegram, unlinkTelegram } from './links.server';
import { pollTelegram, type Poller } from './poller.server';
import { findBotName } from './telegram-client.server';

const settings = vi.hoisted(() => ({ TELEGRAM_API_URL: '' }));
vi.mock(import('~/platform/env.server'), async (load) => {
  const actual = await load();
  return { ...actual, env: () => actual.parseEnv({ SESSION_SECRET: 's'.repeat(32), APP_URL: 'https://teplo.example', TELEGRAM_BOT_TOKEN: BOT_TOKEN, TELEGRAM_API_URL: settings.TELEGRAM_API_URL }) };
});

let telegram: TelegramStandIn;
let pollers: Poller[];
let nextChat = Date.now();

beforeEach(async () => {
  telegram = await startTelegram();
  settings.TELEGRAM_API_URL = telegram.url;
  pollers = [];
});

afterEach(async () => {
  await Promise.all(pollers.map((poller) => poller.stop()));
  await telegram.close();
});

const listen = () => void pollers.push(pollTelegram({ pauseMs: 50, holdSeconds: 1 }));
const answers = (chatId: number) => telegram.sent.filter(({ chat_id: id }) => id === chatId).map(({ text }) => text);
const soon = (check: () => unknown) => vi.waitFor(check, { timeout: 10_000, interval: 20 });

async function person(locale: string | null = 'ru') {
  const { id } = await makeUser(db, { locale });
  const { code } = await createTelegramCode(id, new Date());
  return { id, code, chatId: ++nextChat };
}

async function linked() {
  const { id, code, chatId } = await person();
  expect(await linkTelegram({ code, chatId, name: '@anna' }, new Date())).toMatchObject({ ok: true });
  return { id, chatId };
}

async function send(userId: string, change: Partial<OutgoingNotice> = {}) {
  const { id, name, slug } = await makeOrganization(db);
  const notice: OutgoingNotice = {
    deliveryId: 'd', organization: { id, name, slug }, user: { id: userId, email: 'anna@example.ru', name: 'Анна', locale: 'ru' }, event: 'lead.new',
    title: 'Горячая заявка <87>', lines: ['Телефон: +7 900', 'Комментарий: a < b & c'], action: 'Открыть', url: 'https://teplo.example/o/x/leads/1', settingsUrl: 'https://teplo.example/profile/notifications', ...change,
  };
  return telegramChannel.send(notice, orgDb(id));
}

describe('linking', () => {
  it('happens with the code of the profile, in the person’s language', async () => {
    listen();
    const anna = await person('ru');
    const bob = await person('en');
    telegram.say(anna.chatId, `/start ${anna.code}`, { username: 'anna' });
    telegram.say(bob.chatId, `/start ${bob.code}`);
    await soon(() => expect(answers(bob.chatId)).toEqual([expect.stringContaining('Done: Teplo will send')]));
    expect(answers(anna.chatId)).toEqual([expect.stringContaining('Готово: уведомления Teplo')]);
    expect(await findTelegram(anna.id)).toMatchObject({ name: '@anna' });
    expect(await findTelegram(bob.id)).toMatchObject({ name: 'Анна' });
    expect(await telegramChannel.isReachable(anna.id)).toBe(true);
  });

  it('needs a code that is known, fresh and not used', async () => {
    const anna = await person();
    const late = await person();
    await db.telegramCode.updateMany({ where: { userId: late.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await linkTelegram({ code: anna.code, chatId: anna.chatId, name: 'a' }, new Date())).toMatchObject({ ok: true });
    for (const code of [anna.code, late.code, 'wrong', '']) expect(await linkTelegram({ code, chatId: ++nextChat, name: 'a' }, new Date())).toEqual({ ok: false, error: 'wrongCode' });
    expect(await findTelegram(late.id)).toBeNull();
    // only the newest code works
    const { code } = await createTelegramCode(late.id, new Date());
    await createTelegramCode(late.id, new Date());
    expect(await linkTelegram({ code, chatId: ++nextChat, name: 'a' }, new Date())).toEqual({ ok: false, error: 'wrongCode' });
  });

  it('of a code that is used twice at once happens once', async () => {
    const { code } = await person();
    const results = await Promise.all([1, 2, 3].map(() => linkTelegram({ code, chatId: ++nextChat, name: 'a' }, new Date())));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('gives a chat to the one who linked it last', async () => {
    const { id, chatId } = await linked();
    const other = await person();
    await linkTelegram({ code: other.code, chatId, name: 'b' }, new Date());
    expect(await findTelegram(id)).toBeNull();
    expect(await findTelegram(other.id)).toMatchObject({ name: 'b' });
  });

  it('stops a chat that tries codes', async () => {
    const { code, chatId } = await person();
    for (let i = 0; i < 10; i++) await linkTelegram({ code: `wrong${i}`, chatId, name: 'a' }, new Date());
    expect(await linkTelegram({ code, chatId, name: 'a' }, new Date())).toEqual({ ok: false, error: 'tooMany' });
  });

  it('ends with /stop, with a block and in the profile', async () => {
    listen();
    const [anna, bob, eve] = [await linked(), await linked(), await linked()];
    telegram.say(anna.chatId, '/stop');
    telegram.block(bob.chatId);
    await unlinkTelegram({ userId: eve.id });
    await soon(async () => expect(await findTelegram(bob.id)).toBeNull());
    expect(await findTelegram(anna.id)).toBeNull();
    expect(await findTelegram(eve.id)).toBeNull();
    await soon(() => expect(answers(anna.chatId)).toEqual([expect.stringContaining('Отключено')]));
  });

  it('is explained to whoever writes something else', async () => {
    listen();
    const chatId = ++nextChat;
    telegram.say(chatId, 'привет', { language_code: 'ru' });
    telegram.say(chatId, '/help', { language_code: 'de' });
    telegram.say(chatId, '/start', { language_code: 'ru' });
    await soon(() => expect(answers(chatId)).toHaveLength(3));
    expect(answers(chatId)[0]).toContain('Подключить Telegram');
    expect(answers(chatId)[1]).toContain('Connect Telegram');
  });
});

describe('sending', () => {
  it('escapes what people typed and gives a button', async () => {
    const { id, chatId } = await linked();
    expect(await send(id)).toEqual({ state: 'sent' });
    const [message] = telegram.sent.filter(({ chat_id: to }) => to === chatId);
    expect(message).toMatchObject({ parse_mode: 'HTML', reply_markup: { inline_keyboard: [[{ text: 'Открыть', url: 'https://teplo.example/o/x/leads/1' }]] } });
    expect(message?.text).toContain('<b>Горячая заявка &lt;87&gt;</b>\n\nТелефон: +7 900\nКомментарий: a &lt; b &amp; c');
  });

  it('writes the address where Telegram takes no button, and cuts what is too long', async () => {
    const { id, chatId } = await linked();
    await send(id, { url: 'http://localhost:3000/o/x', lines: ['&'.repeat(5_000)] });
    const [message] = telegram.sent.filter(({ chat_id: to }) => to === chatId);
    expect(message).not.toHaveProperty('reply_markup');
    expect(message?.text).toContain('Открыть: http://localhost:3000/o/x');
    expect(message?.text.replaceAll('&amp;', '&').length).toBeLessThan(4_096);
  });

  it('drops what a blocked chat would have got, and forgets the chat', async () => {
    const { id } = await linked();
    telegram.failNext({ status: 403, description: 'Forbidden: bot was blocked by the user' });
    expect(await send(id)).toEqual({ state: 'dropped', reason: 'unlinked' });
    expect(await findTelegram(id)).toBeNull();
    expect(await send(id)).toEqual({ state: 'dropped', reason: 'unlinked' });
  });

  it('waits as long as Telegram asks', async () => {
    const { id } = await linked();
    telegram.failNext({ status: 429, description: 'Too Many Requests: retry after 17', retryAfter: 17 });
    const error = await send(id).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(RetryLater);
    expect(error).toMatchObject({ seconds: 17 });
  });

  it('fails without a word of the token when Telegram is ill or away', async () => {
    const { id } = await linked();
    telegram.failNext({ status: 502, description: 'Bad Gateway' }, null);
    for (const message of ['Telegram: 502 Bad Gateway', 'Telegram did not answer']) {
      const error: unknown = await send(id).catch((failure: unknown) => failure);
      expect(error).toMatchObject({ message });
      expect(JSON.stringify([error, Object.getOwnPropertyNames(error).map((name) => String(Reflect.get(error as object, name)))])).not.toContain(BOT_TOKEN);
    }
    expect(await findTelegram(id)).not.toBeNull();
  });

  it('knows the bot’s name', async () => {
    expect(await findBotName()).toBe('teplo_test_bot');
  });
});

describe('listening', () => {
  it('is done by one process; another takes over and loses nothing', async () => {
    listen();
    listen();
    const chatId = ++nextChat;
    telegram.say(chatId, '/help');
    await soon(() => expect(answers(chatId)).toHaveLength(1));
    await soon(() => expect(telegram.waiting()).toBe(1));
    expect(telegram.mostWaiting()).toBe(1);
    await pollers.shift()?.stop();
    telegram.say(chatId, '/help');
    await soon(() => expect(answers(chatId)).toHaveLength(2));
    await Promise.all(pollers.splice(0).map((poller) => poller.stop()));
    // what was said while nobody listened
    telegram.say(chatId, '/help');
    listen();
    await soon(() => expect(answers(chatId)).toHaveLength(3));
    expect(telegram.mostWaiting()).toBe(1);
  });

  it('survives the loss of its connection to the database', async () => {
    listen();
    await soon(() => expect(telegram.waiting()).toBe(1));
    const admin = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await admin.connect();
    await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND pid <> pg_backend_pid()`);
    await admin.end();
    const chatId = ++nextChat;
    telegram.say(chatId, '/help');
    await soon(() => expect(answers(chatId)).toHaveLength(1));
  });

  it('confirms a message only when it is handled, and before it stops', async () => {
    const warned = vi.spyOn(log, 'warn');
    const chatId = ++nextChat;
    telegram.say(chatId, '/help');
    telegram.failNext({ status: 500, description: 'Internal Server Error' });
    listen();
    await soon(() => expect(warned).toHaveBeenCalled());
    expect(JSON.stringify(warned.mock.calls)).not.toContain(BOT_TOKEN);
    await Promise.all(pollers.splice(0).map((poller) => poller.stop()));
    expect(telegram.offsets[0]).toBe(0);
    expect(telegram.offsets.at(-1)).toBe(1001);
  });
});
