import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { db, orgDb } from '~/platform/db.server';
import { fillWithPerson, PERSON } from '../../../test/person-everywhere';
import { erasePerson } from './erase-person.server';
import { answerWithExport, findExport, listExports, runExport, startExport } from './export-person.server';
import { sweepRetention } from './retention-sweep.server';

vi.hoisted(() => {
  process.env.SESSION_SECRET = 'x'.repeat(32);
  process.env.DATA_DIR = `/tmp/teplo-export-${process.pid}-${Date.now()}`;
});

let world: Awaited<ReturnType<typeof fillWithPerson>>;
beforeEach(async () => {
  world = await fillWithPerson();
});

const actor = () => ({ organizationId: world.organizationId, userId: world.userId });
const key = () => ({ contactIds: [world.contact.id], leadIds: [] });

async function makeExport(): Promise<string> {
  const runId = await startExport({ ...actor(), locale: 'ru', key: key() });
  if (!runId) throw new Error('nobody');
  await runExport({ organizationId: world.organizationId, runId });
  return runId;
}

/** Entries of the archive by their names. */
async function readArchive(response: Response): Promise<Map<string, Buffer>> {
  const entries = new Map<string, Buffer>();
  const tar = extract();
  tar.on('entry', (header, stream, next) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk) => chunks.push(Buffer.from(chunk as Uint8Array)));
    stream.on('end', () => {
      entries.set(header.name, Buffer.concat(chunks));
      next();
    });
  });
  await pipeline(Readable.from(Buffer.from(await response.arrayBuffer())), createGunzip(), tar);
  return entries;
}

describe('an export of a person', () => {
  it('holds every record, the mails and the files, and no secrets', async () => {
    const runId = await makeExport();
    const response = await answerWithExport(actor(), runId);
    const entries = await readArchive(response ?? new Response());
    const data = JSON.parse(String(entries.get('data.json'))) as Record<string, Record<string, unknown>[]>;
    const counts = Object.fromEntries(Object.entries(data).map(([name, rows]) => [name, rows.length]));
    expect(counts).toEqual({ contacts: 2, leads: 2, consents: 1, views: 2, deals: 1, orders: 1, orderLines: 2, orderSteps: expect.any(Number) as number, payments: 1, documents: 1, tasks: 1, activities: 3, mails: 1, files: 3, audit: 4 });
    expect(data.leads?.[0]).not.toHaveProperty('publicToken');
    expect(data.orderLines?.[0]).not.toHaveProperty('fuelCost');
    expect(String(entries.get('index.html'))).toContain(`<dd>${PERSON.name}</dd>`);
    expect([...entries.keys()].filter((name) => name.startsWith('files/'))).toHaveLength(3);
    const stored = await db.file.findFirstOrThrow({ where: { organizationId: world.organizationId, contentType: 'application/gzip' } });
    const bytes = Buffer.from(await ((await answerWithExport(actor(), runId)) ?? new Response()).arrayBuffer());
    expect([stored.size, stored.sha256]).toEqual([bytes.length, createHash('sha256').update(bytes).digest('hex')]);
    expect(await db.auditLog.count({ where: { organizationId: world.organizationId, resource: 'personalData', action: { in: ['export', 'download'] } } })).toBe(3);
  });

  it('leaves out what a member gets at the same address: letters that open an account, and notices of other clients', async () => {
    const letter = { organizationId: world.organizationId, to: PERSON.email, subject: 's', text: 'https://example.test/reset/secret-link' };
    await db.mailMessage.createMany({ data: ['account.resetPassword', 'member.invited', 'digest', 'lead.new'].map((kind) => ({ ...letter, kind })) });
    const entries = await readArchive((await answerWithExport(actor(), await makeExport())) ?? new Response());
    expect(String(entries.get('data.json'))).not.toContain('secret-link');
  });

  it('is another organisation\'s to nobody', async () => {
    const runId = await makeExport();
    const stranger = await fillWithPerson();
    expect(await answerWithExport({ organizationId: stranger.organizationId, userId: stranger.userId }, runId)).toBeNull();
    expect(await findExport(orgDb(stranger.organizationId), runId)).toBeNull();
    expect(await startExport({ organizationId: stranger.organizationId, userId: stranger.userId, locale: 'ru', key: key() })).toBeNull();
  });

  it('goes after its days, and with the person', async () => {
    const runId = await makeExport();
    await sweepRetention(new Date(Date.now() + 6 * 86_400_000));
    expect(await findExport(orgDb(world.organizationId), runId)).toMatchObject({ hasFile: true });
    await sweepRetention(new Date(Date.now() + 8 * 86_400_000));
    expect(await listExports(orgDb(world.organizationId))).toMatchObject([{ state: 'DONE', hasFile: false }]);
    expect(await answerWithExport(actor(), runId)).toBeNull();
    const second = await makeExport();
    await erasePerson({ ...actor(), locale: 'ru', key: key(), acceptsUnpaid: false, now: new Date() });
    expect(await answerWithExport(actor(), second)).toBeNull();
    expect(await findExport(orgDb(world.organizationId), second)).toMatchObject({ hasFile: false });
  });

  it('that was cancelled leaves no file', async () => {
    const runId = await startExport({ ...actor(), locale: 'en', key: key() });
    await db.backgroundRun.updateMany({ where: { id: runId ?? '' }, data: { state: 'CANCELLED' } });
    await runExport({ organizationId: world.organizationId, runId: runId ?? '' });
    expect(await db.file.count({ where: { organizationId: world.organizationId, contentType: 'application/gzip' } })).toBe(0);
  });
});
