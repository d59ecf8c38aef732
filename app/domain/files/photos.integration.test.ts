import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeMember, makeOrganization, makeService } from '../../../prisma/factories';
import { can, type Role } from '~/domain/accounts/permissions';
import { db, orgDb } from '~/platform/db.server';
import { storage } from '~/platform/storage.server';
import { listPhotos, listPhotosOfMaintenances, orderPhotos, removePhoto, storePhotos } from './photos.server';
import { answerWithRecordFile, type FileReader } from './read-file.server';
import { sweepFiles } from './sweep-files.server';

const folder = vi.hoisted(() => {
  process.env.SESSION_SECRET = 'x'.repeat(32);
  return (process.env.DATA_DIR = `/tmp/teplo-photos-${process.pid}-${Date.now()}`);
});
const uploads = mkdtempSync(path.join(os.tmpdir(), 'teplo-photos-'));

let organizationId: string;
let itemId: string;
const userId = randomUUID();
const actor = () => ({ organizationId, userId });
const subject = () => ({ itemId });

beforeAll(() => {
  expect(folder).toContain('teplo-photos');
});

beforeEach(async () => {
  organizationId = (await makeOrganization(db)).id;
  itemId = (await makeService(db, { organizationId })).id;
});

/** A picture of its own colour, so that no two are the same. */
const picture = (red: number, size: { width: number; height: number } = { width: 40, height: 20 }) => sharp({ create: { ...size, channels: 3, background: { r: red, g: 0, b: 0 } } });

function upload(name: string, content: Buffer | string) {
  const file = path.join(uploads, randomUUID());
  writeFileSync(file, content);
  return { field: 'photos', name, path: file, size: content.length, sha256: randomUUID().replaceAll('-', '').padEnd(64, '0') };
}

const jpeg = async (red: number) => upload(`${red}.jpg`, await picture(red).jpeg().toBuffer());
const reader = (role: Role, id = organizationId, user: string = userId): FileReader => ({
  org: { id, slug: 's', name: 'n', timeZone: 'UTC', currency: 'RUB', isDefault: false, isDemo: false },
  user: { id: user, name: 'n', email: 'e', locale: null, timeZone: null },
  reach: { leads: 'own', contacts: 'own', deals: 'own' },
  db: orgDb(id),
  can: (resource, action) => can(role, resource, action),
});

