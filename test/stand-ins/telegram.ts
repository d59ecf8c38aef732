import { createServer, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** As long as real ones, and easy to find where it must not be. */
export const BOT_TOKEN = '1234567:test-token-that-nobody-may-read';

export interface SentMessage {
  chat_id: number;
  text: string;
  parse_mode?: string;
  reply_markup?: { inline_keyboard: { text: string; url: string }[][] };
}

interface Fault {
  status: number;
  description: string;
  retryAfter?: number;
}

export interface TelegramStandIn {
  url: string;
  sent: SentMessage[];
  /** Offsets that the bot asked from, in order; each confirms what is below. */
  offsets: number[];
  /** How many questions for news wait now. */
  waiting: () => number;
  /** The most that ever waited at once. */
  mostWaiting: () => number;
  /** A message of a person to the bot. */
  say: (chatId: number, text: string, from?: { username?: string; language_code?: string }) => void;
  /** A person blocks the bot. */
  block: (chatId: number) => void;
  /** The next answers to sendMessage; null: the connection breaks. */
  failNext: (...faults: (Fault | null)[]) => void;
  close: () => Promise<void>;
}

/** Speaks as much of Telegram's Bot API as the bot asks for, on this machine. */
export async function startTelegram(): Promise<TelegramStandIn> {
  const updates: { update_id: number }[] = [];
  const sent: SentMessage[] = [];
  const offsets: number[] = [];
  const faults: (Fault | null)[] = [];
  let [nextId, open, most] = [1000, 0, 0];
  const closing = new AbortController();

  const server = createServer((request, response) => {
    void (async () => {
      const method = new RegExp(`^/bot${BOT_TOKEN}/(\\w+)$`).exec(request.url ?? '')?.[1];
      const asked = (await readJson(request)) as Record<string, unknown>;
      const reply = (status: number, body: unknown) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
      const ok = (result: unknown) => reply(200, { ok: true, result });
      if (!method) return reply(401, { ok: false, error_code: 401, description: 'Unauthorized' });
      if (method === 'getMe') return ok({ id: 1234567, is_bot: true, first_name: 'Teplo', username: 'teplo_test_bot' });
      if (method === 'getUpdates') {
        const offset = Number(asked.offset ?? 0);
        offsets.push(offset);
        while (updates[0] && updates[0].update_id < offset) updates.shift();
        const held = Number(asked.timeout ?? 0) * 1_000;
        if (held > 0) {
          most = Math.max(most, ++open);
          response.once('close', () => open--);
        }
        const until = Date.now() + held;
        while (updates.length === 0 && Date.now() < until && !response.destroyed && !closing.signal.aborted) await sleep(10);
        return ok(updates);
      }
      if (method !== 'sendMessage') return reply(404, { ok: false, error_code: 404, description: 'Not Found' });
      const fault = faults.shift();
      if (fault === null) return request.socket.destroy();
      if (fault) return reply(fault.status, { ok: false, error_code: fault.status, description: fault.description, ...(fault.retryAfter && { parameters: { retry_after: fault.retryAfter } }) });
      sent.push(asked as unknown as SentMessage);
      return ok({ message_id: sent.length, date: 0, chat: { id: asked.chat_id, type: 'private' }, text: asked.text });
    })();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();

  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    sent,
    offsets,
    waiting: () => open,
    mostWaiting: () => most,
    say(chatId, text, from = {}) {
      const person = { id: chatId, is_bot: false, first_name: 'Анна', ...from };
      const command = /^\/\w+/.exec(text)?.[0];
      updates.push({
        update_id: nextId++,
        ...{ message: { message_id: nextId, date: 0, chat: { id: chatId, type: 'private', first_name: 'Анна' }, from: person, text, ...(command && { entities: [{ type: 'bot_command', offset: 0, length: command.length }] }) } },
      });
    },
    block(chatId) {
      const member = { user: { id: 1234567, is_bot: true, first_name: 'Teplo' } };
      updates.push({
        update_id: nextId++,
        ...{ my_chat_member: { chat: { id: chatId, type: 'private' }, from: { id: chatId, is_bot: false, first_name: 'Анна' }, date: 0, old_chat_member: { ...member, status: 'member' }, new_chat_member: { ...member, status: 'kicked', until_date: 0 } } },
      });
    },
    failNext: (...next) => faults.push(...next),
    close: async () => {
      closing.abort();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text ? JSON.parse(text) : {};
}
