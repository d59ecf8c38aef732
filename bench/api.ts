import { makeService } from '../prisma/factories';
import { openFamily } from '../app/domain/accounts/programs/token-families.server';
import { signAccessToken } from '../app/domain/accounts/programs/access-token.server';
import { closeDatabase, db, pool } from '../app/platform/db.server';
import type { BenchOptions } from './lib/arguments';
import { startApp } from './lib/app-server';
import { startBenchDatabase } from './lib/database';
import { loadPages, loadPosts, type LoadResult } from './lib/http-load';
import { fillContacts } from './lib/many-records';
import { makeBenchOrganization } from './lib/pages';
import { milliseconds, report } from './lib/report';

const CONNECTIONS = 64;
const WARM_UP_SECONDS = 3;
const SECRET = 'for-benchmarks-only'.repeat(2);
const UNLIMITED = '100000000';

/** A list and the creation of a lead through the API, beside an address of the same server that answers nothing. */
export async function benchApi({ rows = 100_000, seconds }: BenchOptions): Promise<void> {
  process.env.SESSION_SECRET = SECRET;
  const stop = await startBenchDatabase();
  try {
    const { organizationId, userIds, slug } = await makeBenchOrganization();
    await fillContacts({ organizationId, userIds }, rows);
    const { id: serviceId } = await makeService(db, { organizationId });
    await pool.query('VACUUM ANALYZE');
    const now = new Date();
    const { familyId } = await openFamily(userIds[0] ?? '', { address: '127.0.0.1', userAgent: null, now });
    const token = await signAccessToken({ userId: userIds[0] ?? '', familyId }, now);
    const app = await startApp({ DATABASE_URL: process.env.DATABASE_URL ?? '', DEMO: '0', SESSION_SECRET: SECRET, API_LIMIT_PER_MINUTE: UNLIMITED, FORM_LIMIT_PER_MINUTE: UNLIMITED, SIGN_IN_LIMIT_PER_MINUTE: UNLIMITED });
    try {
      const load = { port: app.port, connections: CONNECTIONS };
      const get = (path: string, headers = {}) => (forSeconds: number) => loadPages({ ...load, seconds: forSeconds, paths: [path], headers });
      const post = (forSeconds: number) => loadPosts({ ...load, seconds: forSeconds, path: `/api/v1/public/${slug}/leads`, nextBody: leadBodies(serviceId) });
      const works: [string, (forSeconds: number) => Promise<LoadResult>][] = [
        ['empty endpoint', get('/health')],
        ['50 contacts', get('/api/v1/contacts?limit=50', { Authorization: `Bearer ${token}` })],
        ['one contact of 3 fields', get('/api/v1/contacts?limit=1&fields=id,name,phones', { Authorization: `Bearer ${token}` })],
        ['creation of a lead', post],
      ];
      const lines = [];
      const results: LoadResult[] = [];
      for (const [work, run] of works) {
        await run(WARM_UP_SECONDS);
        const result = await run(Math.max(5, seconds / 4));
        results.push(result);
        const { perSecond, p50, p99, statuses } = result;
        lines.push({ work, connections: CONNECTIONS, 'requests/s': Math.round(perSecond), 'of empty': (perSecond / (results[0]?.perSecond ?? 1)).toFixed(3), 'p50 ms': milliseconds(p50), 'p99 ms': milliseconds(p99), statuses: JSON.stringify(statuses) });
      }
      const refused = results.flatMap(({ statuses }) => Object.keys(statuses)).filter((status) => status !== '200' && status !== '201');
      report('api', lines, [{ figure: 'nothing refused', value: String(refused.length), isHeld: refused.length === 0 }]);
    } finally {
      await app.stop();
    }
  } finally {
    await closeDatabase();
    await stop();
  }
}

/** Each of another client, so that none is taken for a repetition. */
function leadBodies(serviceId: string): () => string {
  let number = 0;
  return () => {
    number += 1;
    const phone = `+7916${String(number).padStart(7, '0')}`;
    return JSON.stringify({ firstName: 'Анна', lastName: 'Орлова', email: `anna${number}@example.com`, phone, serviceId, budget: '1,5 млн', deadline: '2w', comments: 'Котлован 20 на 30 метров', privacyConsent: true });
  };
}
