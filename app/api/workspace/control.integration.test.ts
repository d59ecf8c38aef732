import { beforeAll, describe, expect, it, vi } from 'vitest';
import { db } from '~/platform/db.server';
import type * as EnvModule from '~/platform/env.server';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';

let api: TestApi;
let world: ApiWorld;
let owner: string;
let hasMailServer = false;

vi.mock('~/platform/env.server', async (original) => {
  const real = await original<typeof EnvModule>();
  return { ...real, env: () => ({ ...real.env(), ...(hasMailServer && { SMTP_URL: 'smtp://localhost:2525' }) }) };
});

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  owner = world.people.OWNER.token;
});

async function makeContact(name: string): Promise<string> {
  const { body } = await api.call<{ id: string }>('contacts.create', { as: owner, body: { kind: 'PERSON', name } });
  return body.id;
}

describe('the audit log', () => {
  it('tells who changed what, and is narrowed', async () => {
    const record = await makeContact('Журналов');
    await api.call('contacts.update', { as: owner, params: { contactId: record }, version: 1, body: { city: 'Тверь' } });
    const { body } = await api.call<{ items: object[] }>('auditLog.list', { as: owner, query: { record } });
    expect(body.items).toEqual([
      expect.objectContaining({ action: 'update', resource: 'contacts', label: 'Журналов', actorId: world.people.OWNER.id, after: { city: 'Тверь' } }),
      expect.objectContaining({ action: 'create' }),
    ]);
    expect((await api.call<{ items: object[] }>('auditLog.list', { as: owner, query: { record, action: 'create', person: world.people.OWNER.id } })).body.items).toHaveLength(1);
    expect((await api.call<{ items: object[] }>('auditLog.list', { as: owner, query: { person: 'system', record } })).body.items).toEqual([]);
    const page = await api.call<{ items: object[]; next: string }>('auditLog.list', { as: owner, query: { limit: '1' } });
    expect(page.body.items).toHaveLength(1);
    expect(page.body.next).toContain('limit=1');
    expect((await api.call('auditLog.list', { as: owner, query: { resource: 'weather' } })).status).toBe(422);
  });
});

describe('the trash', () => {
  it('gives back or erases', async () => {
    const [kept, lost] = [await makeContact('Возвращенцев'), await makeContact('Пропалов')];
    for (const contactId of [kept, lost]) await api.call('contacts.delete', { as: owner, params: { contactId } });
    expect((await api.call('trash.counts', { as: owner })).body).toMatchObject({ contacts: 2, deals: 0 });
    const list = await api.call<{ items: object[] }>('trash.list', { as: owner, params: { trashKind: 'contacts' } });
    expect(list.body.items).toContainEqual(expect.objectContaining({ id: lost, label: 'Пропалов', deletedById: world.people.OWNER.id, daysLeft: 30 }));
    const of = (trashedId: string) => ({ as: owner, params: { trashKind: 'contacts', trashedId } });
    expect((await api.call('trash.restore', of(kept))).status).toBe(204);
    expect((await api.call('contacts.read', { as: owner, params: { contactId: kept } })).status).toBe(200);
    expect((await api.call('trash.purge', of(lost))).status).toBe(204);
    expect((await api.call('trash.restore', of(lost))).status).toBe(404);
    expect((await api.call('trash.list', { as: owner, params: { trashKind: 'weather' } })).status).toBe(404);
  });

  it('of another organisation is not there', async () => {
    const contactId = await makeContact('Чужой');
    await api.call('contacts.delete', { as: owner, params: { contactId } });
    const stranger = (await makeApiWorld()).people.OWNER.token;
    for (const operation of ['trash.restore', 'trash.purge']) expect((await api.call(operation, { as: stranger, params: { trashKind: 'contacts', trashedId: contactId } })).status).toBe(404);
  });
});

describe('runs', () => {
  it('say what became of each row, to whom they belong', async () => {
    const ids = [await makeContact('Рядов 1'), await makeContact('Рядов 2')];
    const changed = await api.call<{ id: string }>('contacts.change', { as: owner, body: { change: { kind: 'addTag', tags: ['важный'] }, target: { ids } } });
    const params = { runId: changed.body.id };
    const first = await api.call<{ items: object[]; next: string }>('runs.rows', { as: owner, params, query: { limit: '1', outcome: 'updated' } });
    expect(first.body.items).toEqual([{ position: 1, outcome: 'updated', recordId: ids[0], problems: [] }]);
    expect(first.body.next).toContain('after=1');
    const rest = await api.call<{ items: object[]; next: null }>('runs.rows', { as: owner, params, query: { after: '1' } });
    expect(rest.body).toMatchObject({ items: [{ position: 2 }], next: null });
    expect((await api.call('runs.rows', { as: owner, params, query: { after: 'x' } })).status).toBe(422);
    expect((await api.call('runs.rows', { as: world.people.SALES.token, params })).status).toBe(404);
  });
});

describe('search', () => {
  it('finds what the person sees', async () => {
    const id = await makeContact('Находкин');
    const found = await api.call<{ items: object[] }>('search.everything', { as: owner, query: { q: 'находк' } });
    expect(found.body.items).toEqual([expect.objectContaining({ kind: 'contact', id, label: 'Находкин' })]);
    expect((await api.call<{ items: object[] }>('search.everything', { as: world.people.OPERATOR.token, query: { q: 'находк' } })).body.items).toEqual([]);
    expect((await api.call('search.everything', { as: owner })).status).toBe(422);
  });
});

describe('the outbox', () => {
  it('shows mails without the links of invitations, and sends again', async () => {
    const { organizationId } = world;
    const { id: mailId } = await db.mailMessage.create({ data: { organizationId, kind: 'invite', to: 'a@example.com', subject: 's', text: 'http://localhost/invite/secret-token', state: 'HELD' }, select: { id: true } });
    const list = await api.call<{ items: object[] }>('outbox.list', { as: owner });
    expect(list.body.items).toEqual([expect.objectContaining({ id: mailId, state: 'HELD', text: 'http://localhost/invite/…' })]);
    expect((await api.call('outbox.retry', { as: owner, params: { mailId } })).status).toBe(409);
    expect((await api.call('outbox.retryAll', { as: owner })).status).toBe(409);
    hasMailServer = true;
    expect((await api.call('outbox.retry', { as: world.people.ADMIN.token, params: { mailId } })).status).toBe(204);
    expect(await db.mailMessage.findUnique({ where: { id: mailId }, select: { state: true } })).toEqual({ state: 'QUEUED' });
    expect((await api.call('outbox.retryAll', { as: owner })).body).toEqual({ count: 0 });
    hasMailServer = false;
  });
});
