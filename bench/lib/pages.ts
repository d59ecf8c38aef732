import { hashPassword } from '../../app/domain/accounts/password.server';
import { createOrganizationDefaults } from '../../app/domain/accounts/organization-defaults.server';
import { db } from '../../app/platform/db.server';
import { DEMO_PASSWORD, makeMember, makeOrganization } from '../../prisma/factories';
import { signIn, startApp } from './app-server';
import { loadPages, type LoadResult } from './http-load';
import { milliseconds, type Line } from './report';

const CONNECTIONS = 4;
const WARM_UP_SECONDS = 3;
const SLUG = 'bench';
const EMAIL = 'owner@bench.test';
const PEOPLE = 8;

export interface BenchOrganization {
  organizationId: string;
  slug: string;
  userIds: string[];
  pipeline: { id: string; stageIds: string[]; lostReasonIds: string[] };
}

/** An organisation with an owner who can sign in, some sellers, and the pipeline that organisations start with. */
export async function makeBenchOrganization(): Promise<BenchOrganization> {
  const { id: organizationId } = await makeOrganization(db, { slug: SLUG, name: 'Бюро', isDefault: true });
  await createOrganizationDefaults(db, organizationId);
  const owner = await makeMember(db, { organizationId, role: 'OWNER', user: { email: EMAIL, name: 'Ольга Белова', passwordHash: await hashPassword(DEMO_PASSWORD) } });
  const userIds = [owner.user.id];
  while (userIds.length < PEOPLE) userIds.push((await makeMember(db, { organizationId, role: 'SALES' })).user.id);
  const stages = await db.dealStage.findMany({ where: { organizationId }, orderBy: { position: 'asc' }, select: { id: true, pipelineId: true } });
  const reasons = await db.lostReason.findMany({ where: { organizationId }, select: { id: true } });
  return { organizationId, slug: SLUG, userIds, pipeline: { id: stages[0]?.pipelineId ?? '', stageIds: stages.map(({ id }) => id), lostReasonIds: reasons.map(({ id }) => id) } };
}

/** What a page takes for one person alone, and how it goes with four at once. */
export interface PageResult {
  alone: LoadResult;
  together: LoadResult;
}

/**
 * Opens pages of the signed-in owner, each for some seconds alone and with four at once, after a warm-up with the first.
 * @param pages address under the organisation by its name; the first is the frame that the others are compared with
 */
export async function measurePages(pages: Record<string, string>, seconds: number): Promise<{ lines: Line[]; results: Map<string, PageResult> }> {
  const app = await startApp({ DATABASE_URL: process.env.DATABASE_URL ?? '', DEMO: '0' });
  try {
    const cookie = await signIn(app.port, EMAIL, DEMO_PASSWORD);
    const measure = async (name: string, path: string, connections: number, forSeconds: number) => {
      const result = await loadPages({ port: app.port, connections, seconds: forSeconds, headers: { Cookie: cookie }, paths: [encodeURI(`/o/${SLUG}${path}`)] });
      if (Object.keys(result.statuses).join() !== '200') throw new Error(`${name}: ${JSON.stringify(result.statuses)}`);
      return result;
    };
    const lines: Line[] = [];
    const results = new Map<string, PageResult>();
    const [first = ['', '']] = Object.entries(pages);
    await measure(...first, CONNECTIONS, WARM_UP_SECONDS);
    for (const [name, path] of Object.entries(pages)) {
      const forSeconds = Math.max(2, seconds / 12);
      const alone = await measure(name, path, 1, forSeconds);
      const together = await measure(name, path, CONNECTIONS, forSeconds);
      results.set(name, { alone, together });
      const frame = results.values().next().value?.together.perSecond ?? together.perSecond;
      lines.push({
        page: name,
        'alone p50': milliseconds(alone.p50),
        'p95 ms': milliseconds(alone.p95),
        [`${CONNECTIONS} at once p50`]: milliseconds(together.p50),
        'p95, ms': milliseconds(together.p95),
        'pages/s': Math.round(together.perSecond),
        'of frame': (together.perSecond / frame).toFixed(2),
      });
    }
    return { lines, results };
  } finally {
    await app.stop();
  }
}

/** The worst p95 of the pages that a name fits, milliseconds, of one person alone. */
export function worstP95(results: ReadonlyMap<string, PageResult>, isWanted: (name: string) => boolean): number {
  return Math.max(...[...results].filter(([name]) => isWanted(name)).map(([, { alone }]) => alone.p95));
}

/** The pages per second of a list as a share of those of its frame. */
export function shareOfFrame(results: ReadonlyMap<string, PageResult>, list: string): number {
  const [frame] = results.values();
  return (results.get(list)?.together.perSecond ?? 0) / (frame?.together.perSecond ?? Infinity);
}
