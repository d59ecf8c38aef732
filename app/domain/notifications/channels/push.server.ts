import webPush from 'web-push';
import { db } from '~/platform/db.server';
import { postPublic, type PostAnswer } from '~/platform/http/public-post.server';
import { vapidKeys, vapidSubject, type VapidKeys } from '../push/vapid-keys.server';
import { RetryLater, type Channel, type OutgoingNotice } from './channel';

/** News that could not be delivered for a day is no news. */
const TTL_SECONDS = 24 * 60 * 60;
/** Push services take 4096 bytes; a Cyrillic letter is two. */
const TITLE_MAX = 200;
const BODY_MAX = 900;

/** Messages to the browsers in which a person has allowed them, by way of the browsers' makers, who cannot read them. */
export const pushChannel: Channel = {
  name: 'PUSH',
  isConfigured: () => true,
  isReachable: async (userId) => (await db.pushSubscription.findFirst({ where: { userId }, select: { id: true } })) !== null,
  send: async (notice) => {
    const devices = await db.pushSubscription.findMany({ where: { userId: notice.user.id }, select: { id: true, endpoint: true, p256dh: true, auth: true } });
    if (devices.length === 0) return { state: 'dropped', reason: 'gone' };
    const keys = await vapidKeys();
    const payload = writePayload(notice);
    const answers = await Promise.all(devices.map((device) => deliver(device, payload, keys)));
    // what reached one of the browsers is not sent to it a second time for the sake of the others
    if (answers.includes('sent')) return { state: 'sent' };
    if (answers.every((answer) => answer === 'gone')) return { state: 'dropped', reason: 'gone' };
    throw answers.find((answer) => answer instanceof RetryLater) ?? answers.find((answer) => answer instanceof Error);
  },
};

interface Device {
  id: string;
  endpoint: string;
  p256dh: string;
  auth: string;
}

async function deliver({ id, endpoint, p256dh, auth }: Device, payload: string, keys: VapidKeys): Promise<'sent' | 'gone' | Error> {
  try {
    const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, { TTL: TTL_SECONDS, urgency: 'high', vapidDetails: { subject: vapidSubject(), ...keys } });
    const answer = await postPublic(new URL(endpoint), headersOf(headers), body);
    return await judge(id, answer);
  } catch (error) {
    return error instanceof Error ? new Error(`the push service did not answer: ${error.name}`) : new Error('the push service did not answer');
  }
}

const headersOf = (headers: Record<string, unknown>) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

async function judge(id: string, { status, retryAfter }: PostAnswer): Promise<'sent' | 'gone' | Error> {
  if (status >= 200 && status < 300) {
    await db.pushSubscription.updateMany({ where: { id }, data: { lastSentAt: new Date() } });
    return 'sent';
  }
  if (status === 404 || status === 410) {
    await db.pushSubscription.deleteMany({ where: { id } });
    return 'gone';
  }
  if (status === 429 && retryAfter !== null) return new RetryLater(retryAfter);
  return new Error(`the push service answered ${status}`);
}

const cut = (text: string, most: number) => ([...text].length > most ? `${[...text].slice(0, most).join('')}…` : text);

/** What push-worker.js shows: a path of this site, never an address. */
function writePayload({ deliveryId, title, lines, organization, url }: OutgoingNotice): string {
  const { pathname, search } = new URL(url);
  return JSON.stringify({ title: cut(title, TITLE_MAX), body: cut([...lines, organization.name].join('\n'), BODY_MAX), path: pathname + search, tag: deliveryId });
}
