import { hashPassword } from '../app/domain/accounts/password.server';
import { closeDatabase, db, pool } from '../app/platform/db.server';
import { DEMO_PASSWORD, makeOrganization, makeServices } from '../prisma/factories';
import { signIn, startApp } from './lib/app-server';
import type { BenchOptions } from './lib/arguments';
import { startBenchDatabase } from './lib/database';
import { loadPages, type LoadResult } from './lib/http-load';
import { fillLeads } from './lib/many-leads';
import { milliseconds, report, type Line } from './lib/report';

const EMAIL = 'owner@bench.test';
const CONNECTIONS = 4;

/** Lists that people open; the frame is the same page with nothing to list. */
const QUESTIONS = {
  'open, by score': '',
  'all, by score': '?state=all',
  'hot ones': '?state=all&priority=high',
  'newest first': '?state=all&sort=newest',
  'by time left': '?sort=due',
  'search by part of a phone': '?state=all&q=79007919',
};
const FRAME = '?state=CONVERTED';

/** The list of requests, server-rendered for a signed-in person, at a thousand, a hundred thousand and a million rows. */
export async function benchLeads({ rows = 1_000_000, seconds }: BenchOptions): Promise<void> {
  const stop = await startBenchDatabase();
  const sizes = [1_000, 100_000, rows].filter((size, at, all) => size <= rows && all.indexOf(size) === at);
  try {
    for (const [at, size] of sizes.entries()) await fillOrganization(`bench-${size}`, size, at === 0);
    await pool.query('VACUUM ANALYZE');
    const app = await startApp({ DATABASE_URL: process.env.DATABASE_URL ?? '', DEMO: '0' });
    try {
      const cookie = await signIn(app.port, EMAIL, DEMO_PASSWORD);
      const measure = (size: number, query: string, forSeconds: number): Promise<LoadResult> =>
        loadPages({ port: app.port, connections: CONNECTIONS, seconds: forSeconds, headers: { Cookie: cookie }, paths: [`/o/bench-${size}/leads${query}`] });
      await measure(sizes[0] ?? 1_000, '', 5);

      const lines: Line[] = [];
      const p95 = new Map<string, number>();
      const each = Math.max(2, seconds / 12);
      for (const size of sizes) {
        for (const [name, query] of Object.entries({ 'no rows (frame)': FRAME, ...QUESTIONS })) {
          const result = await measure(size, query, each);
          if (Object.keys(result.statuses).join() !== '200') throw new Error(`${name}: ${JSON.stringify(result.statuses)}`);
          p95.set(`${size} ${name}`, result.p95);
          p95.set(`${size} ${name} /s`, result.perSecond);
          lines.push({ list: name, leads: size, 'pages/s': Math.round(result.perSecond), 'p50 ms': milliseconds(result.p50), 'p95 ms': milliseconds(result.p95) });
        }
      }
      const small = sizes[0] ?? 0;
      const large = sizes.at(-1) ?? 0;
      const share = (p95.get(`${small} open, by score /s`) ?? 0) / (p95.get(`${small} no rows (frame) /s`) ?? 1);
      const growth = (p95.get(`${large} open, by score`) ?? Infinity) / (p95.get(`${small} open, by score`) ?? 1);
      report('leads', lines, [
        { figure: '50 rows reach 0.45 of the frame without rows', value: share.toFixed(2), isHeld: share >= 0.45 },
        { figure: `p95 at ${large} is at most 1.5 of p95 at ${small}`, value: growth.toFixed(2), isHeld: growth <= 1.5 },
      ]);
    } finally {
      await app.stop();
    }
  } finally {
    await closeDatabase();
    await stop();
  }
}

async function fillOrganization(slug: string, count: number, isDefault: boolean): Promise<void> {
  const { id } = await makeOrganization(db, { slug, name: `Бюро ${count}`, isDefault });
  const owner = await db.user.findUnique({ where: { email: EMAIL }, select: { id: true } });
  const userId =
    owner?.id ?? (await db.user.create({ data: { email: EMAIL, name: 'Ольга Белова', passwordHash: await hashPassword(DEMO_PASSWORD) } })).id;
  await db.membership.create({ data: { organizationId: id, userId, role: 'OWNER' } });
  const services = await makeServices(db, id);
  await fillLeads(id, services.map((service) => service.id), userId, count);
}
