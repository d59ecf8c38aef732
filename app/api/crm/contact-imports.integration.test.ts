import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { importSlice } from '~/domain/imports/run-import.server';
import { undoSlice } from '~/domain/imports/undo-import.server';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';

interface Import {
  id: string;
  version: number;
  columns: { label: string; field: string | null }[];
  run: { id: string } | null;
}

interface Started {
  id: string;
  state: string;
  counts: Record<string, number>;
}

let api: TestApi;
let world: ApiWorld;
let owner: string;

beforeAll(async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'teplo-api-import-'));
  process.env.DATA_DIR = folder;
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  owner = world.people.OWNER.token;
  return () => rm(folder, { recursive: true, force: true });
});

const FILE = 'Имя;Телефон;Город\nИмпортова Анна;89160000101;Руза\nИмпортов Борис;8916;Руза\n';

async function upload(content: string = FILE, as = owner) {
  const body = new FormData();
  body.append('file', new File([content], 'clients.csv', { type: 'text/csv' }));
  return api.call<Import>('contactImports.create', { as, body });
}

const work = (runId: string, slice: typeof importSlice | typeof undoSlice = importSlice) => slice({ organizationId: world.organizationId, runId, signal: new AbortController().signal });
const start = (importId: string, version: number, query: Record<string, string> = {}, as = owner) => api.call<Started>('contactImports.start', { as, params: { importId }, version, query });
const count = async () => (await api.call<{ count: number }>('contacts.count', { as: owner, query: { city: 'Руза' } })).body.count;

