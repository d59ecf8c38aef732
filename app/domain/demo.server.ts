import type { Prisma } from '~/generated/prisma/client';
import { db } from '~/platform/db.server';
import { log } from '~/platform/log.server';
import { DEMO_PASSWORD, DEMO_SLUG, DEMO_USERS } from '../../prisma/factories';
import { createRandom, type Random } from '../../prisma/random';
import { writeDemoBehavior } from './demo/demo-behavior.server';
import { demoHistory } from './demo/demo-history';
import { demoLeads } from './demo/demo-leads';
import { DEMO_CLOCK, hashDemoPassword, seedDemoOrganization, seedSecondOrganization, type DemoOrganization } from './demo/demo-organizations.server';
import { demoViews, type DemoView } from './demo/demo-views';
import { engagementScore } from './leads/engagement';

const LEADS = 227;
const VIEWS = 4_000;
const SECOND_LEADS = 14;
const SEED = 1947;
const TIMEOUT_MS = 60_000;
/** Any constant: two processes that start at once must agree on it. */
const LOCK = 7_453_001n;

/**
 * Fills an empty database with a company that has been at work for 90 days; leaves any other database alone. All in one
 * transaction: a start that is killed half-way leaves nothing, and of two starts at once the second finds it done.
 * @returns how to sign in where the demo organisation is there, else null
 */
export async function seedDemo(now = new Date()): Promise<{ signIn: string } | null> {
  const hasOrganization = await db.organization.findFirst({ select: { id: true } });
  if (!hasOrganization) {
    const started = performance.now();
    await db.$transaction((tx) => fillEmptyDatabase(tx, now), { timeout: TIMEOUT_MS, maxWait: TIMEOUT_MS });
    log.info({ ms: Math.round(performance.now() - started) }, 'demo data are there');
  }
  const demo = await db.organization.findUnique({ where: { slug: DEMO_SLUG }, select: { isDemo: true } });
  return demo?.isDemo ? { signIn: `${DEMO_USERS[0]?.email} / ${DEMO_PASSWORD}` } : null;
}

async function fillEmptyDatabase(tx: Prisma.TransactionClient, now: Date): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`;
  if (await tx.organization.findFirst({ select: { id: true } })) return;
  const random = createRandom(SEED);
  const passwordHash = await hashDemoPassword();
  const demo = await seedDemoOrganization(tx, passwordHash);
  const leads = await writeLeads(tx, demo, { random, now, count: LEADS, viewCount: VIEWS });
  await writeDemoBehavior(tx, { organizationId: demo.organizationId, views: leads.views, random, now });
  await writeLeads(tx, await seedSecondOrganization(tx, passwordHash), { random, now, count: SECOND_LEADS, viewCount: SECOND_LEADS });
}

/** Requests with their timelines; returns the views of the form that led to them, and the many that led to nothing. */
async function writeLeads(
  tx: Prisma.TransactionClient,
  { organizationId, services, userIds }: DemoOrganization,
  { random, now, count, viewCount }: { random: Random; now: Date; count: number; viewCount: number },
): Promise<{ views: DemoView[] }> {
  const staff = (['MANAGER', 'SALES', 'ADMIN'] as const).flatMap((role) => userIds[role] ?? []);
  const options = { organizationId, services, staff: staff.length > 0 ? staff : Object.values(userIds), clock: DEMO_CLOCK, random, now, count };
  const leads = demoLeads(options);
  const views = demoViews(leads, { random, now, count: viewCount });
  const engagement = new Map(views.flatMap((view) => (view.leadId ? [[view.leadId, engagementScore({ ...view, visits: view.visitNumber ?? 1 })] as const] : [])));
  await tx.lead.createMany({ data: leads.map((lead) => ({ ...lead, engagement: engagement.get(lead.id) ?? null })) });
  await tx.activity.createMany({ data: leads.flatMap((lead) => demoHistory(lead, options)) });
  return { views };
}
