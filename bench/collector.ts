import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { makeOrganization } from '../prisma/factories';
import { createRandom } from '../prisma/random';
import { ensureFormVersion } from '../app/domain/behavior/form-version.server';
import { closeDatabase, db, pool } from '../app/platform/db.server';
import type { BenchOptions } from './lib/arguments';
import { startBenchDatabase } from './lib/database';
import { loadPosts, type LoadResult } from './lib/http-load';
import { milliseconds, report } from './lib/report';
import { ELEMENTS, randomPoints } from './lib/visitors';

const POINTS = 40;
const BATCHES_PER_VIEW = 20;
const SAMPLES = 2_000;
const CONNECTIONS = [64, 256];
const WARM_UP_SECONDS = 3;

/** The collector beside one bare INSERT per request, and beside parsing alone, over loopback HTTP. */
export async function benchCollector({ seconds }: BenchOptions): Promise<void> {
  const stop = await startBenchDatabase();
  try {
    const organization = await makeOrganization(db);
    const version = await ensureFormVersion(organization.id, ELEMENTS);
    await db.$executeRaw`CREATE TABLE bench_floor (id bigserial PRIMARY KEY, body text NOT NULL, at timestamptz NOT NULL DEFAULT now())`;
    const lines = [];
    const results = new Map<string, LoadResult>();
    for (const connections of CONNECTIONS) {
      for (const mode of ['floor', 'collector', 'parse-only']) {
        const result = await measure({ mode, connections, seconds, organization: organization.slug, version });
        results.set(`${mode} ${connections}`, result);
        const floor = results.get(`floor ${connections}`)?.perSecond ?? 0;
        const { perSecond, p50, p95, p99, statuses } = result;
        lines.push({
          mode, connections, 'batches/s': Math.round(perSecond), 'of floor': (perSecond / floor).toFixed(2),
          'p50 ms': milliseconds(p50), 'p95 ms': milliseconds(p95), 'p99 ms': milliseconds(p99), statuses: JSON.stringify(statuses),
        });
      }
    }
    const of = (name: string) => results.get(name) ?? { perSecond: 0, p50: 0, p99: Infinity, statuses: {} };
    const [at64, at256] = [of('collector 64'), of('collector 256')];
    const ratio = at64.perSecond / of('floor 64').perSecond;
    const refused = [at64, at256].flatMap(({ statuses }) => Object.keys(statuses)).filter((status) => status !== '204');
    report('collector', lines, [
      { figure: 'at least 0.35 of the floor at 64 connections', value: ratio.toFixed(2), isHeld: ratio >= 0.35 },
      { figure: 'at 256 connections no less than at 64', value: (at256.perSecond / at64.perSecond).toFixed(2), isHeld: at256.perSecond >= at64.perSecond },
      { figure: 'p99 at most 10 × p50', value: (at64.p99 / at64.p50).toFixed(1), isHeld: at64.p99 <= 10 * at64.p50 },
      { figure: 'nothing refused', value: String(refused.length), isHeld: refused.length === 0 },
    ]);
  } finally {
    await closeDatabase();
    await stop();
  }
}

async function measure(options: { mode: string; connections: number; seconds: number; organization: string; version: string }): Promise<LoadResult> {
  const { mode, connections, seconds, organization, version } = options;
  const server = fork(path.resolve('node_modules/vite-node/vite-node.mjs'), ['--config', 'vitest.config.ts', 'bench/lib/collector-server.ts', '--', mode]);
  const port = await new Promise<number>((resolve, reject) => {
    server.once('message', (message) => resolve((message as { port: number }).port));
    server.once('exit', () => reject(new Error(`the ${mode} server ended`)));
  });
  const nextBody = makeBodies(organization, version);
  await loadPosts({ port, path: '/collect', connections, seconds: WARM_UP_SECONDS, nextBody });
  await pool.query('CHECKPOINT');
  const result = await loadPosts({ port, path: '/collect', connections, seconds, nextBody });
  server.disconnect();
  await new Promise((resolve) => server.once('exit', resolve));
  return result;
}

/** Bodies of views that go on for some batches; the points come from a prepared stock. */
function makeBodies(org: string, form: string): (connection: number) => string {
  const random = createRandom(7);
  const stock = Array.from({ length: SAMPLES }, () => {
    const points = randomPoints(random, POINTS);
    const [, , key] = points[0] ?? ['', '', 'email'];
    return JSON.stringify({ points, elements: [[key, random.int(0, 2), 1, random.int(100, 1_000), 0, 0, 0, 0]] }).slice(1);
  });
  const views = new Map<number, { id: string; n: number }>();
  let next = 0;
  return (connection) => {
    let view = views.get(connection);
    if (!view || view.n >= BATCHES_PER_VIEW) views.set(connection, (view = { id: randomUUID(), n: 0 }));
    const n = view.n++;
    const head = { org, view: view.id, form, load: 1_790_000_000_000, n, breakpoint: 'lg', activeMs: n * 1_000, section: n >> 2, started: n > 2 };
    return `${JSON.stringify(head).slice(0, -1)},${stock[next++ % SAMPLES] ?? ''}`;
  };
}
