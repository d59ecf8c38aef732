import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { db } from '~/platform/db.server';
import { storage } from '~/platform/storage.server';
import { answerToFileLink } from '~/domain/files/read-file.server';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';

process.env.DATA_DIR = mkdtempSync(path.join(os.tmpdir(), 'teplo-file-link-'));
let api: TestApi;
let world: ApiWorld;

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
});

it('hands out an address that needs no key, for five minutes', async () => {
  const key = `${world.organizationId}/${randomUUID()}.pdf`;
  await (await storage()).put(key, '%PDF-1.4');
  const item = await db.catalogItem.create({ data: { organizationId: world.organizationId, kind: 'EQUIPMENT', name: 'Кран' }, select: { id: true } });
  const file = await db.file.create({ data: { organizationId: world.organizationId, itemId: item.id, key, name: 'паспорт.pdf', contentType: 'application/pdf', size: 8, sha256: '0'.repeat(64) }, select: { id: true } });
  const { status, body } = await api.call<{ url: string; expiresAt: string }>('files.link', { as: world.people.OWNER.token, params: { fileId: file.id } });
  expect(status).toBe(200);
  const { pathname, searchParams } = new URL(body.url);
  expect(pathname).toBe(`/files/${file.id}`);
  expect(await (await answerToFileLink(file.id, searchParams, new Date()))?.text()).toBe('%PDF-1.4');
  expect(await answerToFileLink(file.id, searchParams, new Date(Date.parse(body.expiresAt)))).toBeNull();
});