describe('imports of contacts', () => {
  it('go from the file through a dry run to contacts, and are taken back', async () => {
    const uploaded = await upload();
    expect(uploaded.status).toBe(201);
    expect(uploaded.headers.get('ETag')).toBe('"1"');
    expect(uploaded.body.columns.map(({ field }) => field)).toEqual(['name', 'phones', 'city']);
    const importId = uploaded.body.id;
    const params = { importId };
    const chosen = await api.call<Import>('contactImports.update', { as: owner, params, version: 1, body: { mode: 'create', keys: [], tags: ['список'], ownerId: world.people.SALES.id } });
    expect(chosen.body).toMatchObject({ version: 2, mode: 'create', tags: ['список'], problem: null });
    expect((await api.call('contactImports.update', { as: owner, params, version: 1, body: { mode: 'create' } })).status).toBe(412);
    const preview = await api.call<{ items: object[] }>('contactImports.preview', { as: owner, params });
    expect(preview.body.items).toMatchObject([{ row: 2, outcome: 'created', contact: { name: 'Импортова Анна', phones: ['+79160000101'] } }, { row: 3, outcome: 'failed', problems: [{ field: 'phones' }] }]);

    expect((await start(importId, 2)).status).toBe(409);
    const trial = await start(importId, 2, { dryRun: 'true' });
    expect(trial.body.state).toBe('QUEUED');
    await work(trial.body.id);
    expect(await count()).toBe(0);
    expect((await api.call('runs.read', { as: owner, params: { runId: trial.body.id } })).body).toMatchObject({ state: 'DONE', counts: { created: 1, failed: 1 } });

    const started = await start(importId, 2);
    await work(started.body.id);
    expect(await count()).toBe(1);
    expect((await api.call('contactImports.read', { as: owner, params })).body).toMatchObject({ run: { id: started.body.id, state: 'DONE', counts: { created: 1, failed: 1 } }, undo: null });
    const rows = await api.call<{ items: object[]; next: string | null }>('contactImports.rows', { as: owner, params, query: { limit: '1' } });
    expect(rows.body).toMatchObject({ items: [{ row: 3, recordId: null, problems: [{ field: 'phones', code: 'phone', value: '8916' }] }], next: null });
    const file = await api.call<Uint8Array>('contactImports.file', { as: owner, params });
    expect(new TextDecoder().decode(file.body)).toContain('Импортов Борис');
    expect((await api.call('contactImports.drop', { as: owner, params })).status).toBe(409);

    const undone = await api.call<Started>('contactImports.undo', { as: owner, params });
    expect(undone.status).toBe(202);
    while (!(await work(undone.body.id, undoSlice)));
    expect(await count()).toBe(0);
    const listed = await api.call<{ items: Import[] }>('contactImports.list', { as: owner });
    expect(listed.body.items.find(({ id }) => id === importId)).toMatchObject({ undo: { state: 'DONE', counts: { reverted: 1 } } });
  });

  it('are stopped, go on, and are forgotten', async () => {
    const { body: { id: importId } } = await upload();
    const params = { importId };
    expect((await api.call('contactImports.cancel', { as: owner, params })).status).toBe(409);
    const trial = await start(importId, 1, { dryRun: 'true' });
    expect((await api.call('contactImports.cancel', { as: owner, params })).body).toMatchObject({ id: trial.body.id, state: 'CANCELLED' });
    expect((await api.call('contactImports.resume', { as: owner, params })).body).toMatchObject({ id: trial.body.id, state: 'QUEUED' });
    expect((await api.call('contactImports.resume', { as: owner, params })).status).toBe(409);
    expect((await api.call('contactImports.undo', { as: owner, params })).status).toBe(409);
    expect((await api.call('contactImports.drop', { as: owner, params })).status).toBe(204);
    expect((await api.call('contactImports.read', { as: owner, params })).status).toBe(404);
  });

  it('are read in another way', async () => {
    const { body: { id: importId } } = await upload();
    const read = await api.call<Import>('contactImports.format', { as: owner, params: { importId }, version: 1, body: { hasHeader: false, delimiter: ',' } });
    expect(read.body).toMatchObject({ version: 2, rowCount: 3, format: { hasHeader: false, delimiter: ',' }, columns: [{ label: 'A', field: null }], problem: 'nothingMapped' });
    expect((await api.call('contactImports.format', { as: owner, params: { importId }, version: 1, body: { hasHeader: true } })).status).toBe(412);
    expect((await start(importId, 2, { dryRun: 'true' })).body).toMatchObject({ errors: [{ path: '/columns', code: 'nothingMapped' }] });
  });

  it('are refused with what is wrong', async () => {
    const empty = await upload('Имя;Телефон\n');
    expect(empty.body).toMatchObject({ status: 422, errors: [{ path: '/file', code: 'empty' }] });
    expect((await api.call('contactImports.create', { as: owner, body: new FormData() })).status).toBe(422);
    const { body: { id: importId } } = await upload();
    const change = (body: object, as = owner) => api.call('contactImports.update', { as, params: { importId }, version: 1, body });
    expect((await change({ columns: ['name'] })).body).toMatchObject({ errors: [{ path: '/columns' }] });
    expect((await change({ columns: ['name', 'colour', null], keys: ['shoe'] })).body).toMatchObject({ errors: [{ path: '/columns/1' }, { path: '/keys/0' }] });
    expect((await change({ ownerId: importId })).body).toMatchObject({ errors: [{ path: '/ownerId' }] });
    // another's import
    expect((await change({ mode: 'create' }, world.people.SALES.token)).status).toBe(404);
    expect((await api.call('contactImports.rows', { as: owner, params: { importId } })).status).toBe(409);
  });

  it('have a sample to begin with, and an export that an import knows again', async () => {
    const sample = await api.call<Uint8Array>('contactImports.sample', { as: owner, headers: { 'Accept-Language': 'ru' } });
    expect((await upload(new TextDecoder().decode(sample.body))).body.columns.every(({ field }) => field !== null)).toBe(true);
    await api.call('contacts.create', { as: owner, body: { kind: 'PERSON', name: 'Экспортов', city: 'Чехов' } });
    await api.call('contacts.create', { as: owner, body: { kind: 'PERSON', name: 'Не он', city: 'Клин' } });
    const file = await api.call<Uint8Array>('contacts.export', { as: owner, query: { city: 'Чехов' } });
    const text = new TextDecoder().decode(file.body);
    expect(text).toContain('Экспортов');
    expect(text).not.toContain('Не он');
    expect(file.headers.get('Content-Disposition')).toContain('attachment');
    const sheet = await api.call<Uint8Array>('contacts.export', { as: owner, query: { city: 'Чехов', format: 'xlsx' } });
    expect([...sheet.body.slice(0, 2)]).toEqual([0x50, 0x4b]);
    expect((await upload(text)).body.columns[0]).toMatchObject({ field: 'id' });
  });
});
