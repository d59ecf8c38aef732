import { z } from '@hono/zod-openapi';
import { pushSubscriptionSchema } from '~/domain/notifications/push/subscription.schema';
import { listPushDevices, removePushDevice, savePushSubscription } from '~/domain/notifications/push/subscriptions.server';
import { vapidKeys } from '~/domain/notifications/push/vapid-keys.server';
import { createTelegramCode, findTelegram, unlinkTelegram } from '~/domain/notifications/telegram/links.server';
import { findBotName, isTelegramConfigured, TelegramError } from '~/domain/notifications/telegram/telegram-client.server';
import { answer, done, personOperation, type Operation } from '../ground/operation';
import { requireOwnSignIn } from '../ground/own-sign-in';
import { ApiProblem } from '../ground/problem';
import { id, moment } from '../ground/schemas';

const TAG = 'Me';

const browser = z.object({ id, userAgent: z.string().nullable(), createdAt: moment, lastSentAt: moment.nullable() }).openapi('NotifiedBrowser');
const channels = z
  .object({
    telegram: z.object({ isConfigured: z.boolean(), name: z.string().nullable().openapi({ example: '@anna' }), linkedAt: moment.nullable() }),
    push: z.object({ publicKey: z.string().openapi({ description: 'The applicationServerKey for PushManager.subscribe()' }), browsers: z.array(browser) }),
  })
  .openapi('NotificationChannels');
const telegramLink = z
  .object({ url: z.string().openapi({ example: 'https://t.me/teplo_bot?start=pN3…' }), code: z.string().openapi({ description: 'To be sent to the bot as "/start <code>", once' }), expiresAt: moment })
  .openapi('TelegramLink');
const subscription = pushSubscriptionSchema
  .openapi({ example: { endpoint: 'https://push.example.com/send/abc', p256dh: 'BD27oJ118AqUbqjMnfjNoWVUn2ub18TDnMouaUdTfTau9cktlp5I7yTRPP6D69bdtXcrjxEHLVCCyIB9pB1vdb8', auth: 'MDEyMzQ1Njc4OWFiY2RlZg' } });

export const channelOperations: Operation[] = [
  personOperation({ id: 'channels.read', method: 'get', path: '/auth/channels', tag: TAG, summary: 'Where I am told of things besides the bell and the mail', answer: channels, problems: ['forbidden'] }, async ({ person }) => {
    requireOwnSignIn(person);
    const { id: userId } = person.user;
    const [telegram, browsers, { publicKey }] = await Promise.all([findTelegram(userId), listPushDevices(userId), vapidKeys()]);
    return answer({ telegram: { isConfigured: isTelegramConfigured(), name: telegram?.name ?? null, linkedAt: telegram?.linkedAt ?? null }, push: { publicKey, browsers } });
  }),
  personOperation(
    { id: 'channels.linkTelegram', method: 'post', path: '/auth/channels/telegram', tag: TAG, summary: 'Make a link to the bot', description: 'Whoever opens it within ten minutes links their chat to me. It takes the place of an earlier one.', answer: telegramLink, status: 201, problems: ['forbidden', 'unavailable'], conflict: 'The installation has no bot', does: ['profile telegram.link'] },
    async ({ person, now }) => {
      requireOwnSignIn(person);
      if (!isTelegramConfigured()) throw new ApiProblem('conflict', { detail: 'The installation has no bot.', extra: { reason: 'unconfigured' } });
      try {
        const bot = await findBotName();
        const { code, expiresAt } = await createTelegramCode(person.user.id, now);
        return answer({ url: `https://t.me/${bot}?start=${code}`, code, expiresAt });
      } catch (error) {
        if (error instanceof TelegramError) throw new ApiProblem('unavailable', { detail: 'Telegram does not answer.' });
        throw error;
      }
    },
  ),
  personOperation({ id: 'channels.unlinkTelegram', method: 'delete', path: '/auth/channels/telegram', tag: TAG, summary: 'Send nothing to my Telegram any more', problems: ['forbidden'], does: ['profile telegram.unlink'] }, async ({ person }) => {
    requireOwnSignIn(person);
    await unlinkTelegram({ userId: person.user.id });
    return done();
  }),
  personOperation(
    { id: 'channels.subscribe', method: 'post', path: '/auth/channels/browsers', tag: TAG, summary: 'Push to a browser', body: subscription, answer: z.object({ id }), status: 201, problems: ['forbidden'], does: ['profile push.subscribe'] },
    async ({ person, body, request, now }) => {
      requireOwnSignIn(person);
      const saved = await savePushSubscription({ userId: person.user.id, ...body, userAgent: request.headers.get('User-Agent') }, now);
      if (!saved.ok) throw new ApiProblem('validation', { errors: [{ path: saved.error === 'badEndpoint' ? '/endpoint' : '/p256dh', code: saved.error, message: saved.error === 'badEndpoint' ? 'is not an https address of the public internet' : 'is not a point of P-256' }] });
      return answer({ id: saved.id });
    },
  ),
  personOperation(
    { id: 'channels.unsubscribe', method: 'delete', path: '/auth/channels/browsers/{browserId}', tag: TAG, summary: 'Push to a browser no more', params: z.object({ browserId: id }), problems: ['forbidden'], does: ['profile push.remove'] },
    async ({ person, params: { browserId } }) => {
      requireOwnSignIn(person);
      if (!(await removePushDevice(person.user.id, browserId))) throw new ApiProblem('not-found');
      return done();
    },
  ),
];
