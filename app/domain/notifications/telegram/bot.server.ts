import { Bot, type Context } from 'grammy';
import { siteOrigin } from '~/platform/http/site-origin.server';
import { fallbackLanguage, isLanguage, type Language } from '~/platform/i18n';
import { getFixedT } from '~/platform/i18n.server';
import { log } from '~/platform/log.server';
import { findChatLocale, linkTelegram, unlinkTelegram } from './links.server';
import { grammySignal, TelegramError, telegramAccess, withoutToken } from './telegram-client.server';

/** Above the time for which Telegram holds a question for news. */
const ANSWER_TIMEOUT_SECONDS = 45;
/** Whose Telegram is rather Russian than English. */
const READS_RUSSIAN = /^(ru|be|uk|kk|ky|uz|tg|hy|az)\b/;

/** The bot with its commands, not yet listening. @throws {TelegramError} */
export async function createBot(signal: AbortSignal): Promise<Bot> {
  const { token, client } = telegramAccess(ANSWER_TIMEOUT_SECONDS);
  const bot = new Bot(token, { client });
  // who blocks the bot wants to hear no more
  bot.on('my_chat_member', async ({ chat, myChatMember }) => {
    if (myChatMember.new_chat_member.status === 'kicked') await unlinkTelegram({ chatId: chat.id });
  });
  const chat = bot.chatType('private');
  chat.command('start', async (context) => {
    const code = context.match.trim();
    if (!code) return answer(context, (await findChatLocale(context.chat.id)) === undefined ? 'help.unlinked' : 'help.linked');
    const { username, first_name: firstName } = context.from;
    const linked = await linkTelegram({ code, chatId: context.chat.id, name: username ? `@${username}` : firstName }, new Date());
    if (!linked.ok) return answer(context, linked.error);
    return answer(context, 'linked', { name: linked.name, email: linked.email });
  });
  chat.command('stop', async (context) => {
    const language = await languageOf(context);
    const wasLinked = await unlinkTelegram({ chatId: context.chat.id });
    return answer(context, wasLinked ? 'unlinked' : 'notLinked', {}, language);
  });
  chat.on('message', async (context) => {
    const isHelp = /^\/help\b/.test(context.message.text ?? '');
    const isLinked = (await findChatLocale(context.chat.id)) !== undefined;
    return answer(context, `${isHelp ? 'help' : 'unknown'}.${isLinked ? 'linked' : 'unlinked'}`);
  });
  try {
    await bot.init(grammySignal(signal));
  } catch (error) {
    throw withoutToken(error);
  }
  return bot;
}

/** The person's own language, else that of the person's Telegram. */
async function languageOf({ chat, from }: Context): Promise<Language> {
  const chosen = chat && (await findChatLocale(chat.id));
  if (isLanguage(chosen)) return chosen;
  return from?.language_code && !READS_RUSSIAN.test(from.language_code) ? 'en' : fallbackLanguage;
}

/** What was asked for is done by then: an answer that cannot be given is noted and not tried again. */
async function answer(context: Context, words: string, values: Record<string, string> = {}, language?: Language): Promise<void> {
  const t = await getFixedT(language ?? (await languageOf(context)), 'telegram');
  try {
    await context.reply(t(`bot.${words}`, { ...values, page: `${siteOrigin()}/profile/channels` }), { link_preview_options: { is_disabled: true } });
  } catch (error) {
    const cause = withoutToken(error);
    if (!(cause instanceof TelegramError)) throw cause;
    log.warn({ status: cause.status }, 'an answer of the Telegram bot was not taken');
  }
}