describe('photos of a record', () => {
  it('get a small copy: turned as the camera was held, without place and camera', async () => {
    const held = await picture(200, { width: 1600, height: 900 })
      .withExif({ IFD0: { Make: 'Camera' }, IFD3: { GPSLatitude: '55/1 45/1 0/1', GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const stored = await storePhotos(actor(), { subject: subject(), uploads: [upload('../../стройка.jpg', held)] });
    expect(stored).toMatchObject({ ok: true });
    const [photo] = await listPhotos(orgDb(organizationId), subject());
    expect(photo).toMatchObject({ name: 'стройка.jpg', contentType: 'image/jpeg', width: 900, height: 1600, hasThumbnail: true });
    const answer = await answerWithRecordFile(reader('OPERATOR'), photo?.id ?? '', 'small');
    expect(answer?.headers.get('Content-Type')).toBe('image/webp');
    const small = await sharp(new Uint8Array((await answer?.arrayBuffer()) ?? new ArrayBuffer(0))).metadata();
    expect(small).toMatchObject({ width: 360, height: 640 });
    expect([small.exif, small.orientation]).toEqual([undefined, undefined]);
  });

  it.each([
    ['a page that calls itself a photo', 'a.jpg', Buffer.from('<html><script>alert(1)</script></html>')],
    ['a picture that ends in the middle', 'b.jpg', Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex')],
    ['a paper', 'c.pdf', Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF')],
  ])('refuse %s, and nothing of the others stays', async (_what, name, content) => {
    expect(await storePhotos(actor(), { subject: subject(), uploads: [await jpeg(1), upload(name, content)] })).toEqual({ ok: false, error: 'refused', names: [name] });
    expect(await listPhotos(orgDb(organizationId), subject())).toEqual([]);
  });

  it('refuse a small file that unfolds to hundreds of millions of pixels', async () => {
    const bomb = await sharp({ create: { width: 16_000, height: 16_000, channels: 3, background: '#000' }, limitInputPixels: false }).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.length).toBeLessThan(2_000_000);
    expect(await storePhotos(actor(), { subject: subject(), uploads: [upload('bomb.png', bomb)] })).toMatchObject({ ok: false, error: 'refused' });
  });

  it('are ten at most, also when two posts come at once; the same post twice keeps each once', async () => {
    const sent = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((red) => jpeg(red)));
    const more = await Promise.all([11, 12, 13, 14, 15, 16].map((red) => jpeg(red)));
    const results = await Promise.all([sent, more].map((photos) => storePhotos(actor(), { subject: subject(), uploads: photos })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: 'tooMany' });
    const first = results[0]?.ok ? sent : more;
    const count = (await listPhotos(orgDb(organizationId), subject())).length;
    expect(await storePhotos(actor(), { subject: subject(), uploads: first })).toMatchObject({ ok: true });
    expect(await listPhotos(orgDb(organizationId), subject())).toHaveLength(count);
  });

  it('keep their order when moved, and go with their bytes', async () => {
    await storePhotos(actor(), { subject: subject(), uploads: [await jpeg(21), await jpeg(22), await jpeg(23)] });
    const names = async () => (await listPhotos(orgDb(organizationId), subject())).map(({ name }) => name);
    const [first, , last] = await listPhotos(orgDb(organizationId), subject());
    if (!first || !last) throw new Error('photos are missing');
    await orderPhotos(actor(), subject(), { id: last.id, direction: 'up' });
    await orderPhotos(actor(), subject(), { id: first.id, before: '' });
    expect(await names()).toEqual(['23.jpg', '22.jpg', '21.jpg']);
    const { key, thumbnailKey } = await db.file.findUniqueOrThrow({ where: { id: last.id }, select: { key: true, thumbnailKey: true } });
    expect(await removePhoto(actor(), subject(), last.id)).toBe(true);
    expect(await removePhoto(actor(), subject(), last.id)).toBe(false);
    const disk = await storage();
    expect([await disk.exists(key), await disk.exists(thumbnailKey ?? '')]).toEqual([false, false]);
    expect(await names()).toEqual(['22.jpg', '21.jpg']);
  });

  it('of another organisation are out of reach', async () => {
    const stored = await storePhotos(actor(), { subject: subject(), uploads: [await jpeg(31)] });
    const [fileId = ''] = stored.ok ? stored.ids : [];
    const foreign = (await makeOrganization(db)).id;
    expect(await answerWithRecordFile(reader('OWNER', foreign), fileId)).toBeNull();
    expect(await removePhoto({ organizationId: foreign, userId }, subject(), fileId)).toBe(false);
    expect(await orderPhotos({ organizationId: foreign, userId }, subject(), { id: fileId, before: '' })).toBe(false);
    await expect(storePhotos({ organizationId: foreign, userId }, { subject: subject(), uploads: [await jpeg(32)] })).rejects.toThrow();
  });

  it('of an order are seen by its operators, and not by those of others', async () => {
    const { user } = await makeMember(db, { organizationId, role: 'OPERATOR' });
    const { id: orderId } = await db.order.create({ data: { organizationId, number: '2026-000001', currency: 'RUB', operators: { create: { userId: user.id } } }, select: { id: true } });
    const stored = await storePhotos(actor(), { subject: { orderId }, uploads: [await jpeg(41)], photoKind: 'BEFORE', latitude: '55.75', longitude: '37.61' });
    const [fileId = ''] = stored.ok ? stored.ids : [];
    expect(await listPhotos(orgDb(organizationId), { orderId })).toMatchObject([{ photoKind: 'BEFORE', latitude: '55.75', longitude: '37.61' }]);
    expect((await answerWithRecordFile(reader('OPERATOR', organizationId, user.id), fileId))?.status).toBe(200);
    expect(await answerWithRecordFile(reader('OPERATOR'), fileId)).toBeNull();
    expect((await answerWithRecordFile(reader('VIEWER'), fileId))?.status).toBe(200);
  });

  it('of a maintenance are seen by whoever sees the machine, its bills by those who see costs', async () => {
    const { id: maintenanceId } = await db.maintenanceRecord.create({ data: { organizationId, itemId, title: 'ТО-1', doneDay: new Date('2026-11-20T00:00:00Z') }, select: { id: true } });
    const stored = await storePhotos(actor(), { subject: { maintenanceId }, uploads: [await jpeg(51), upload('bill.pdf', '%PDF-1.4\n%%EOF\n')] });
    const [photo = '', bill = ''] = stored.ok ? stored.ids : [];
    expect((await listPhotosOfMaintenances(orgDb(organizationId), [maintenanceId])).map(({ id, hasThumbnail }) => [id, hasThumbnail])).toEqual([[photo, true], [bill, false]]);
    expect((await answerWithRecordFile(reader('OPERATOR'), photo))?.status).toBe(200);
    expect(await answerWithRecordFile(reader('OPERATOR'), bill)).toBeNull();
    expect((await answerWithRecordFile(reader('MANAGER'), bill))?.status).toBe(200);
  });

  it('are not swept away, neither the photo nor its small copy', async () => {
    const stored = await storePhotos(actor(), { subject: subject(), uploads: [await jpeg(51)] });
    const [id = ''] = stored.ok ? stored.ids : [];
    await sweepFiles(new Date(Date.now() + 2 * 86_400_000));
    expect((await answerWithRecordFile(reader('VIEWER'), id, 'small'))?.status).toBe(200);
    expect((await answerWithRecordFile(reader('VIEWER'), id))?.status).toBe(200);
  });
});
