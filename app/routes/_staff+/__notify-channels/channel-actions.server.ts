import { data } from '@remix-run/node';
import { z } from 'zod';
import { drawQr } from '~/domain/catalog/label-qr';
import { pushSubscriptionSchema } from '~/domain/notifications/push/subscription.schema';
import { removePushDevice, savePushSubscription } from '~/domain/notifications/push/subscriptions.server';
import { rememberPushBrowser, thisPushBrowser } from '~/domain/notifications/push/this-browser.server';
import { createTelegramCode, unlinkTelegram } from '~/domain/notifications/telegram/links.server';
import { findBotName, isTelegramConfigured, TelegramError } from '~/domain/notifications/telegram/telegram-client.server';
import { getFixedT } from '~/platform/i18n.server';
import { log } from '~/platform/log.server';
import { redirectWithToast } from '~/platform/toast.server';

const PAGE = '/profile/channels';

interface Asked {
  request: Request;
  userId: string;
  form: FormData;
}

/** What the page shows of a link that has just been made. */
export interface TelegramLinkAnswer {
  link: { url: string; command: string; qr: { size: number; path: string }; until: Date } | null;
}

/** The form posts by which a person chooses where to be told; 400 for another one. */
export async function runChannelIntent(request: Request, userId: string) {
  const form = await request.formData();
  const asked = { request, userId, form };
  switch (form.get('intent')) {
    case 'telegram.link':
      return linkTelegramChat(asked);
    case 'telegram.unlink':
      await unlinkTelegram({ userId });
      return say(asked, 'telegram.unlinked');
    case 'push.subscribe':
      return subscribe(asked);
    case 'push.remove':
      return remove(asked);
    default:
      throw data(null, { status: 400 });
  }
}

async function say({ request }: Asked, key: string, tone: 'success' | 'error' = 'success', headers?: HeadersInit): Promise<Response> {
  const t = await getFixedT(request, 'channels');
  return redirectWithToast(PAGE, { message: t(key), tone }, headers);
}

async function linkTelegramChat({ userId }: Asked) {
  if (!isTelegramConfigured()) throw data(null, { status: 404 });
  try {
    const bot = await findBotName();
    const { code, expiresAt } = await createTelegramCode(userId, new Date());
    const url = `https://t.me/${bot}?start=${code}`;
    const answer: TelegramLinkAnswer = { link: { url, command: `/start ${code}`, qr: drawQr(url), until: expiresAt } };
    return data(answer, { headers: { 'Cache-Control': 'no-store' } });
  } catch (error) {
    if (!(error instanceof TelegramError)) throw error;
    log.warn({ err: error }, 'the Telegram bot does not answer');
    const answer: TelegramLinkAnswer = { link: null };
    return data(answer, { status: 503 });
  }
}

async function subscribe(asked: Asked): Promise<Response> {
  const { request, userId, form } = asked;
  const given = pushSubscriptionSchema.safeParse({ endpoint: form.get('endpoint'), p256dh: form.get('p256dh'), auth: form.get('auth') });
  if (!given.success) throw data(null, { status: 400 });
  const saved = await savePushSubscription({ userId, ...given.data, userAgent: request.headers.get('User-Agent') }, new Date());
  if (!saved.ok) return say(asked, 'push.refused', 'error');
  return say(asked, 'push.subscribed', 'success', { 'Set-Cookie': await rememberPushBrowser(saved.id) });
}

async function remove(asked: Asked): Promise<Response> {
  const { request, userId, form } = asked;
  const id = z.uuid().safeParse(form.get('deviceId'));
  if (!id.success) throw data(null, { status: 400 });
  const isThis = (await thisPushBrowser(request)) === id.data;
  await removePushDevice(userId, id.data);
  return say(asked, 'push.removed', 'success', isThis ? { 'Set-Cookie': await rememberPushBrowser(null) } : undefined);
}
