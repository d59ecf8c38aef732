import { beforeAll, describe, expect, it } from 'vitest';
import { notify } from '~/domain/notifications/notify.server';
import { orgDb } from '~/platform/db.server';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../test/api';
import { deliverAll } from '../../test/notifications';

let api: TestApi;
let world: ApiWorld;
let owner: string;

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  owner = world.people.OWNER.token;
  await orgDb(world.organizationId).$transaction(async (tx) => {
    for (const name of ['Первый', 'Второй']) await notify(tx, { organizationId: world.organizationId, event: 'member.joined', to: [world.people.OWNER.id], actorId: null, data: { name, role: 'SALES' }, path: '/settings/members' });
  });
});

interface Listed {
  items: { id: string; title: string; readAt: string | null }[];
  next: string | null;
}

describe('notifications', () => {
  const list = async (query: Record<string, string> = {}) => (await api.call<Listed>('notifications.list', { as: owner, query })).body;

  it('are one’s own, counted, read one by one and altogether', async () => {
    expect((await list()).items).toMatchObject([{ event: 'member.joined', title: expect.stringContaining('Второй') as string, readAt: null }, { readAt: null }]);
    expect((await api.call<Listed>('notifications.list', { as: world.people.SALES.token })).body.items).toEqual([]);
    expect((await list({ limit: '1' })).next).toContain('limit=1');
    const notificationId = (await list()).items[0]?.id ?? '';
    const mark = (as: string, isRead: boolean) => api.call('notifications.update', { as, params: { notificationId }, body: { isRead } });
    expect((await mark(world.people.SALES.token, true)).status).toBe(404);
    expect((await mark(owner, true)).status).toBe(204);
    expect((await api.call('notifications.count', { as: owner })).body).toEqual({ unread: 1 });
    expect((await list({ unread: 'true' })).items).toHaveLength(1);
    expect((await mark(owner, false)).status).toBe(204);
    expect((await api.call('notifications.readAll', { as: owner })).body).toEqual({ count: 2 });
    expect((await api.call('notifications.count', { as: owner })).body).toEqual({ unread: 0 });
  });
});

describe('what is wanted', () => {
  it('is chosen event by event, with quiet hours and a digest', async () => {
    const set = (body: object, as = owner) => api.call<{ events: { event: string; channels: string[] }[] }>('notifications.setPreferences', { as, body });
    const { body } = await set({ events: [{ event: 'lead.new', channels: ['APP'] }] });
    expect(body.events.find(({ event }) => event === 'lead.new')).toEqual({ event: 'lead.new', channels: ['APP'] });
    expect((await set({ events: [{ event: 'lead.new', channels: [] }] }, world.people.OPERATOR.token)).status).toBe(422);
    expect((await set({ events: [{ event: 'lead.new', channels: [] }, { event: 'lead.new', channels: ['APP'] }] })).status).toBe(422);
    const times = (change: object) => api.call('notifications.setTimes', { as: owner, body: { quietFrom: '22:00', quietTo: '08:00', digestAt: null, ...change } });
    expect((await times({ digestAt: '09:30' })).body).toMatchObject({ quietFrom: '22:00', quietTo: '08:00', digestAt: '09:30' });
    expect((await times({ quietFrom: null })).status).toBe(422);
    expect((await times({ quietFrom: '25:00' })).status).toBe(422);
    expect((await api.call('notifications.preferences', { as: owner })).body).toMatchObject({ quietFrom: '22:00' });
    expect((await times({ quietFrom: null, quietTo: null })).status).toBe(200);
  });

  it('is tried out ten times an hour', async () => {
    const as = world.people.MANAGER.token;
    expect((await api.call<{ sent: string[] }>('notifications.test', { as })).body.sent).toContain('EMAIL');
    for (let times = 1; times < 10; times++) await api.call('notifications.test', { as });
    expect((await api.call('notifications.test', { as })).status).toBe(429);
  });
});

it('deliveries are listed and sent again', async () => {
  await orgDb(world.organizationId).$transaction((tx) =>
    notify(tx, { organizationId: world.organizationId, event: 'backup.failed', to: [world.people.ADMIN.id], actorId: null, data: { error: 'disk full' }, path: '/settings' }),
  );
  const list = async (query: Record<string, string> = {}) => (await api.call<{ items: { id: string; state: string }[] }>('notificationDeliveries.list', { as: owner, query })).body.items;
  const [delivery] = await list({ channel: 'EMAIL', state: 'QUEUED' });
  const retry = () => api.call('notificationDeliveries.retry', { as: owner, params: { noticeDeliveryId: delivery?.id ?? '' } });
  expect((await retry()).body).toEqual({ isQueued: false });
  await api.call('notifications.setPreferences', { as: world.people.ADMIN.token, body: { events: [{ event: 'backup.failed', channels: [] }] } });
  await deliverAll(world.organizationId);
  expect(await list({ state: 'DROPPED' })).toMatchObject([{ lastError: 'off' }]);
  expect((await retry()).body).toEqual({ isQueued: true });
  expect(await list({ from: '2020-01-01', to: '2020-01-02' })).toEqual([]);
  expect((await api.call('notificationDeliveries.list', { as: world.people.MANAGER.token })).status).toBe(403);
});
