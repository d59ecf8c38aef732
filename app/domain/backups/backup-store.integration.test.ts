import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBucket } from '~/platform/storage.server';
import { bucketStore, folderStore, freeBytes, prepareWorkFolder, type BackupStore } from './backup-store.server';

const MEGABYTE = 1024 * 1024;
const folder = mkdtempSync(path.join(os.tmpdir(), 'teplo-stores-'));
const older = 'teplo-2026-11-19T03-00-00Z.tar.gz';
const newer = 'teplo-2026-11-20T03-00-00Z.tar.gz.age';
let server: S3rver;
let stores: Record<string, BackupStore>;

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

beforeAll(async () => {
  const port = await freePort();
  server = new S3rver({ address: '127.0.0.1', port, directory: path.join(folder, 's3'), silent: true, configureBuckets: [{ name: 'backups', configs: [] }] });
  await server.run();
  const opened = await openBucket({ bucket: 'backups', region: 'us-east-1', endpoint: `http://127.0.0.1:${port}`, accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' });
  const workFolder = path.join(folder, 'work');
  stores = { 'a folder': folderStore(path.join(folder, 'kept')), 'a bucket': bucketStore({ ...opened, bucket: 'backups', workFolder, partBytes: 5 * MEGABYTE }) };
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['a folder', 'a bucket'])('%s', (kind) => {
  it('takes finished backups, lists them newest first, gives every byte back and removes them', async () => {
    const store = stores[kind]!;
    await prepareWorkFolder(store.workFolder, new Date());
    expect(await store.list()).toEqual([]);
    const contents = { [older]: randomBytes(12 * MEGABYTE), [newer]: randomBytes(100) };
    for (const [name, bytes] of Object.entries(contents)) {
      const file = path.join(store.workFolder, `.partial-1-${name}`);
      writeFileSync(file, bytes);
      await store.save(file, name);
      expect(existsSync(file)).toBe(false);
    }
    expect((await store.list()).map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([[newer, 100], [older, 12 * MEGABYTE]]);
    for (const [name, bytes] of Object.entries(contents)) expect((await buffer(await store.read(name))).equals(bytes)).toBe(true);
    await store.remove(older);
    expect((await store.list()).map(({ name }) => name)).toEqual([newer]);
  });
});

describe('the work folder', () => {
  it('loses what dead processes left there a day ago, and nothing else', async () => {
    const work = path.join(folder, 'left');
    const now = new Date();
    await prepareWorkFolder(work, now);
    for (const name of ['.partial-1-old', '.partial-2-new', older, 'notes.txt']) writeFileSync(path.join(work, name), 'x');
    const dayBefore = new Date(now.getTime() - 25 * 3_600_000);
    for (const name of ['.partial-1-old', older]) utimesSync(path.join(work, name), dayBefore, dayBefore);
    await prepareWorkFolder(work, now);
    expect(readdirSync(work).sort()).toEqual(['.partial-2-new', 'notes.txt', older].sort());
    expect(await freeBytes(work)).toBeGreaterThan(0);
  });
});
