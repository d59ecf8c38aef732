import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { db, orgDb } from '~/platform/db.server';
import { storage } from '~/platform/storage.server';
import { makeOrganization } from '../../../prisma/factories';
import { answerToFileLink, answerWithFile } from './read-file.server';
import { storeFiles } from './store-files.server';
import { sweepFiles } from './sweep-files.server';
import { signFileLink } from '~/platform/file-link.server';

const MEGABYTE = 1024 * 1024;
const folder = mkdtempSync(path.join(os.tmpdir(), 'teplo-s3-'));
let server: S3rver;

beforeAll(async () => {
  const port = await freePort();
  server = new S3rver({ address: '127.0.0.1', port, directory: folder, silent: true, configureBuckets: [{ name: 'teplo-test', configs: [] }] });
  await server.run();
  const endpoint = `http://127.0.0.1:${port}`;
  const settings = { SESSION_SECRET: 'a secret of tests that is long enough', S3_ENDPOINT: endpoint, S3_PUBLIC_ENDPOINT: endpoint, S3_BUCKET: 'teplo-test', S3_ACCESS_KEY_ID: 'S3RVER', S3_SECRET_ACCESS_KEY: 'S3RVER' };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a bucket of an S3 service', () => {
  it('keeps, lists, gives and removes bytes', async () => {
    const disk = await storage();
    await disk.put('one/a.txt', 'Привет', { contentType: 'text/plain' });
    await disk.put('one/b.txt', 'b');
    expect(await disk.get('one/a.txt')).toBe('Привет');
    expect(await disk.exists('one/a.txt')).toBe(true);
    expect(await disk.exists('one/none.txt')).toBe(false);
    expect([...(await disk.listAll('one/', { recursive: true })).objects].map((object) => object.isFile && object.key).sort()).toEqual(['one/a.txt', 'one/b.txt']);
    await disk.delete('one/a.txt');
    expect(await disk.exists('one/a.txt')).toBe(false);
    await expect(disk.getStream('one/a.txt').then((stream) => buffer(stream))).rejects.toThrow();
  });

  it('takes a large stream without changing a byte', async () => {
    const bytes = randomBytes(12 * MEGABYTE);
    const disk = await storage();
    await disk.putStream('large.bin', Readable.from(chunks(bytes)), { contentLength: bytes.length });
    const read = await buffer(await disk.getStream('large.bin'));
    expect(hash(read)).toBe(hash(bytes));
    expect((await disk.getMetaData('large.bin')).contentLength).toBe(bytes.length);
  });

  it('serves uploads: through the application, and straight for a minute', async () => {
    const { file, content, organizationId } = await upload();
    const answer = await answerWithFile(orgDb(organizationId), file.id);
    expect(Buffer.from((await answer?.arrayBuffer()) ?? new ArrayBuffer(0)).equals(content)).toBe(true);

    const now = new Date();
    const link = signFileLink({ organizationId, fileId: file.id, size: 'original', expires: Math.floor(now.getTime() / 1_000) + 60 });
    const redirect = await answerToFileLink(file.id, link, now);
    expect([redirect?.status, redirect?.headers.get('Cache-Control')]).toEqual([302, 'no-store']);
    const address = new URL(redirect?.headers.get('Location') ?? '');
    expect(Number(address.searchParams.get('X-Amz-Expires'))).toBe(60);
    const direct = await fetch(address);
    expect([direct.status, direct.headers.get('content-type'), direct.headers.get('content-disposition')]).toEqual([200, 'application/pdf', expect.stringContaining('attachment')]);
    expect(Buffer.from(await direct.arrayBuffer()).equals(content)).toBe(true);
  });

  it('loses what no row points to after a day, and nothing else', async () => {
    const { file } = await upload();
    const disk = await storage();
    await disk.put('somewhere/orphan.pdf', 'x');
    expect(await sweepFiles(new Date())).toBe(0);
    await sweepFiles(new Date(Date.now() + 25 * 60 * 60 * 1000));
    expect([await disk.exists('somewhere/orphan.pdf'), await disk.exists(file.key)]).toEqual([false, true]);
  });
});

async function upload() {
  const { id: organizationId } = await makeOrganization(db);
  const content = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(200)]);
  const place = path.join(folder, 'upload.pdf');
  writeFileSync(place, content);
  const [stored] = await storeFiles(organizationId, [{ path: place, name: 'счёт.pdf', contentType: 'application/pdf', size: content.length, sha256: hash(content) }]);
  if (!stored) throw new Error('nothing was stored');
  const file = await db.file.create({ data: { organizationId, ...stored }, select: { id: true, key: true } });
  return { file, content, organizationId };
}

const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

function* chunks(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 64 * 1024) yield bytes.subarray(at, at + 64 * 1024);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
