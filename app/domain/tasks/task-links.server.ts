import { Prisma } from '~/generated/prisma/client';
import { reachWhere } from '~/domain/accounts/reach.server';
import type { OrgDb, OrgTx } from '~/platform/db.server';
import type { TaskActor, TaskLinks } from './task-command';

type Looker = Pick<TaskActor, 'organizationId' | 'userId' | 'reach'>;

export interface LinkedRecord {
  id: string;
  label: string;
}

/** Names of linked records by their ids. What the person does not see has none here, and is not shown. */
export interface LinkNames {
  contacts: Map<string, string>;
  deals: Map<string, string>;
  leads: Map<string, string>;
  orders: Map<string, string>;
}

type Linked = Partial<TaskLinks>;

const collect = (rows: readonly Linked[], key: keyof TaskLinks) => [...new Set(rows.flatMap((row) => row[key] ?? []))];

/** The names of all records that these tasks are linked to: one query for each kind that occurs. */
export async function listLinkNames(db: OrgDb | OrgTx, looker: Looker, rows: readonly Linked[]): Promise<LinkNames> {
  const [contacts, deals, leads, orders] = await Promise.all([
    readNames(db, collect(rows, 'contactId'), (ids) => contactNames(looker, ids)),
    readNames(db, collect(rows, 'dealId'), (ids) => dealNames(looker, ids)),
    readNames(db, collect(rows, 'leadId'), (ids) => leadNames(looker, ids)),
    readNames(db, collect(rows, 'orderId'), (ids) => orderNames(looker, ids)),
  ]);
  return { contacts, deals, leads, orders };
}

/** Whether every named record exists and is one that the person sees. */
export async function areLinkable(tx: OrgTx, looker: Looker, links: Linked): Promise<boolean> {
  const names = await listLinkNames(tx, looker, [links]);
  const hasOrder = !links.orderId || names.orders.has(links.orderId);
  return hasOrder && (!links.contactId || names.contacts.has(links.contactId)) && (!links.dealId || names.deals.has(links.dealId)) && (!links.leadId || names.leads.has(links.leadId));
}

async function readNames(db: OrgDb | OrgTx, ids: string[], query: (ids: string[]) => Prisma.Sql): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<LinkedRecord[]>(query(ids));
  return new Map(rows.map(({ id, label }) => [id, label]));
}

function within({ organizationId, userId, reach }: Looker, resource: keyof Looker['reach'], columns: Prisma.Sql[]): Prisma.Sql {
  return reachWhere({ organizationId, userId, reach: reach[resource] }, columns);
}

function contactNames(looker: Looker, ids: string[]): Prisma.Sql {
  return Prisma.sql`SELECT "id", "name" AS "label" FROM "Contact"
    WHERE "organizationId" = ${looker.organizationId}::uuid AND "id" = ANY(${ids}::uuid[]) AND "deletedAt" IS NULL AND "mergedIntoId" IS NULL
      AND ${within(looker, 'contacts', [Prisma.sql`"ownerId"`, Prisma.sql`"createdById"`])}`;
}

function dealNames(looker: Looker, ids: string[]): Prisma.Sql {
  return Prisma.sql`SELECT "id", "title" AS "label" FROM "Deal"
    WHERE "organizationId" = ${looker.organizationId}::uuid AND "id" = ANY(${ids}::uuid[]) AND "deletedAt" IS NULL
      AND ${within(looker, 'deals', [Prisma.sql`"ownerId"`, Prisma.sql`"createdById"`])}`;
}

function leadNames(looker: Looker, ids: string[]): Prisma.Sql {
  return Prisma.sql`SELECT "id", "lastName" || ' ' || "firstName" AS "label" FROM "Lead"
    WHERE "organizationId" = ${looker.organizationId}::uuid AND "id" = ANY(${ids}::uuid[]) AND "quarantineReason" IS NULL
      AND ${within(looker, 'leads', [Prisma.sql`"assigneeId"`])}`;
}

/** Operators see the orders that they carry out, all others every order. */
function orderNames({ organizationId, userId }: Looker, ids: string[]): Prisma.Sql {
  return Prisma.sql`SELECT "id", "number" AS "label" FROM "Order"
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ANY(${ids}::uuid[]) AND "deletedAt" IS NULL AND (
      EXISTS (SELECT FROM "Membership" m WHERE m."organizationId" = ${organizationId}::uuid AND m."userId" = ${userId}::uuid AND m."role" <> 'OPERATOR')
      OR EXISTS (SELECT FROM "OrderOperator" o WHERE o."organizationId" = ${organizationId}::uuid AND o."orderId" = "Order"."id" AND o."userId" = ${userId}::uuid))`;
}
