import { Prisma } from '~/generated/prisma/client';
import type { OrgDb, OrgTx } from '~/platform/db.server';
import { reorder } from './reorder';
import { SERVICE_LEADS_MAX, type ServiceMove, type ServiceValues } from './service.schema';

const serviceRow = {
  id: true,
  name: true,
  description: true,
  position: true,
  isActive: true,
  offeredOnForm: true,
  version: true,
} satisfies Prisma.CatalogItemSelect;

export type ServiceRow = Prisma.CatalogItemGetPayload<{ select: typeof serviceRow }> & {
  /** Requests that the list shows for this service. */
  leads: number;
};

const order = [{ position: 'asc' }, { id: 'asc' }] satisfies Prisma.CatalogItemOrderByWithRelationInput[];


/** All services in their order, those that are switched off too, each with the number of its requests. */
export async function listServices(db: OrgDb, organizationId: string): Promise<ServiceRow[]> {
  const [services, counts] = await Promise.all([
    db.catalogItem.findMany({ where: { kind: 'SERVICE' }, orderBy: order, select: serviceRow }),
    db.$queryRaw<{ id: string; leads: number }[]>`
      SELECT s."id", l."leads" FROM "CatalogItem" s CROSS JOIN LATERAL (
        SELECT count(*)::int AS "leads" FROM (
          SELECT 1 FROM "Lead"
          WHERE "organizationId" = ${organizationId}::uuid AND "serviceId" = s."id" AND "quarantineReason" IS NULL
          LIMIT ${SERVICE_LEADS_MAX + 1}) AS "some"
      ) AS l
      WHERE s."organizationId" = ${organizationId}::uuid AND s."kind" = 'SERVICE'`,
  ]);
  const leads = new Map(counts.map((count) => [count.id, count.leads]));
  return services.map((service) => ({ ...service, leads: leads.get(service.id) ?? 0 }));
}

/** What the public form offers at this moment, in the order that staff gave. */
export function listOfferedServices(db: OrgDb): Promise<{ id: string; name: string; description: string | null }[]> {
  return db.catalogItem.findMany({
    where: { kind: 'SERVICE', isActive: true, offeredOnForm: true },
    orderBy: order,
    select: { id: true, name: true, description: true },
  });
}

/** Every service in its order, also those that are switched off: requests of the past name them. */
export function listServiceNames(db: OrgDb): Promise<{ id: string; name: string }[]> {
  return db.catalogItem.findMany({ where: { kind: 'SERVICE' }, orderBy: order, select: { id: true, name: true } });
}

/** Null when the organisation has no such service. */
export function findService(db: OrgDb, id: string): Promise<{ name: string; isActive: boolean } | null> {
  return db.catalogItem.findFirst({ where: { id, kind: 'SERVICE' }, select: { name: true, isActive: true } });
}

/** Adds a service at the end of the list. */
export async function createService(db: OrgDb, organizationId: string, values: ServiceValues): Promise<{ id: string }> {
  return db.$transaction(async (tx) => {
    await lockOrder(tx, organizationId);
    const last = await tx.catalogItem.aggregate({ where: { kind: 'SERVICE' }, _max: { position: true } });
    const position = (last._max.position ?? -1) + 1;
    return tx.catalogItem.create({ data: { organizationId, kind: 'SERVICE', position, ...toColumns(values) }, select: { id: true } });
  });
}

export type EditResult = { ok: true } | { ok: false; current: ServiceRow };

/** Saves an edit; when somebody saved in between nothing is written and the row as it is now comes back. Null: no such service. */
export async function updateService(
  db: OrgDb,
  { id, version, ...values }: ServiceValues & { id: string; version: number },
): Promise<EditResult | null> {
  const where = { id, kind: 'SERVICE' } as const;
  const { count } = await db.catalogItem.updateMany({
    where: { ...where, version },
    data: { ...toColumns(values), version: { increment: 1 } },
  });
  if (count > 0) return { ok: true };
  const current = await db.catalogItem.findFirst({ where, select: serviceRow });
  return current && { ok: false, current: { ...current, leads: 0 } };
}

/** A switch on the row; the last one to press it wins, so it asks for no version but counts as an edit. */
export async function switchService(db: OrgDb, id: string, flag: Partial<Record<'isActive' | 'offeredOnForm', boolean>>): Promise<boolean> {
  const { count } = await db.catalogItem.updateMany({ where: { id, kind: 'SERVICE' }, data: { ...flag, version: { increment: 1 } } });
  return count > 0;
}

/** Moves a service by one place, or in front of another. All positions are written anew under a lock, so that two moves at once keep every service in its own place. */
export async function moveService(db: OrgDb, organizationId: string, move: ServiceMove): Promise<boolean> {
  return db.$transaction(async (tx) => {
    await lockOrder(tx, organizationId);
    const services = await tx.catalogItem.findMany({ where: { kind: 'SERVICE' }, orderBy: order, select: { id: true } });
    const ids = reorder(services.map(({ id }) => id), move);
    if (!ids) return false;
    await tx.$executeRaw`
      UPDATE "CatalogItem" SET "position" = fresh."position" - 1
      FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS fresh("id", "position")
      WHERE "CatalogItem"."organizationId" = ${organizationId}::uuid AND "CatalogItem"."id" = fresh."id"`;
    return true;
  });
}

export type DeleteResult = { ok: true } | { ok: false; leads: number };

/** Removes a service for good. Refused while requests refer to it: the database decides. Null: no such service. */
export async function deleteService(db: OrgDb, id: string): Promise<DeleteResult | null> {
  try {
    const { count } = await db.catalogItem.deleteMany({ where: { id, kind: 'SERVICE' } });
    return count > 0 ? { ok: true } : null;
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2003') throw error;
    return { ok: false, leads: await db.lead.count({ where: { serviceId: id } }) };
  }
}

function toColumns({ name, description, offeredOnForm }: ServiceValues) {
  return { name, description: description || null, offeredOnForm };
}

async function lockOrder(tx: OrgTx, organizationId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('catalog-order:' || ${organizationId}, 0))`;
}
