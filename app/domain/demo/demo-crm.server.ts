import type { Prisma } from '~/generated/prisma/client';
import { CUSTOM_FIELDS, RENTAL, SAVED_VIEWS, TEAMS } from './demo-crm-texts';
import { demoContacts, type DemoContact, type DemoCrmOptions } from './demo-contacts';
import { demoConversions, demoDealHistory, demoSteps } from './demo-deal-history';
import { demoDeals, type DemoDeal, type DemoPipeline } from './demo-deals';
import type { DemoLead } from './demo-leads';
import type { DemoOrganization } from './demo-organizations.server';
import { demoTasks } from './demo-tasks';
import { uuidAt } from './uuid-at';

type Tx = Prisma.TransactionClient;

export interface DemoCrmSize {
  contacts: number;
  deals: number;
  duplicates: number;
}

/** What the organisation has set up: teams, fields of its own, a second pipeline, views that everybody finds. */
export async function setUpDemoCrm(tx: Tx, { organizationId, userIds }: DemoOrganization): Promise<void> {
  for (const { name, roles } of TEAMS) {
    const { id: teamId } = await tx.team.create({ data: { organizationId, name }, select: { id: true } });
    await tx.membership.updateMany({ where: { organizationId, role: { in: [...roles] } }, data: { teamId } });
  }
  await tx.customField.createMany({ data: CUSTOM_FIELDS.map(({ options, ...field }) => ({ organizationId, ...field, options: [...options] })) });
  const { id: pipelineId } = await tx.pipeline.create({ data: { organizationId, name: RENTAL.name, position: 1 }, select: { id: true } });
  await tx.dealStage.createMany({ data: RENTAL.stages.map((stage, position) => ({ organizationId, pipelineId, position, ...stage })) });
  const ownerId = userIds.OWNER;
  if (ownerId) await tx.savedView.createMany({ data: SAVED_VIEWS.map((view, position) => ({ organizationId, ownerId, isShared: true, position, ...view })) });
}

/** Clients; requests that were converted get theirs. Before the requests are written. */
export async function writeDemoContacts(tx: Tx, leads: DemoLead[], size: DemoCrmSize, options: DemoCrmOptions): Promise<DemoContact[]> {
  const contacts = demoContacts({ ...options, leads, count: size.contacts, duplicates: size.duplicates });
  const converted = leads.filter(({ convertedAt }) => convertedAt !== null);
  converted.forEach((lead, index) => (lead.contactId = contacts[index]?.id ?? null));
  await tx.contact.createMany({ data: contacts });
  return contacts;
}

/** Deals with their lives, tasks and timelines; returns the deals. After the requests are written. */
export async function writeDemoDeals(
  tx: Tx,
  { userIds, ...options }: DemoCrmOptions & { leads: readonly DemoLead[]; contacts: readonly DemoContact[]; count: number; userIds: DemoOrganization['userIds'] },
): Promise<DemoDeal[]> {
  const { organizationId, contacts } = options;
  const [works, rental = works] = await readPipelines(tx, organizationId);
  if (!works || !rental) throw new Error('an organisation begins with a pipeline');
  const lostReasons = await tx.lostReason.findMany({ where: { organizationId }, orderBy: { position: 'asc' }, select: { id: true, name: true } });
  const deals = demoDeals({ ...options, works, rental, lostReasons });
  await tx.deal.createMany({ data: deals.map(({ row }) => row) });
  await tx.dealStep.createMany({ data: demoSteps(deals) });
  await writeActivities(tx, [...contacts.map(contactMade), ...demoConversions(deals), ...deals.flatMap((deal) => demoDealHistory(deal, options))]);
  await tx.task.createMany({ data: demoTasks({ ...options, deals, userIds }) });
  await touchByActivity(tx, organizationId);
  return deals;
}

function readPipelines(tx: Tx, organizationId: string): Promise<DemoPipeline[]> {
  return tx.pipeline.findMany({
    where: { organizationId },
    orderBy: { position: 'asc' },
    select: { id: true, stages: { orderBy: { position: 'asc' }, select: { id: true, name: true } } },
  });
}

function contactMade({ id: contactId, organizationId, createdById, createdAt, source }: DemoContact): Prisma.ActivityCreateManyInput {
  return { id: uuidAt(createdAt), organizationId, contactId, kind: 'SYSTEM', event: 'contact.created', data: source ? { source } : {}, authorId: createdById ?? null, occurredAt: createdAt, createdAt };
}

/** As JSON: thousands of rows in one statement, which is several times quicker than as many parameters. */
export async function writeActivities(tx: Tx, rows: readonly Prisma.ActivityCreateManyInput[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Activity" ("id", "organizationId", "leadId", "contactId", "dealId", "orderId", "kind", "event", "data", "body", "durationMin", "authorId", "occurredAt", "createdAt")
    SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS a(
      "id" uuid, "organizationId" uuid, "leadId" uuid, "contactId" uuid, "dealId" uuid, "orderId" uuid, "kind" "ActivityKind", "event" text, "data" jsonb,
      "body" text, "durationMin" int, "authorId" uuid, "occurredAt" timestamptz, "createdAt" timestamptz)`;
}

/** Requests' histories follow to their deals; contacts and deals know when something last happened to them. */
async function touchByActivity(tx: Tx, organizationId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Activity" a SET "dealId" = d."id" FROM "Deal" d
    WHERE d."organizationId" = ${organizationId}::uuid AND d."leadId" IS NOT NULL
      AND a."organizationId" = d."organizationId" AND a."leadId" = d."leadId" AND a."dealId" IS NULL`;
  await tx.$executeRaw`
    UPDATE "Contact" c SET "lastActivityAt" = a.at
    FROM (SELECT "contactId", max("occurredAt") AS at FROM "Activity" WHERE "organizationId" = ${organizationId}::uuid AND "contactId" IS NOT NULL GROUP BY 1) a
    WHERE c."organizationId" = ${organizationId}::uuid AND c."id" = a."contactId"`;
  await tx.$executeRaw`
    UPDATE "Deal" d SET "lastActivityAt" = a.at
    FROM (SELECT "dealId", max("occurredAt") AS at FROM "Activity" WHERE "organizationId" = ${organizationId}::uuid AND "dealId" IS NOT NULL GROUP BY 1) a
    WHERE d."organizationId" = ${organizationId}::uuid AND d."id" = a."dealId"`;
}
