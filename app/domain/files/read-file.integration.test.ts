import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it, vi } from 'vitest';
import { makeLead, makeMember, makeOrganization, makeService } from '../../../prisma/factories';
import type { Reach } from '~/domain/accounts/reach';
import { db, orgDb } from '~/platform/db.server';
import { storage } from '~/platform/storage.server';
import { answerWithFile, answerWithRecordFile, type FileReader } from './read-file.server';
import { sweepFiles } from './sweep-files.server';

vi.hoisted(() => {
  process.env.SESSION_SECRET = 'x'.repeat(32);
  process.env.DATA_DIR = `/tmp/teplo-read-${process.pid}-${Date.now()}`;
});

let own: string;
let foreign: string;

beforeAll(async () => {
  own = (await makeOrganization(db)).id;
  foreign = (await makeOrganization(db)).id;
});

const reader = (reach: Reach, organizationId = own): FileReader => ({
  org: { id: organizationId, slug: 's', name: 'n', timeZone: 'UTC', currency: 'RUB', isDefault: false, isDemo: false },
  user: { id: randomUUID(), name: 'n', email: 'e', locale: null, timeZone: null },
  reach: { leads: reach, contacts: reach, deals: reach },
  db: orgDb(organizationId),
  can: () => 'all',
});
const answerFor = (fileId: string, reach: Reach = 'all') => answerWithRecordFile(reader(reach), fileId);

async function stored(contentType: string, name: string, withBytes = true) {
  const key = `${own}/${randomUUID()}`;
  if (withBytes) await (await storage()).put(key, 'bytes');
  return db.file.create({ data: { organizationId: own, key, name, contentType, size: 5, sha256: '0'.repeat(64) } });
}

it('shows a picture in the browser, under a sandbox', async () => {
  const answer = await answerWithFile(orgDb(own), (await stored('image/png', 'План "А".png')).id);
  expect(await answer?.text()).toBe('bytes');
  expect(answer?.headers.get('Content-Type')).toBe('image/png');
  expect(answer?.headers.get('Content-Disposition')).toBe(`inline; filename="____ _\u005f_.png"; filename*=UTF-8''%D0%9F%D0%BB%D0%B0%D0%BD%20%22%D0%90%22.png`);
  expect(answer?.headers.get('Content-Security-Policy')).toContain('sandbox');
  expect(answer?.headers.get('X-Content-Type-Options')).toBe('nosniff');
});

it.each(['application/pdf', 'image/heic', 'image/svg+xml', 'text/html'])('has %s saved', async (contentType) => {
  const answer = await answerWithFile(orgDb(own), (await stored(contentType, 'a')).id);
  expect(answer?.headers.get('Content-Disposition')).toMatch(/^attachment;/);
});

it('knows no file of another organisation, and none whose bytes are gone', async () => {
  expect(await answerWithFile(orgDb(foreign), (await stored('image/png', 'a.png')).id)).toBeNull();
  expect(await answerWithFile(orgDb(own), (await stored('image/png', 'a.png', false)).id)).toBeNull();
});

it('goes with its request: who does not see that one does not get the file', async () => {
  const { id: serviceId } = await makeService(db, { organizationId: own });
  const { id: leadId } = await makeLead(db, { organizationId: own, serviceId });
  const { id } = await stored('image/png', 'a.png');
  await db.file.update({ where: { id }, data: { leadId } });
  expect(await answerFor(id, 'own')).toBeNull();
  expect(await answerFor(id, 'team')).toBeNull();
  expect((await answerFor(id))?.status).toBe(200);
  expect(await answerWithRecordFile(reader('all', foreign), id)).toBeNull();
});

it('is also given to who sees its contact, and to nobody when it belongs to no record', async () => {
  const { user } = await makeMember(db, { organizationId: own });
  const contact = await db.contact.create({ data: { organizationId: own, name: 'Клиент', ownerId: user.id } });
  const { id } = await stored('image/png', 'a.png');
  expect(await answerFor(id)).toBeNull();
  await db.file.update({ where: { id }, data: { contactId: contact.id } });
  expect(await answerFor(id, 'own')).toBeNull();
  const owner = reader('own');
  expect((await answerWithRecordFile({ ...owner, user: { ...owner.user, id: user.id } }, id))?.status).toBe(200);
  expect((await answerFor(id))?.status).toBe(200);
});

it('sweeps away old bytes that no row names', async () => {
  const kept = await stored('image/png', 'a.png');
  const disk = await storage();
  await disk.put(`${own}/orphan.png`, 'bytes');
  expect(await sweepFiles(new Date())).toBe(0);
  expect(await sweepFiles(new Date(Date.now() + 2 * 86_400_000))).toBe(1);
  expect([await disk.exists(`${own}/orphan.png`), await disk.exists(kept.key)]).toEqual([false, true]);
});
