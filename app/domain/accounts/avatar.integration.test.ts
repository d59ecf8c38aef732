import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import { sweepFiles } from '~/domain/files/sweep-files.server';
import { db } from '~/platform/db.server';
import { storage } from '~/platform/storage.server';
import { findPicture, listPictures, readPicture, removeAvatar, setAvatar } from './avatar.server';

vi.hoisted(() => {
  process.env.SESSION_SECRET = 'x'.repeat(32);
  process.env.DATA_DIR = `/tmp/teplo-avatars-${process.pid}-${Date.now()}`;
});
const folder = mkdtempSync(path.join(os.tmpdir(), 'teplo-avatar-'));
let count = 0;
let organizationId: string;

beforeAll(async () => {
  organizationId = (await makeOrganization(db)).id;
});

function fileOf(content: Buffer | string): string {
  const file = path.join(folder, String((count += 1)));
  writeFileSync(file, content);
  return file;
}

const picture = (width = 900, height = 600) => sharp({ create: { width, height, channels: 3, background: '#a33' } });
const makePerson = async (user = {}) => (await makeMember(db, { organizationId, role: 'SALES', user })).user;

describe('a picture of a person', () => {
  it('becomes a small square without place and camera, and replaces the one before', async () => {
    const { id } = await makePerson();
    const held = await picture().withExif({ IFD0: { Make: 'Camera' }, IFD3: { GPSLatitude: '55/1 45/1 0/1', GPSLatitudeRef: 'N' } }).jpeg().toBuffer();
    expect(await setAvatar(id, fileOf(held))).toEqual({ ok: true });
    const first = await db.user.findUniqueOrThrow({ where: { id } });
    const kept = await readPicture({ viewerId: id, userId: id });
    const { width, height, format, exif } = await sharp(kept ?? Buffer.of()).metadata();
    expect([width, height, format, exif]).toEqual([256, 256, 'webp', undefined]);
    const shown = await findPicture(id);
    expect(await setAvatar(id, fileOf(await picture().png().toBuffer()))).toEqual({ ok: true });
    expect(await findPicture(id)).not.toBe(shown);
    const disk = await storage();
    expect(await disk.exists(first.avatarKey ?? '')).toBe(false);
    expect([await removeAvatar(id), await removeAvatar(id)]).toEqual([true, false]);
    expect(await findPicture(id)).toBeNull();
  });

  it.each([
    ['a page that calls itself one', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['one of another kind', () => picture().gif().toBuffer()],
    ['one that ends in the middle', async () => (await picture().jpeg().toBuffer()).subarray(0, 400)],
    ['one that unfolds to too many pixels', () => sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#000' } }).png({ compressionLevel: 9 }).toBuffer()],
  ])('is not %s', async (_what, make) => {
    const { id } = await makePerson();
    expect(await setAvatar(id, fileOf(await make()))).toEqual({ ok: false, error: 'unreadable' });
    expect(await findPicture(id)).toBeNull();
  });

  it('is seen by those who work with the person, and by nobody else', async () => {
    const person = await makePerson();
    const colleague = await makePerson();
    const { user: stranger } = await makeMember(db, { organizationId: (await makeOrganization(db)).id, role: 'OWNER' });
    await setAvatar(person.id, fileOf(await picture().webp().toBuffer()));
    const seenBy = async (viewerId: string) => (await readPicture({ viewerId, userId: person.id })) !== null;
    expect([await seenBy(person.id), await seenBy(colleague.id), await seenBy(stranger.id)]).toEqual([true, true, false]);
    await db.membership.updateMany({ where: { userId: colleague.id }, data: { removedAt: new Date() } });
    expect(await seenBy(colleague.id)).toBe(false);
  });

  it('is shown by name only where nobody else has that name', async () => {
    const [only, twin] = [await makePerson({ name: 'Одна Такая' }), await makePerson({ name: 'Двое Таких' })];
    for (const { id } of [only, twin]) await setAvatar(id, fileOf(await picture().webp().toBuffer()));
    await makePerson({ name: 'Двое Таких' });
    const names = (await listPictures(organizationId)).map(([name]) => name);
    expect([names.includes('Одна Такая'), names.includes('Двое Таких')]).toEqual([true, false]);
  });

  it('is not swept away', async () => {
    const { id } = await makePerson();
    await setAvatar(id, fileOf(await picture().webp().toBuffer()));
    await sweepFiles(new Date(Date.now() + 2 * 86_400_000));
    expect(await readPicture({ viewerId: id, userId: id })).not.toBeNull();
  });
});
