import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import { db, orgDb } from '~/platform/db.server';
import { removePhoto, storePhotos } from './photos.server';
import { assertRoom, hasRoomFor, readStorageRoom, StorageFull } from './storage-limit.server';

const folder = mkdtempSync(path.join(os.tmpdir(), 'teplo-limit-'));
vi.stubEnv('SESSION_SECRET', 'a secret of tests that is long enough');
vi.stubEnv('DATA_DIR', folder);

let organizationId: string;

beforeEach(async () => {
  organizationId = (await makeOrganization(db)).id;
});

const used = async () => (await readStorageRoom(orgDb(organizationId))).used;
const fileOf = (size: number) => ({ organizationId, key: randomUUID(), name: 'a', contentType: 'application/pdf', size, sha256: '0'.repeat(64) });
const limitTo = (bytes: number) => db.storageUse.upsert({ where: { organizationId }, create: { organizationId, limitBytes: bytes }, update: { limitBytes: bytes } });

describe('the count of bytes', () => {
  it('follows every way of writing a row', async () => {
    const { id } = await db.file.create({ data: fileOf(100) });
    await db.file.createMany({ data: [fileOf(10), fileOf(20)] });
    expect(await used()).toBe(130);
    await db.file.update({ where: { id }, data: { size: 300, caption: 'x' } });
    expect(await used()).toBe(330);
    await db.$executeRaw`DELETE FROM "File" WHERE "id" = ${id}::uuid`;
    expect(await used()).toBe(30);
    await db.$transaction(async (tx) => {
      await tx.file.create({ data: fileOf(500) });
      throw new Error('not after all');
    }).catch(() => undefined);
    expect(await used()).toBe(30);
  });

  it('loses nothing when many are written at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => db.file.create({ data: fileOf(index + 1) })));
    expect(await used()).toBe(210);
  });

  it('goes with its organisation', async () => {
    await db.file.create({ data: fileOf(5) });
    await db.organization.delete({ where: { id: organizationId } });
    expect(await db.storageUse.count({ where: { organizationId } })).toBe(0);
  });
});

describe('the limit', () => {
  it('is the organisation’s own, else the installation’s, else none', async () => {
    await db.file.create({ data: fileOf(1_000_000) });
    expect(await readStorageRoom(orgDb(organizationId))).toEqual({ used: 1_000_000, limit: null });
    expect(await hasRoomFor(orgDb(organizationId), 10 ** 12)).toBe(true);
    await limitTo(1_500_000);
    expect([await hasRoomFor(orgDb(organizationId), 500_000), await hasRoomFor(orgDb(organizationId), 500_001)]).toEqual([true, false]);
  });

  it('gives the last room to one of two', async () => {
    await limitTo(100);
    const write = () => orgDb(organizationId).$transaction(async (tx) => {
      await tx.file.create({ data: fileOf(60) });
      await assertRoom(tx);
    });
    const outcomes = await Promise.allSettled([write(), write(), write()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(StorageFull);
    expect(await used()).toBe(60);
  });

  it('is said to who uploads a photo, and gives way when one is removed', async () => {
    const { user } = await makeMember(db, { organizationId });
    const item = await db.catalogItem.create({ data: { organizationId, kind: 'EQUIPMENT', name: 'Экскаватор' }, select: { id: true } });
    const actor = { organizationId, userId: user.id };
    const subject = { itemId: item.id };
    const first = await storePhotos(actor, { subject, uploads: [await picture('#f00')] });
    expect(first.ok).toBe(true);
    await limitTo(await used());
    expect(await storePhotos(actor, { subject, uploads: [await picture('#0f0')] })).toEqual({ ok: false, error: 'storageFull' });
    await removePhoto(actor, subject, first.ok ? (first.ids[0] ?? '') : '');
    expect(await used()).toBe(0);
    expect((await storePhotos(actor, { subject, uploads: [await picture('#00f')] })).ok).toBe(true);
  });
});

async function picture(color: string) {
  const file = path.join(folder, `${randomUUID()}.png`);
  const { size } = await sharp({ create: { width: 40, height: 30, channels: 3, background: color } }).png().toFile(file);
  return { field: 'photos', name: 'a.png', path: file, size, sha256: randomUUID().replaceAll('-', '').repeat(2) };
}
