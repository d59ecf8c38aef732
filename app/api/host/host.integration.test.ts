import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { db, pool } from '~/platform/db.server';
import { enqueue } from '~/platform/jobs.server';
import { mailJob } from '~/platform/mail.server';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';

let api: TestApi;
let host: ApiWorld;
let owner: string;

beforeAll(async () => {
  [api, host] = await Promise.all([openApi(), makeApiWorld()]);
  await db.organization.update({ where: { id: host.organizationId }, data: { isDefault: true }, select: { id: true } });
  owner = host.people.OWNER.token;
});

interface JobFacts {
  id: string;
  state: string;
  data: { name: string; value: string }[];
}

const make = async () => (await enqueue(db, mailJob, { organizationId: host.organizationId, messageId: randomUUID() })) ?? '';
const listed = async (query: Record<string, string>) => (await api.call<{ items: JobFacts[] }>('jobs.list', { as: owner, query })).body.items;

describe('jobs', () => {
  it('are listed by state and queue, cancelled and retried', async () => {
    const id = await make();
    expect(await listed({ state: 'waiting', queue: 'mail-send' })).toContainEqual(expect.objectContaining({ id, state: 'waiting', data: expect.arrayContaining([{ name: 'organizationId', value: host.organizationId }]) as unknown }));
    const of = { as: owner, params: { jobId: id } };
    expect((await api.call('jobs.cancel', of)).status).toBe(204);
    expect(await api.call('jobs.cancel', of)).toMatchObject({ status: 409, body: { code: 'state', state: 'cancelled' } });
    expect((await api.call('jobs.retry', of)).status).toBe(204);
    expect((await api.call('jobs.retry', { as: owner, params: { jobId: randomUUID() } })).status).toBe(404);
    await pool.query(`UPDATE pgboss.job SET "state" = 'failed', "completed_on" = now() WHERE "id" = $1`, [id]);
    expect(await api.call('jobs.retryFailed', { as: owner, params: { queueName: 'mail-send' } })).toMatchObject({ status: 200, body: { count: 1 } });
    const queues = await api.call<{ items: { name: string; waiting: number }[] }>('jobs.queues', { as: owner });
    expect(queues.body.items).toContainEqual(expect.objectContaining({ name: 'mail-send', waiting: 1, failed: 0 }));
    expect((await api.call('jobs.list', { as: owner, query: { state: 'tired' } })).status).toBe(422);
    expect((await api.call('jobs.list', { as: owner, query: { queue: 'unknown' } })).status).toBe(404);
  });

  it('begin by themselves, and now', async () => {
    const schedules = await api.call<{ items: { name: string }[] }>('jobs.schedules', { as: owner });
    expect(schedules.body.items.every(({ name }) => name !== 'mail-send')).toBe(true);
    expect((await api.call('jobs.run', { as: owner, params: { queueName: 'mail-send' } })).status).toBe(404);
    const [first] = schedules.body.items;
    if (first) expect((await api.call('jobs.run', { as: owner, params: { queueName: first.name } })).status).toBe(204);
  });
});

it('the system says how it stands', async () => {
  const { status, body } = await api.call('system.read', { as: owner });
  expect(status).toBe(200);
  expect(body).toMatchObject({ versions: { ok: true }, database: { ok: true }, storage: { ok: true, value: { limitBytes: null } }, disk: { ok: true }, limits: { ok: true, value: { kind: 'local', error: null } } });
});

it('is the host’s alone', async () => {
  const other = await makeApiWorld();
  for (const as of [host.people.ADMIN.token, other.people.OWNER.token]) {
    for (const operation of ['system.read', 'jobs.list', 'jobs.queues', 'jobs.schedules']) expect((await api.call(operation, { as })).status, operation).toBe(403);
    expect((await api.call('jobs.cancel', { as, params: { jobId: randomUUID() } })).status).toBe(403);
  }
});
