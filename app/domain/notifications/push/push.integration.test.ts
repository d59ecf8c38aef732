import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeOrganization, makeUser } from '../../../../prisma/factories';
import { startPushService, type PushServiceStandIn } from '../../../../test/stand-ins/push-service';
import { db, orgDb } from '~/platform/db.server';
import { RetryLater, type OutgoingNotice } from '../channels/channel';
import { pushChannel } from '../channels/push.server';
import { listPushDevices, removePushDevice, savePushSubscription } from './subscriptions.server';
import { vapidKeys, vapidSubject } from './vapid-keys.server';

const settings = vi.hoisted((): Record<string, string> => ({}));
vi.mock(import('~/platform/env.server'), async (load) => {
  const actual = await load();
  return { ...actual, env: () => actual.parseEnv({ SESSION_SECRET: 's'.repeat(32), WEBHOOK_ALLOW_PRIVATE: '1', MAIL_FROM: 'Teplo <crm@example.ru>', ...settings }) };
});

let service: PushServiceStandIn;

beforeEach(async () => {
  for (const name of Object.keys(settings)) delete settings[name];
  service = await startPushService();
});
afterEach(() => service.close());

const NOW = new Date('2027-05-05T10:00:00Z');

async function person() {
  const { id } = await makeUser(db);
  return id;
}

async function browserOf(userId: string, now = NOW) {
  const browser = service.subscribe();
  const saved = await savePushSubscription({ userId, ...browser.subscription, userAgent: 'Firefox' }, now);
  if (!saved.ok) throw new Error(saved.error);
  return { ...browser, id: saved.id };
}

async function send(userId: string, change: Partial<OutgoingNotice> = {}) {
  const { id, slug } = await makeOrganization(db);
  const notice: OutgoingNotice = {
    deliveryId: 'd1', organization: { id, name: 'Экран', slug }, user: { id: userId, email: 'a@example.ru', name: 'Анна', locale: 'ru' }, event: 'lead.new',
    title: 'Новая заявка', lines: ['Телефон: +7 900'], action: 'Открыть', url: 'https://teplo.example/o/ekran/leads/1?tab=x', settingsUrl: '', ...change,
  };
  return pushChannel.send(notice, orgDb(id));
}

describe('a push', () => {
  it('is read by the browser alone and signed by the installation', async () => {
    const userId = await person();
    const [phone, desk] = [await browserOf(userId), await browserOf(userId)];
    expect(await pushChannel.isReachable(userId)).toBe(true);
    expect(await send(userId)).toEqual({ state: 'sent' });
    for (const { received } of [phone, desk]) {
      expect(received).toEqual([{ title: 'Новая заявка', body: 'Телефон: +7 900\nЭкран', path: '/o/ekran/leads/1?tab=x', tag: 'd1' }]);
    }
    const [push] = service.pushes;
    expect(push).toMatchObject({ key: (await vapidKeys()).publicKey, claims: { aud: service.origin, sub: 'mailto:crm@example.ru' }, headers: { ttl: '86400', urgency: 'high', 'content-encoding': 'aes128gcm' } });
    expect((await listPushDevices(userId)).every(({ lastSentAt }) => lastSentAt !== null)).toBe(true);
  });

  it('fits however long the text is', async () => {
    const userId = await person();
    const { received } = await browserOf(userId);
    expect(await send(userId, { title: 'Щ'.repeat(2_000), lines: ['Ж'.repeat(9_000)] })).toEqual({ state: 'sent' });
    expect(Buffer.byteLength(JSON.stringify(received[0]))).toBeLessThan(3_000);
  });

  it('that nobody takes any more forgets the browser', async () => {
    const userId = await person();
    await browserOf(userId);
    service.answerNext({ status: 410 });
    expect(await send(userId)).toEqual({ state: 'dropped', reason: 'gone' });
    expect(await listPushDevices(userId)).toEqual([]);
    expect(await send(userId)).toEqual({ state: 'dropped', reason: 'gone' });
  });

  it('reaches the others when one browser is gone or its service is ill', async () => {
    const userId = await person();
    await Promise.all([1, 2, 3].map(() => browserOf(userId)));
    service.answerNext({ status: 404 }, { status: 503 }, { status: 201 });
    expect(await send(userId)).toEqual({ state: 'sent' });
    expect(await listPushDevices(userId)).toHaveLength(2);
  });

  it('is tried again when the service is ill, or when it says', async () => {
    const userId = await person();
    await browserOf(userId);
    service.answerNext({ status: 503 }, { status: 429, retryAfter: 120 });
    await expect(send(userId)).rejects.toThrow('the push service answered 503');
    const error: unknown = await send(userId).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(RetryLater);
    expect(error).toMatchObject({ seconds: 120 });
    expect(await listPushDevices(userId)).toHaveLength(1);
  });
});

