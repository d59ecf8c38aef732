import { randomUUID } from 'node:crypto';
import type { DealState, Prisma } from '~/generated/prisma/client';
import { db } from '~/platform/db.server';
import { activityData, contactData, dealData, taskData } from '../prisma/crm-factories';
import { dealPath } from '../prisma/deal-path';
import { leadData, makeMember, makeOrganization, makeService } from '../prisma/factories';
import { createRandom, type Random } from '../prisma/random';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface CrmWorld {
  organizationId: string;
  timeZone: string;
  /** Two of one team, one alone. */
  people: [string, string, string];
  pipelines: { id: string; stageIds: string[] }[];
  lostReasonIds: string[];
}

/** An organisation with records of a year and more, among them deleted, merged and foreign ones, in two currencies. */
export async function makeCrmWorld({ seed, timeZone, now, size = 120 }: { seed: number; timeZone: string; now: Date; size?: number }): Promise<CrmWorld> {
  const random = createRandom(seed);
  const { id: organizationId } = await makeOrganization(db, { timeZone });
  const team = await db.team.create({ data: { organizationId, name: 'Продажи' } });
  const members = await Promise.all([team.id, team.id, null].map((teamId) => makeMember(db, { organizationId, role: 'SALES', teamId })));
  const people = members.map(({ user }) => user.id) as CrmWorld['people'];
  const pipelines = await Promise.all(['Работы', 'Аренда'].map((name, position) => makePipeline(organizationId, name, position)));
  const lostReasonIds = await makeReasons(organizationId);
  const world: CrmWorld = { organizationId, timeZone, people, pipelines, lostReasonIds };
  const service = await makeService(db, { organizationId });
  const contactIds = await writeContacts(world, { random, now, size });
  const leads = await writeLeads(world, service.id, { random, now, size });
  await writeDeals(world, { contactIds, leads, random, now, size });
  await writeTasksAndTalks(world, contactIds, { random, now, size });
  return world;
}

interface Making {
  random: Random;
  now: Date;
  size: number;
}

async function makePipeline(organizationId: string, name: string, position: number) {
  const { id } = await db.pipeline.create({ data: { organizationId, name, position } });
  const stageIds = [randomUUID(), randomUUID(), randomUUID()];
  await db.dealStage.createMany({ data: stageIds.map((stageId, at) => ({ id: stageId, organizationId, pipelineId: id, name: `Стадия ${at + 1}`, position: at, probability: 20 + 30 * at })) });
  return { id, stageIds };
}

async function makeReasons(organizationId: string): Promise<string[]> {
  const ids = [randomUUID(), randomUUID()];
  await db.lostReason.createMany({ data: ids.map((id, position) => ({ id, organizationId, name: `Причина ${position + 1}`, position })) });
  return ids;
}

/** More of late, and some exactly on the edges of days, months and clock changes. */
function someTime(random: Random, now: Date): Date {
  const at = now.getTime() - random.next() ** 2 * 420 * DAY;
  return new Date(random.chance(0.25) ? Math.floor(at / HOUR) * HOUR : at);
}

const someone = (random: Random, people: readonly string[]) => random.pick([...people, null]);
const deletedAt = (random: Random, now: Date) => (random.chance(0.08) ? now : null);

async function writeContacts({ organizationId, people }: CrmWorld, { random, now, size }: Making): Promise<string[]> {
  const rows = Array.from({ length: size }, () => {
    const createdAt = someTime(random, now);
    return { ...contactData({ organizationId, createdAt, deletedAt: deletedAt(random, now), ownerId: someone(random, people), createdById: someone(random, people) }, random), ...(random.chance(0.2) && { source: null }), id: randomUUID() };
  });
  await db.contact.createMany({ data: rows });
  const [winner, ...losers] = rows.slice(0, 6).map(({ id }) => id);
  await db.contact.updateMany({ where: { id: { in: losers } }, data: { mergedIntoId: winner } });
  return rows.map(({ id }) => id);
}

async function writeLeads({ organizationId, people }: CrmWorld, serviceId: string, { random, now, size }: Making) {
  const rows = Array.from({ length: size }, () => {
    const createdAt = someTime(random, now);
    const state = random.pick(['NEW', 'IN_PROGRESS', 'CONVERTED', 'CONVERTED', 'REJECTED'] as const);
    return { ...leadData({ organizationId, serviceId, createdAt, state, assigneeId: someone(random, people), quarantineReason: state === 'NEW' && random.chance(0.2) ? 'links' : null }, random), id: randomUUID() };
  });
  await db.lead.createMany({ data: rows });
  return rows.map(({ id, state, createdAt }) => ({ id, state, createdAt: new Date(createdAt) }));
}

async function writeDeals({ organizationId, people, pipelines, lostReasonIds }: CrmWorld, { contactIds, leads, random, now, size }: Making & { contactIds: string[]; leads: { id: string; state?: string; createdAt: Date }[] }) {
  const converted = leads.filter(({ state }) => state === 'CONVERTED');
  const made = Array.from({ length: 2 * size }, (_, index) => {
    const lead = converted[index];
    const createdAt = lead ? lead.createdAt : someTime(random, now);
    const pipeline = random.pick(pipelines);
    const { stays, columns } = dealPath({ createdAt, stageIds: pipeline.stageIds, lostReasonIds, random, now });
    const row = dealData({ organizationId, contactId: random.pick(contactIds), pipelineId: pipeline.id, currency: random.pick(['RUB', 'EUR']), ownerId: someone(random, people), createdById: someone(random, people) }, random);
    const amount = columns.wonAt || random.chance(0.8) ? `${random.int(1, 900_000)}.${random.int(10, 99)}` : null;
    const id = randomUUID();
    return {
      row: { ...row, ...columns, state: columns.state as DealState, id, amount, leadId: lead?.id ?? null, deletedAt: deletedAt(random, now) } satisfies Prisma.DealCreateManyInput,
      steps: stays.map((stay) => ({ ...stay, organizationId, dealId: id })),
    };
  });
  await db.deal.createMany({ data: made.map(({ row }) => row) });
  await db.dealStep.createMany({ data: made.flatMap(({ steps }) => steps) });
}

async function writeTasksAndTalks({ organizationId, people }: CrmWorld, contactIds: string[], { random, now, size }: Making): Promise<void> {
  await db.task.createMany({
    data: Array.from({ length: 2 * size }, () => {
      const createdAt = someTime(random, now);
      const doneAt = random.chance(0.5) ? new Date(Math.min(now.getTime(), createdAt.getTime() + random.int(1, 300) * HOUR)) : null;
      const dueAt = random.chance(0.8) ? new Date(createdAt.getTime() + random.int(1, 500) * HOUR) : null;
      const state = doneAt ? 'DONE' : random.pick(['TODO', 'IN_PROGRESS'] as const);
      return taskData({ organizationId, createdAt, doneAt, dueAt, state, deletedAt: deletedAt(random, now), assigneeId: someone(random, people), createdById: someone(random, people) }, random);
    }),
  });
  await db.activity.createMany({
    data: Array.from({ length: 2 * size }, () => activityData({ organizationId, contactId: random.pick(contactIds), authorId: someone(random, people), occurredAt: someTime(random, now), deletedAt: deletedAt(random, now) }, random)),
  });
  await db.activity.createMany({ data: contactIds.map((contactId) => ({ organizationId, contactId, kind: 'SYSTEM' as const, event: 'contact.created', occurredAt: now })) });
}
