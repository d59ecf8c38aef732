import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it, vi } from 'vitest';
import { makeLead, makeOrganization, makeService } from '../../../prisma/factories';
import type { Reach, Viewer } from '~/domain/accounts/reach';
import { db, orgDb } from '~/platform/db.server';
import { storage } from '~/platform/storage.server';
import { answerWithRecordFile } from './read-file.server';
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

const viewer = (reach: Reach): Viewer => ({ organizationId: own, timeZone: 'UTC', userId: randomUUID(), reach });
const answerFor = (fileId: string) => answerWithRecordFile(orgDb(own), viewer('all'), fileId);

async function stored(contentType: string, name: string, withBytes = true) {
  const key = `${own}/${randomUUID()}`;
  if (withBytes) await (await storage()).put(key, 'bytes');
  return db.file.create({ data: { organizationId: own, key, name, contentType, size: 5, sha256: '0'.repeat(64) } });
}

it('shows a picture in the browser, under a sandbox', async () => {
  const answer = await answerFor((await stored('image/png', 'План "А".png')).id);
  expect(await answer?.text()).toBe('bytes');
  expect(answer?.headers.get('Content-Type')).toBe('image/png');
  expect(answer?.headers.get('Content-Disposition')).toBe(`inline; filename="____ _\u005f_.png"; filename*=UTF-8''%D0%9F%D0%BB%D0%B0%D0%BD%20%22%D0%90%22.png`);
  expect(answer?.headers.get('Content-Security-Policy')).toContain('sandbox');
  expect(answer?.headers.get('X-Content-Type-Options')).toBe('nosniff');
});

it.each(['application/pdf', 'image/heic', 'image/svg+xml', 'text/html'])('has %s saved', async (contentType) => {
  const answer = await answerFor((await stored(contentType, 'a')).id);
  expect(answer?.headers.get('Content-Disposition')).toMatch(/^attachment;/);
});

it('knows no file of another organisation, and none whose bytes are gone', async () => {
  expect(await answerWithRecordFile(orgDb(foreign), { ...viewer('all'), organizationId: foreign }, (await stored('image/png', 'a.png')).id)).toBeNull();
  expect(await answerFor((await stored('image/png', 'a.png', false)).id)).toBeNull();
});

it('goes with its request: who does not see that one does not get the file', async () => {
  const { id: serviceId } = await makeService(db, { organizationId: own });
  const { id: leadId } = await makeLead(db, { organizationId: own, serviceId });
  const { id } = await stored('image/png', 'a.png');
  await db.file.update({ where: { id }, data: { leadId } });
  expect(await answerWithRecordFile(orgDb(own), viewer('own'), id)).toBeNull();
  expect(await answerWithRecordFile(orgDb(own), viewer('team'), id)).toBeNull();
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