describe('a subscription', () => {
  it.each([
    ['http://push.example.ru/x'], ['https://127.0.0.1/x'], ['https://10.0.0.7/x'], ['https://[::1]/x'], ['https://169.254.169.254/latest'], ['https://user:word@push.example.ru/x'],
  ])('of %s is refused', async (endpoint) => {
    settings.WEBHOOK_ALLOW_PRIVATE = '0';
    const { p256dh, auth } = service.subscribe().subscription;
    expect(await savePushSubscription({ userId: await person(), endpoint, p256dh, auth, userAgent: null }, NOW)).toEqual({ ok: false, error: 'badEndpoint' });
  });

  it('whose name leads into the house is not called', async () => {
    const userId = await person();
    const { subscription } = service.subscribe();
    settings.WEBHOOK_ALLOW_PRIVATE = '0';
    const endpoint = subscription.endpoint.replace('http://127.0.0.1', 'https://localhost');
    expect(await savePushSubscription({ ...subscription, userId, endpoint, userAgent: null }, NOW)).toMatchObject({ ok: true });
    await expect(send(userId)).rejects.toThrow('the push service did not answer');
    expect(service.pushes).toEqual([]);
  });

  it('needs a key that is a point of the curve', async () => {
    const { endpoint, auth } = service.subscribe().subscription;
    expect(await savePushSubscription({ userId: await person(), endpoint, p256dh: 'A'.repeat(87), auth, userAgent: null }, NOW)).toEqual({ ok: false, error: 'badKeys' });
  });

  it('belongs to the last one who signed in at that browser', async () => {
    const [anna, bob] = [await person(), await person()];
    const { subscription, id } = await browserOf(anna);
    expect(await savePushSubscription({ userId: bob, ...subscription, userAgent: null }, NOW)).toEqual({ ok: true, id });
    expect(await listPushDevices(anna)).toEqual([]);
    expect(await removePushDevice(anna, id)).toBe(false);
    expect(await removePushDevice(bob, id)).toBe(true);
  });

  it('is one of ten at most: the one unheard of longest makes room', async () => {
    const userId = await person();
    const first = await browserOf(userId, new Date(NOW.getTime() - 1_000));
    for (let i = 1; i <= 10; i++) await browserOf(userId, new Date(NOW.getTime() + i));
    const left = await listPushDevices(userId);
    expect(left).toHaveLength(10);
    expect(left.map(({ id }) => id)).not.toContain(first.id);
  });
});

describe('the installation’s keys', () => {
  beforeEach(() => db.instanceSecret.deleteMany({}));

  it('are made once, whoever asks first', async () => {
    const made = await Promise.all([1, 2, 3, 4].map(() => vapidKeys()));
    expect(new Set(made.map(({ publicKey }) => publicKey)).size).toBe(1);
    const row = await db.instanceSecret.findUniqueOrThrow({ where: { name: 'vapid' } });
    expect(Buffer.from(row.value).toString('latin1')).not.toContain(made[0]?.privateKey);
  });

  it('are made anew when nobody can open them, and the old subscriptions go with them', async () => {
    const userId = await person();
    const before = await vapidKeys();
    await browserOf(userId);
    settings.SESSION_SECRET = 'n'.repeat(32);
    expect((await vapidKeys()).publicKey).not.toBe(before.publicKey);
    expect(await listPushDevices(userId)).toEqual([]);
  });

  it('name the site, or the sender of the mails', () => {
    expect(vapidSubject()).toBe('mailto:crm@example.ru');
    settings.APP_URL = 'https://crm.example.ru';
    expect(vapidSubject()).toBe('https://crm.example.ru');
  });
});
