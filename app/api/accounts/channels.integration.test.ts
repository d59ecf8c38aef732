import { beforeAll, describe, expect, it, vi } from 'vitest';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';
import { startPushService } from '../../../test/stand-ins/push-service';
import { BOT_TOKEN, startTelegram } from '../../../test/stand-ins/telegram';
import { linkTelegram } from '~/domain/notifications/telegram/links.server';

const settings = vi.hoisted((): Record<string, string> => ({}));
vi.mock(import('~/platform/env.server'), async (load) => {
  const actual = await load();
  return { ...actual, env: () => actual.parseEnv({ ...process.env, ...settings }) };
});

let api: TestApi;
let world: ApiWorld;
const as = () => world.people.SALES.token;
const nowhere = '01942f3e-8a6b-7c1d-9e2f-3a4b5c6d7e8f';

beforeAll(async () => {
  [api, world] = [await openApi(), await makeApiWorld()];
});

interface Channels {
  telegram: { isConfigured: boolean; name: string | null };
  push: { publicKey: string; browsers: { id: string }[] };
}

describe('Telegram', () => {
  it('is linked by a code and let go of', async () => {
    expect(await api.call('channels.linkTelegram', { as: as() })).toMatchObject({ status: 409 });
    const telegram = await startTelegram();
    Object.assign(settings, { TELEGRAM_BOT_TOKEN: BOT_TOKEN, TELEGRAM_API_URL: telegram.url });
    const made = await api.call<{ url: string; code: string }>('channels.linkTelegram', { as: as() });
    expect(made).toMatchObject({ status: 201, body: { url: `https://t.me/teplo_test_bot?start=${made.body.code}` } });
    await linkTelegram({ code: made.body.code, chatId: Date.now(), name: '@anna' }, new Date());
    expect((await api.call<Channels>('channels.read', { as: as() })).body.telegram).toMatchObject({ isConfigured: true, name: '@anna' });
    expect(await api.call('channels.unlinkTelegram', { as: as() })).toMatchObject({ status: 204 });
    expect((await api.call<Channels>('channels.read', { as: as() })).body.telegram.name).toBeNull();
    await telegram.close();
  });
});

describe('browsers', () => {
  it('are subscribed and removed', async () => {
    const service = await startPushService();
    const { subscription } = service.subscribe();
    expect(await api.call('channels.subscribe', { as: as(), body: subscription })).toMatchObject({ status: 422, body: { errors: [{ path: '/endpoint' }] } });
    const body = { ...subscription, endpoint: 'https://push.example.com/send/abc' };
    const { status, body: made } = await api.call<{ id: string }>('channels.subscribe', { as: as(), body });
    expect(status).toBe(201);
    expect((await api.call<Channels>('channels.read', { as: as() })).body.push.browsers).toMatchObject([{ id: made.id }]);
    const other = world.people.VIEWER.token;
    expect(await api.call('channels.unsubscribe', { as: other, params: { browserId: made.id } })).toMatchObject({ status: 404 });
    expect(await api.call('channels.unsubscribe', { as: as(), params: { browserId: made.id } })).toMatchObject({ status: 204 });
    expect(await api.call('channels.unsubscribe', { as: as(), params: { browserId: nowhere } })).toMatchObject({ status: 404 });
    await service.close();
  });
});
