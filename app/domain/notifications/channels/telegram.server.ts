import { db } from '~/platform/db.server';
import { unlinkTelegram } from '../telegram/links.server';
import { askTelegram, isTelegramConfigured, TelegramError } from '../telegram/telegram-client.server';
import { RetryLater, type Channel, type OutgoingNotice } from './channel';

/** Telegram takes 4096 characters; marks and escapes come on top. */
const TEXT_MAX = 3_000;

/** Messages of the installation's own bot to the chat that a person has linked. */
export const telegramChannel: Channel = {
  name: 'TELEGRAM',
  isConfigured: isTelegramConfigured,
  isReachable: async (userId) => (await db.telegramAccount.findUnique({ where: { userId }, select: { userId: true } })) !== null,
  send: async (notice) => {
    const account = await db.telegramAccount.findUnique({ where: { userId: notice.user.id }, select: { chatId: true } });
    if (!account) return { state: 'dropped', reason: 'unlinked' };
    try {
      await askTelegram((api) => api.sendMessage(Number(account.chatId), writeMessage(notice), { parse_mode: 'HTML', link_preview_options: { is_disabled: true }, ...keyboard(notice) }));
      return { state: 'sent' };
    } catch (error) {
      if (!(error instanceof TelegramError)) throw error;
      if (error.retryAfter !== null) throw new RetryLater(error.retryAfter);
      const isGone = error.status === 403 || (error.status === 400 && /chat not found|user is deactivated/i.test(error.message));
      if (!isGone) throw error;
      await unlinkTelegram({ chatId: account.chatId });
      return { state: 'dropped', reason: 'unlinked' };
    }
  },
};

/** The message in Telegram's HTML: what happened in bold, its facts, whose it is. */
export function writeMessage({ title, lines, organization, action, url }: Pick<OutgoingNotice, 'title' | 'lines' | 'organization' | 'action' | 'url'>): string {
  const text = [...lines.join('\n')];
  const facts = text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX).join('')}…` : text.join('');
  const link = canBeButton(url) ? '' : `${action}: ${url}`;
  return [`<b>${escapeHtml(title)}</b>`, escapeHtml(facts), escapeHtml(link), `<i>${escapeHtml(organization.name)}</i>`].filter(Boolean).join('\n\n');
}

function keyboard({ action, url }: OutgoingNotice) {
  return canBeButton(url) ? { reply_markup: { inline_keyboard: [[{ text: action, url }]] } } : {};
}

/** Telegram refuses a message whose button leads to a name without a dot, as that of an own network may be. */
function canBeButton(url: string): boolean {
  return new URL(url).hostname.includes('.');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
