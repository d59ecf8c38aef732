import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import PgBoss from 'pg-boss';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../app/platform/db/embedded-postgres.mjs';
import { deployMigrations } from '../app/platform/db/migrations.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A server for tests; its database `template` has every migration applied. */
    postgresUrl: string;
  }
}

/** Starts one throw-away PostgreSQL for the whole run. Its settings trade safety for speed: only here. */
export default async function startTestDatabase(project: TestProject) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'teplo-test-'));
  chmodSync(folder, 0o755); // as root the server runs as another user
  const server = await startEmbeddedPostgres({
    dataDir: path.join(folder, 'postgres'),
    database: 'template',
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  });
  await deployMigrations(server.url, path.resolve('prisma/migrations'));
  const boss = new PgBoss({ connectionString: server.url, supervise: false, schedule: false });
  await boss.start(); // makes its schema, which the clones then need not
  await boss.stop({ graceful: false });
  project.provide('postgresUrl', server.url);

  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    rmSync(`${server.dataDir}.log`, { force: true });
  };
}
