import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './db/embedded-postgres.mjs';
import { deployMigrations } from './db/migrations.mjs';
import { closeDatabase, db, isDatabaseDown, orgDb, pool } from './db.server';
import { defineJob, enqueue, startJobs, stopJobs } from './jobs.server';

describe('a database that goes away and comes back', () => {
  const home = process.env.DATABASE_URL;
  const work = vi.fn(() => Promise.resolve());
  const job = defineJob({ name: 'test-outage', schema: z.object({}), handler: work });
  let folder: string;
  let server: EmbeddedPostgres;
  const startServer = () => startEmbeddedPostgres({ dataDir: path.join(folder, 'postgres') });

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'outage-'));
    await chmod(folder, 0o755);
    server = await startServer();
    await deployMigrations(server.url, path.resolve('prisma/migrations'));
    process.env.DATABASE_URL = server.url;
    await startJobs();
  });

  afterAll(async () => {
    await stopJobs();
    await closeDatabase();
    await server.stop();
    await rm(folder, { recursive: true });
    process.env.DATABASE_URL = home;
  });

  it('is told apart from other errors, and used again without a restart', async () => {
    await Promise.all(Array.from({ length: 5 }, () => db.organization.count()));
    await server.stop();
    const attempts = [
      () => db.organization.count(),
      () => orgDb('00000000-0000-7000-8000-000000000000').lead.count(),
      () => db.$transaction((tx) => tx.organization.count()),
      () => pool.query('SELECT 1'),
      () => enqueue(db, job, {}),
    ];
    for (const attempt of attempts) {
      const error: unknown = await attempt().then(() => 'no error', (reason: unknown) => reason);
      expect(isDatabaseDown(error), String(error)).toBe(true);
    }
    await pause(500); // workers and the bus meet the outage too: none of them may end the process

    server = await startServer();
    expect(await db.organization.count()).toBe(0);
    await enqueue(db, job, {});
    await vi.waitFor(() => expect(work).toHaveBeenCalledOnce(), { timeout: 10_000 });
  }, 60_000);

  it('fails a running transaction whole', async () => {
    const slug = 'half';
    const half = db.$transaction(async (tx) => {
      await tx.organization.create({ data: { slug, name: slug, timeZone: 'UTC', responseClock: {} } });
      await server.stop();
      await tx.organization.count();
    });
    expect(isDatabaseDown(await half.catch((error: unknown) => error))).toBe(true);
    server = await startServer();
    expect(await db.organization.count({ where: { slug } })).toBe(0);
  }, 60_000);
});

describe('orgDb', () => {
  it('costs next to nothing for an organisation that is known', () => {
    const id = '00000000-0000-7000-8000-000000000001';
    expect(orgDb(id)).toBe(orgDb(id));
  });
});
