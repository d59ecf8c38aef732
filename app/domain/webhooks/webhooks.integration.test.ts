import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeLead, makeMember, makeOrganization, makeService } from '../../../prisma/factories';
import { createContact } from '~/domain/contacts/create-contact.server';
import { emptyContact } from '~/domain/contacts/contact-input';
import { handOverContacts } from '~/domain/contacts/hand-over-contacts.server';
import { announceNewLead } from '~/domain/leads/announce-lead.server';
import { changeLeadStates } from '~/domain/leads/bulk-leads.server';
import { undoBatch } from '~/domain/leads/undo-batch.server';
import { db, orgDb } from '~/platform/db.server';
import type * as EnvModule from '~/platform/env.server';
import { purgeWebhookEvents } from './clean-up.server';
import { deliverWebhook } from './deliver.server';
import { replayDelivery, sendPing } from './delivery-commands.server';
import { createEndpoint, deleteEndpoint, rotateSecret, setEndpointActive, updateEndpoint, type WebhookActor } from './endpoint-commands.server';
import { ENDPOINTS_MAX } from './endpoint.schema';
import { emitEvents } from './emit-events.server';
import { listDeliveries } from './list-deliveries.server';

const NOW = new Date('2026-11-20T12:00:00Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

let server: Server;
let received: Received[];
let answer: (response: ServerResponse) => void;
let url: string;
let actor: WebhookActor;
let env: Record<string, unknown>;

vi.mock('~/platform/env.server', async (original) => {
  const real = await original<typeof EnvModule>();
  return { ...real, env: () => ({ ...real.parseEnv({ SESSION_SECRET: 'a secret of tests that is long enough' }), ...env }) };
});

beforeEach(async () => {
  env = { WEBHOOK_ALLOW_PRIVATE: true };
  received = [];
  answer = (response) => response.writeHead(200).end('ok');
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      answer(response);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?key=1`;
  const { id: organizationId } = await makeOrganization(db);
  actor = { organizationId, userId: (await makeMember(db, { organizationId })).user.id };
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

async function addEndpoint(events: string[] = ['*']) {
  const made = await createEndpoint(actor, { url, description: '', events });
  if (!made.ok) throw new Error(made.error);
  return made;
}

const emit = (type: 'deal.won' | 'deal.created' = 'deal.won') => emitEvents(orgDb(actor.organizationId), actor.organizationId, [{ type, data: { id: 'd1', amount: '100.00' } }]);
const deliveries = () => db.webhookDelivery.findMany({ where: { organizationId: actor.organizationId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
const events = async () => (await db.webhookEvent.findMany({ where: { organizationId: actor.organizationId }, orderBy: [{ createdAt: 'asc' }] })).map(({ type }) => type);
const attempts = (deliveryId: string) => db.webhookAttempt.findMany({ where: { deliveryId }, orderBy: { at: 'asc' } });
const jobs = () => db.$queryRaw<{ start: Date }[]>`SELECT start_after AS "start" FROM pgboss.job WHERE name = 'webhook-deliver' AND data->>'organizationId' = ${actor.organizationId} ORDER BY start_after`;

/** One delivery whose day begins at NOW. */
async function oneDelivery() {
  await emit();
  await db.webhookDelivery.updateMany({ where: { organizationId: actor.organizationId }, data: { startedAt: NOW, nextAttemptAt: NOW } });
  const [delivery] = await deliveries();
  if (!delivery) throw new Error('no delivery');
  return delivery.id;
}
const tryIt = (deliveryId: string, now = NOW) => deliverWebhook({ organizationId: actor.organizationId, deliveryId, now });
const stateOf = async (id: string) => db.webhookDelivery.findUniqueOrThrow({ where: { id } });

describe('events', () => {
  it('are written for endpoints that chose them, with a job for each endpoint', async () => {
    const { id: won } = await addEndpoint(['deal.won']);
    const { id: all } = await addEndpoint();
    await addEndpoint(['order.created']);
    await emit('deal.created');
    await emit('deal.won');
    expect((await deliveries()).map(({ endpointId }) => endpointId).sort()).toEqual([all, all, won].sort());
    expect(await jobs()).toHaveLength(3);
  });

  it('leave nothing behind where nobody listens', async () => {
    const { id } = await addEndpoint(['order.created']);
    await setEndpointActive(actor, { id: (await addEndpoint()).id, isActive: false }, NOW);
    await emit();
    expect(await events()).toEqual([]);
    await deleteEndpoint(actor, id, NOW);
  });

  it('go back with the change that failed', async () => {
    await addEndpoint();
    const failing = orgDb(actor.organizationId).$transaction(async (tx) => {
      await emitEvents(tx, actor.organizationId, [{ type: 'deal.won', data: { id: 'd1' } }]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect([await events(), await jobs()]).toEqual([[], []]);
  });

  it('come of commands: one record, many records, the way back, a new request', async () => {
    await addEndpoint();
    const { organizationId, userId } = actor;
    const service = await makeService(db, { organizationId });
    const lead = await makeLead(db, { organizationId, serviceId: service.id });
    await orgDb(organizationId).$transaction((tx) => announceNewLead(tx, { organizationId, leadId: lead.id }));
    const leadActor = { ...actor, scope: 'all', reach: 'all' } as const;
    const done = await changeLeadStates({ actor: leadActor, ids: [lead.id], to: 'REJECTED', reason: 'нет', now: NOW });
    await undoBatch({ actor: leadActor, batchId: done.ok ? done.batchId : '', now: NOW });
    await createContact({ actor: leadActor, input: emptyContact({ name: 'Анна', ownerId: userId }), now: NOW });
    const other = (await makeMember(db, { organizationId })).user.id;
    await orgDb(organizationId).$transaction((tx) => handOverContacts(tx, { organizationId, fromId: userId, toId: other, actorId: userId, now: NOW }));
    expect(await events()).toEqual(['lead.created', 'lead.stateChanged', 'lead.stateChanged', 'contact.created', 'contact.updated']);
  });
});

describe('a delivery', () => {
  it('is signed over its time and body', async () => {
    const { secret } = await addEndpoint();
    const id = await oneDelivery();
    expect(await tryIt(id)).toBe(true);
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    const timestamp = String(headers['teplo-webhook-timestamp']);
    expect(Number(timestamp)).toBe(NOW.getTime() / 1_000);
    expect(headers['teplo-webhook-signature']).toBe(`v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`);
    expect(JSON.parse(body)).toMatchObject({ id: headers['teplo-webhook-id'], type: 'deal.won', organization: { id: actor.organizationId }, data: { id: 'd1', amount: '100.00' } });
    expect(await stateOf(id)).toMatchObject({ state: 'DELIVERED', attempts: 1, deliveredAt: NOW });
    expect(await attempts(id)).toMatchObject([{ status: 200, answer: 'ok', error: null }]);
  });

  it('is tried again later and signed anew, until it is taken', async () => {
    const { id: endpointId } = await addEndpoint();
    const id = await oneDelivery();
    answer = (response) => response.writeHead(500).end('x'.repeat(50_000));
    await tryIt(id);
    expect(await stateOf(id)).toMatchObject({ state: 'PENDING', nextAttemptAt: later(1) });
    expect((await attempts(id))[0]?.answer).toHaveLength(1_000);
    expect((await jobs()).map(({ start }) => start)).toContainEqual(later(1));
    expect(await tryIt(id)).toBe(false);
    const rotated = await rotateSecret(actor, endpointId);
    answer = (response) => response.writeHead(204).end();
    await tryIt(id, later(1));
    const [first, second] = received;
    expect(second?.headers['teplo-webhook-id']).toBe(first?.headers['teplo-webhook-id']);
    expect(second?.headers['teplo-webhook-signature']).toBe(`v1=${createHmac('sha256', rotated.ok ? rotated.secret : '').update(`${later(1).getTime() / 1_000}.${second?.body}`).digest('hex')}`);
    expect(await stateOf(id)).toMatchObject({ state: 'DELIVERED', attempts: 2 });
  });

  it('is given up after a day and can be sent once more', async () => {
    await addEndpoint();
    const id = await oneDelivery();
    answer = (response) => response.writeHead(503).end();
    let now = NOW;
    for (let tries = 0; tries < 20 && (await stateOf(id)).state === 'PENDING'; tries += 1) {
      await tryIt(id, now);
      now = (await stateOf(id)).nextAttemptAt ?? now;
    }
    expect(await stateOf(id)).toMatchObject({ state: 'DEAD', attempts: 9, nextAttemptAt: null });
    const again = later(60 * 30);
    answer = (response) => response.writeHead(200).end();
    expect(await replayDelivery(actor, id, again)).toMatchObject({ ok: true });
    await tryIt(id, again);
    expect(await stateOf(id)).toMatchObject({ state: 'DELIVERED', startedAt: again });
    expect(await attempts(id)).toHaveLength(10);
  });

  it('follows no redirect', async () => {
    await addEndpoint();
    const id = await oneDelivery();
    answer = (response) => response.writeHead(302, { Location: '/elsewhere' }).end();
    await tryIt(id);
    expect(received).toHaveLength(1);
    expect(await stateOf(id)).toMatchObject({ state: 'PENDING' });
    expect(await attempts(id)).toMatchObject([{ status: 302 }]);
  });

  it('goes out once when two processes try it at once', async () => {
    await addEndpoint();
    const id = await oneDelivery();
    answer = (response) => void setTimeout(() => response.writeHead(200).end(), 200);
    expect((await Promise.all([tryIt(id), tryIt(id), tryIt(id)])).filter(Boolean)).toHaveLength(1);
    expect(received).toHaveLength(1);
  });

  it('never reaches into the house unless that is allowed', async () => {
    await addEndpoint();
    const id = await oneDelivery();
    await db.webhookEndpoint.updateMany({ where: { organizationId: actor.organizationId }, data: { url: url.replace('127.0.0.1', 'localhost') } });
    env = { WEBHOOK_ALLOW_PRIVATE: false };
    await tryIt(id);
    await db.webhookEndpoint.updateMany({ where: { organizationId: actor.organizationId }, data: { url } });
    await tryIt(id, later(1));
    expect(received).toHaveLength(0);
    expect((await attempts(id)).map(({ status, error }) => [status, error])).toEqual([[null, 'privateAddress'], [null, 'privateAddress']]);
    expect(await createEndpoint(actor, { url: 'http://169.254.169.254/', description: '', events: ['*'] })).toEqual({ ok: false, error: 'privateAddress' });
  });

  it('rests while its endpoint is paused and goes on afterwards', async () => {
    const { id: endpointId } = await addEndpoint();
    const id = await oneDelivery();
    await setEndpointActive(actor, { id: endpointId, isActive: false }, NOW);
    expect(await tryIt(id)).toBe(false);
    expect(await sendPing(actor, endpointId, NOW)).toEqual({ ok: false, error: 'paused' });
    await setEndpointActive(actor, { id: endpointId, isActive: true }, later(3_000));
    expect(await tryIt(id, later(3_000))).toBe(true);
    expect(await stateOf(id)).toMatchObject({ state: 'DELIVERED' });
  });
});

describe('endpoints', () => {
  it('are told apart by versions, and one of two changes wins', async () => {
    const { id } = await addEndpoint();
    const input = { url, description: 'Склад', events: ['deal.won'] };
    const results = await Promise.all([1, 1].map((version) => updateEndpoint(actor, { id, version, input })));
    expect(results.map((result) => (result.ok ? 'ok' : result.error)).sort()).toEqual(['ok', 'stale']);
  });

  it('are twenty at most, also when made at once', async () => {
    const made = await Promise.all(Array.from({ length: ENDPOINTS_MAX + 2 }, () => createEndpoint(actor, { url, description: '', events: ['*'] })));
    expect(made.filter(({ ok }) => ok)).toHaveLength(ENDPOINTS_MAX);
  });

  it('tell the audit log neither their secret nor what stands behind the question mark', async () => {
    const { id, secret } = await addEndpoint();
    await rotateSecret(actor, id);
    await deleteEndpoint(actor, id, NOW);
    const log = await db.auditLog.findMany({ where: { organizationId: actor.organizationId, resource: 'webhooks' } });
    expect(log.map(({ action }) => action).sort()).toEqual(['create', 'delete', 'rotate']);
    expect(JSON.stringify(log)).not.toContain(secret);
    expect(JSON.stringify(log)).not.toContain('key=1');
  });

  it('of another organisation are not there', async () => {
    const { id } = await addEndpoint();
    const delivery = await oneDelivery();
    const { id: organizationId } = await makeOrganization(db);
    const stranger = { organizationId, userId: (await makeMember(db, { organizationId })).user.id };
    const notFound = { ok: false, error: 'notFound' };
    expect(await rotateSecret(stranger, id)).toEqual(notFound);
    expect(await sendPing(stranger, id, NOW)).toEqual(notFound);
    expect(await replayDelivery(stranger, delivery, NOW)).toEqual(notFound);
    expect(await deleteEndpoint(stranger, id, NOW)).toEqual(notFound);
  });
});

it('the log is walked page by page', async () => {
  const { id: endpointId } = await addEndpoint();
  for (let n = 0; n < 5; n += 1) await emit();
  const page = (cursor: Parameters<typeof listDeliveries>[1]['cursor'] = null) => listDeliveries(orgDb(actor.organizationId), { organizationId: actor.organizationId, endpointId, state: 'PENDING', limit: 3, cursor });
  const first = await page();
  const second = await page(first.next);
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(5);
});

it('what is older than thirty days is forgotten', async () => {
  await addEndpoint();
  const id = await oneDelivery();
  await tryIt(id);
  await db.webhookEvent.updateMany({ where: { organizationId: actor.organizationId }, data: { createdAt: new Date('2026-10-01T00:00:00Z') } });
  await purgeWebhookEvents(NOW);
  expect(await deliveries()).toEqual([]);
});
