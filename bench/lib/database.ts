import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '../../app/platform/db/embedded-postgres.mjs';
import { deployMigrations } from '../../app/platform/db/migrations.mjs';

/**
 * A database of its own for a benchmark, with the settings that the application ships; sets DATABASE_URL.
 * @returns a function that throws it away
 */
export async function startBenchDatabase(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'teplo-bench-'));
  chmodSync(folder, 0o755); // as root the server runs as another user
  const server = await startEmbeddedPostgres({ dataDir: path.join(folder, 'postgres'), database: 'bench' });
  await deployMigrations(server.url, path.resolve('prisma/migrations'));
  process.env.DATABASE_URL = server.url;
  process.env.SESSION_SECRET ??= 'only for benchmarks: they have no sessions';
  process.env.LOG_LEVEL ??= 'error';
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    rmSync(`${server.dataDir}.log`, { force: true });
  };
}
