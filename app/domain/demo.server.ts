import type { Prisma } from '~/generated/prisma/client';
import { db } from '~/platform/db.server';
import { log } from '~/platform/log.server';
import { DEMO_PASSWORD, DEMO_SLUG, DEMO_USERS } from '../../prisma/factories';
import { createRandom, type Random } from '../../prisma/random';
import { writeDemoBehavior } from './demo/demo-behavior.server';
import { setUpDemoCrm, writeActivities, writeDemoContacts, writeDemoDeals, type DemoCrmSize } from './demo/demo-crm.server';
import { demoHistory } from './demo/demo-history';
import { demoLeads } from './demo/demo-leads';
import { ORGANIZATION } from './demo/demo-texts';
import { DEMO_CLOCK, hashDemoPassword, seedDemoOrganization, seedSecondOrganization, type DemoOrganization } from './demo/demo-organizations.server';
import { demoViews, type DemoView } from './demo/demo-views';
import { DEMO_WORK, writeDemoWork, writeRequisites, type DemoWorkSize } from './demo/demo-work.server';
import { engagementScore } from './leads/engagement';

const LEADS = 227;
const VIEWS = 4_000;
const CRM: DemoCrmSize = { contacts: 300, deals: 120, duplicates: 6 };
const SECOND_LEADS = 14;
const SECOND_CRM: DemoCrmSize = { contacts: 12, deals: 6, duplicates: 0 };
const SECOND_WORK: DemoWorkSize = { machines: 3, orders: 24 };
const SEED = 1947;
const TIMEOUT_MS = 60_000;
/** Any constant: two processes that start at once must agree on it. */
const LOCK = 7_453_001n;

/**
 * Fills an empty database with a company that has been at work for a year; leaves any other database alone. All in one
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
  await setUpDemoCrm(tx, demo);
  await writeRequisites(tx, demo.organizationId, { name: ORGANIZATION.name, phone: ORGANIZATION.contactPhone, director: 'Белова О. И.', random });
  const { views } = await writeWork(tx, demo, { random, now, count: LEADS, viewCount: VIEWS, crm: CRM, work: DEMO_WORK });
  await writeDemoBehavior(tx, { organizationId: demo.organizationId, views, random, now });
  await writeWork(tx, await seedSecondOrganization(tx, passwordHash), { random, now, count: SECOND_LEADS, viewCount: SECOND_LEADS, crm: SECOND_CRM, work: SECOND_WORK });
}

/**
 * Requests with their timelines, and the contacts, deals, tasks and orders of the year. Returns the views of the form that led to
 * the requests, and the many that led to nothing.
 */
async function writeWork(
  tx: Prisma.TransactionClient,
  organization: DemoOrganization,
  { random, now, count, viewCount, crm, work }: { random: Random; now: Date; count: number; viewCount: number; crm: DemoCrmSize; work: DemoWorkSize },
): Promise<{ views: DemoView[] }> {
  const { organizationId, services, userIds } = organization;
  const people = (['MANAGER', 'SALES', 'ADMIN'] as const).flatMap((role) => userIds[role] ?? []);
  const staff = people.length > 0 ? people : Object.values(userIds);
  const options = { organizationId, services, staff, clock: DEMO_CLOCK, random, now, count };
  const leads = demoLeads(options);
  const contacts = await writeDemoContacts(tx, leads, crm, { organizationId, staff, random, now });
  const views = demoViews(leads, { random, now, count: viewCount });
  const engagement = new Map(views.flatMap((view) => (view.leadId ? [[view.leadId, engagementScore({ ...view, visits: view.visitNumber ?? 1 })] as const] : [])));
  await tx.lead.createMany({ data: leads.map((lead) => ({ ...lead, engagement: engagement.get(lead.id) ?? null })) });
  await writeActivities(tx, leads.flatMap((lead) => demoHistory(lead, options)));
  const deals = await writeDemoDeals(tx, { organizationId, staff, random, now, leads, contacts, count: crm.deals, userIds });
  await writeDemoWork(tx, { organization, size: work, contacts, deals, random, now });
  return { views };
}
