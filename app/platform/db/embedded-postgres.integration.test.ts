import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startEmbeddedPostgres } from './embedded-postgres.mjs';

const STARTER = new URL('../../../test/embedded-starter.mjs', import.meta.url);

let folder: string;
let dataDir: string;
const cleanups: (() => unknown)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'embedded-'));
  await chmod(folder, 0o755);
  dataDir = path.join(folder, 'postgres');
});
afterEach(async () => {
  for (const end of cleanups.splice(0).reverse()) await end();
  await rm(folder, { recursive: true, force: true });
});

async function start() {
  const server = await startEmbeddedPostgres({ dataDir });
  cleanups.push(() => server.stop());
  return server;
}

/** Another process that starts the same server, prints its pid and then writes numbers, each told after its commit. */
async function startElsewhere(write = false) {
  const child = fork(STARTER, [dataDir, write ? 'write' : 'hold'], { stdio: 'ignore' });
  cleanups.push(() => child.kill('SIGKILL'));
  const [message] = (await once(child, 'message')) as [{ pid: number; adopted: boolean }];
  return { child, ...message };
}

async function die(child: ChildProcess) {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client(url);
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>({ text: sql });
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

describe('startEmbeddedPostgres', () => {
  it('starts, keeps its data over a restart, and listens on no port', async () => {
    const first = await startEmbeddedPostgres({ dataDir });
    expect(first).toMatchObject({ adopted: false, relocated: false, dataDir });
    await ask(first.url, 'CREATE TABLE kept (n int)');
    expect(await ask(first.url, 'SHOW listen_addresses')).toBe('');
    expect(await ask(first.url, 'SHOW fsync')).toBe('on');
    await first.stop();
    await expect(ask(first.url, 'SELECT 1')).rejects.toThrow();
    const second = await start();
    expect(await ask(second.url, 'SELECT count(*)::int FROM kept')).toBe(0);
  });

  it('adopts the server that a killed process left, and ends it in the end', async () => {
    const left = await startElsewhere();
    await die(left.child);
    const server = await startEmbeddedPostgres({ dataDir });
    expect(server).toMatchObject({ adopted: true, pid: left.pid });
    await server.stop();
    expect(existsSync(path.join(dataDir, 'postmaster.pid'))).toBe(false);
  });

  it('leaves the server to another program that is connected', async () => {
    const other = await startElsewhere(true);
    const server = await startEmbeddedPostgres({ dataDir });
    await server.stop();
    expect(await ask(server.url, 'SELECT 1')).toBe(1);
    await die(other.child);
    await (await start()).stop();
  });

  it('is started once by two starters', async () => {
    const [here, there] = await Promise.all([start(), startElsewhere()]);
    expect(here.pid).toBe(there.pid);
    expect(here.adopted).not.toBe(there.adopted);
    await die(there.child);
  });

  it.each([
    ['of no process', '2147483646'],
    ['that another program has now', String(process.pid)],
  ])('does not mind a lock file with a number %s', async (_name, pid) => {
    await (await startEmbeddedPostgres({ dataDir })).stop();
    await writeFile(path.join(dataDir, 'postmaster.pid'), `${pid}\n${dataDir}\n1\n5432\n/tmp\n\n  1 1\nready   \n`);
    expect(await ask((await start()).url, 'SELECT 1')).toBe(1);
  });

  it('starts the server again when it dies, at the same address', async () => {
    const server = await start();
    const { pid } = server;
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(async () => expect(await ask(server.url, 'SELECT 1')).toBe(1), { timeout: 15_000, interval: 100 });
    expect(server.pid).not.toBe(pid);
  });

  it('loses no acknowledged row when app and server are killed under writes', async () => {
    const { child, pid } = await startElsewhere(true);
    let acknowledged = 0;
    child.on('message', (n: number) => (acknowledged = n));
    await vi.waitFor(() => expect(acknowledged).toBeGreaterThan(50), { timeout: 10_000 });
    process.kill(pid, 'SIGKILL');
    await die(child);
    // a server met in the moment of its death is started anew by its supervisor
    const server = await start();
    await vi.waitFor(async () => expect(await ask(server.url, 'SELECT max(n) FROM written')).toBeGreaterThanOrEqual(acknowledged), { timeout: 15_000, interval: 100 });
    expect(await ask(server.url, 'SELECT count(*) = max(n) FROM written')).toBe(true);
  });

  it.runIf(process.getuid?.() === 0)('as root puts the data elsewhere when the folder is closed', async () => {
    await chmod(folder, 0o700);
    const server = await start();
    expect(server.relocated).toBe(true);
    expect(server.dataDir).not.toContain(folder);
    expect(await ask(server.url, 'SELECT 1')).toBe(1);
    await server.stop();
    await rm(server.dataDir, { recursive: true });
    await rm(`${server.dataDir}.log`);
  });
}, 60_000);
