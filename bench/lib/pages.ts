import { hashPassword } from '../../app/domain/accounts/password.server';
import { createOrganizationDefaults } from '../../app/domain/accounts/organization-defaults.server';
import { db } from '../../app/platform/db.server';
import { DEMO_PASSWORD, makeMember, makeOrganization } from '../../prisma/factories';
import { signIn, startApp } from './app-server';
import { loadPages, type LoadResult } from './http-load';
import { milliseconds, type Line } from './report';

const CONNECTIONS = 4;
const SLUG = 'bench';
const EMAIL = 'owner@bench.test';
const PEOPLE = 8;

export interface BenchOrganization {
  organizationId: string;
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
  return { organizationId, userIds, pipeline: { id: stages[0]?.pipelineId ?? '', stageIds: stages.map(({ id }) => id), lostReasonIds: reasons.map(({ id }) => id) } };
}

/** Pages of figures are asked for by one person at a time, lists by several at once. */
const connectionsOf = (name: string) => (name.startsWith('figures') ? 1 : CONNECTIONS);

/**
 * Opens pages of the signed-in owner, each for some seconds, after a warm-up with the first.
 * @param pages address under the organisation by its name; the first is the frame that the others are compared with
 */
export async function measurePages(pages: Record<string, string>, seconds: number): Promise<{ lines: Line[]; results: Map<string, LoadResult> }> {
  const app = await startApp({ DATABASE_URL: process.env.DATABASE_URL ?? '', DEMO: '0' });
  try {
    const cookie = await signIn(app.port, EMAIL, DEMO_PASSWORD);
    const measure = (path: string, forSeconds: number, connections = CONNECTIONS) =>
      loadPages({ port: app.port, connections, seconds: forSeconds, cookie, paths: [`/o/${SLUG}${path}`] });
    const lines: Line[] = [];
    const results = new Map<string, LoadResult>();
    await measure(Object.values(pages)[0] ?? '', 3);
    for (const [name, path] of Object.entries(pages)) {
      const result = await measure(path, Math.max(2, seconds / 12), connectionsOf(name));
      if (Object.keys(result.statuses).join() !== '200') throw new Error(`${name}: ${JSON.stringify(result.statuses)}`);
      const frame = results.values().next().value?.perSecond ?? result.perSecond;
      results.set(name, result);
      lines.push({ page: name, 'pages/s': Math.round(result.perSecond), 'of frame': (result.perSecond / frame).toFixed(2), 'p50 ms': milliseconds(result.p50), 'p95 ms': milliseconds(result.p95) });
    }
    return { lines, results };
  } finally {
    await app.stop();
  }
}
