import type { Prisma } from '~/generated/prisma/client';
import { writeAudit, type AuditEntry } from '~/domain/audit/write-audit.server';
import { isItemInOrders } from '~/domain/orders/lines-of-items.server';
import { orgDb, type OrgDb, type OrgTx } from '~/platform/db.server';
import type { CatalogActor } from './item-command';
import { nextCode } from './next-code.server';
import { deleteItem } from './remove-item.server';
import { reorder } from './reorder';
import { lockItemOrder } from './save-item.server';
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
    db.catalogItem.findMany({ where: { kind: 'SERVICE', deletedAt: null }, orderBy: order, select: serviceRow }),
    db.$queryRaw<{ id: string; leads: number }[]>`
      SELECT s."id", l."leads" FROM "CatalogItem" s CROSS JOIN LATERAL (
        SELECT count(*)::int AS "leads" FROM (
          SELECT 1 FROM "Lead"
          WHERE "organizationId" = ${organizationId}::uuid AND "serviceId" = s."id" AND "quarantineReason" IS NULL
          LIMIT ${SERVICE_LEADS_MAX + 1}) AS "some"
      ) AS l
      WHERE s."organizationId" = ${organizationId}::uuid AND s."kind" = 'SERVICE' AND s."deletedAt" IS NULL`,
  ]);
  const leads = new Map(counts.map((count) => [count.id, count.leads]));
  return services.map((service) => ({ ...service, leads: leads.get(service.id) ?? 0 }));
}

/** What the public form offers at this moment, in the order that staff gave. */
export function listOfferedServices(db: OrgDb): Promise<{ id: string; name: string; description: string | null }[]> {
  return db.catalogItem.findMany({
    where: { kind: 'SERVICE', isActive: true, offeredOnForm: true, deletedAt: null },
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
  return db.catalogItem.findFirst({ where: { id, kind: 'SERVICE', deletedAt: null }, select: { name: true, isActive: true } });
}

/** Adds a service at the end of the list. */
export async function createService(actor: CatalogActor, values: ServiceValues): Promise<{ id: string }> {
  const { organizationId } = actor;
  return orgDb(organizationId).$transaction(async (tx) => {
    await lockItemOrder(tx, organizationId);
    const last = await tx.catalogItem.aggregate({ where: { kind: 'SERVICE' }, _max: { position: true } });
    const position = (last._max.position ?? -1) + 1;
    const code = await nextCode(tx, organizationId, 'SERVICE');
    const created = await tx.catalogItem.create({ data: { organizationId, kind: 'SERVICE', code, position, ...toColumns(values) }, select: { id: true } });
    await note(tx, actor, { action: 'create', resourceId: created.id, label: values.name, after: toColumns(values) });
    return created;
  });
}

export type EditResult = { ok: true } | { ok: false; current: ServiceRow };

/** Saves an edit; when somebody saved in between nothing is written and the row as it is now comes back. Null: no such service. */
export async function updateService(actor: CatalogActor, { id, version, ...values }: ServiceValues & { id: string; version: number }): Promise<EditResult | null> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const current = await lockService(tx, actor, id);
    if (!current) return null;
    if (current.version !== version) return { ok: false, current: { ...current, leads: 0 } };
    const { name, description, offeredOnForm } = current;
    await tx.catalogItem.updateMany({ where: { id }, data: { ...toColumns(values), version: { increment: 1 } } });
    await note(tx, actor, { action: 'update', resourceId: id, label: values.name, before: { name, description, offeredOnForm }, after: toColumns(values) });
    return { ok: true };
  });
}

type Flag = Partial<Record<'isActive' | 'offeredOnForm', boolean>>;

/** A switch on the row; the last one to press it wins, so it asks for no version but counts as an edit. */
export async function switchService(actor: CatalogActor, id: string, flag: Flag): Promise<boolean> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const service = await lockService(tx, actor, id);
    if (!service) return false;
    const { name, isActive, offeredOnForm } = service;
    await tx.catalogItem.updateMany({ where: { id }, data: { ...flag, version: { increment: 1 } } });
    await note(tx, actor, { action: 'update', resourceId: id, label: name, before: { isActive, offeredOnForm }, after: { isActive, offeredOnForm, ...flag } });
    return true;
  });
}

/** Moves a service by one place, or in front of another. All positions are written anew under a lock, so that two moves at once keep every service in its own place. */
export async function moveService(actor: CatalogActor, move: ServiceMove): Promise<boolean> {
  const { organizationId } = actor;
  return orgDb(organizationId).$transaction(async (tx) => {
    await lockItemOrder(tx, organizationId);
    const services = await tx.catalogItem.findMany({ where: { kind: 'SERVICE', deletedAt: null }, orderBy: order, select: { id: true, name: true } });
    const before = services.map(({ id }) => id);
    const ids = reorder(before, move);
    if (!ids) return false;
    await tx.$executeRaw`
      UPDATE "CatalogItem" SET "position" = fresh."position" - 1
      FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS fresh("id", "position")
      WHERE "CatalogItem"."organizationId" = ${organizationId}::uuid AND "CatalogItem"."id" = fresh."id"`;
    const label = services.find(({ id }) => id === move.id)?.name;
    await note(tx, actor, { action: 'update', resourceId: move.id, label, before: { position: before.indexOf(move.id) + 1 }, after: { position: ids.indexOf(move.id) + 1 } });
    return true;
  });
}

export type DeleteResult = { ok: true } | { ok: false; leads: number };

/** Puts a service into the trash. Refused while requests or orders refer to it: switched off it stays where it is. Null: no such service. */
export async function deleteService(actor: CatalogActor, id: string, now: Date): Promise<DeleteResult | null> {
  const db = orgDb(actor.organizationId);
  if (!(await findService(db, id))) return null;
  const [leads, isOrdered] = await Promise.all([db.lead.count({ where: { serviceId: id } }), isItemInOrders(db, id)]);
  if (leads > 0 || isOrdered) return { ok: false, leads };
  return (await deleteItem(actor, id, now)) && { ok: true };
}

function toColumns({ name, description, offeredOnForm }: ServiceValues) {
  return { name, description: description || null, offeredOnForm };
}

type Note = Pick<AuditEntry, 'action' | 'resourceId' | 'label' | 'before' | 'after'>;

function note(tx: OrgTx, { organizationId, userId }: CatalogActor, entry: Note): Promise<void> {
  return writeAudit(tx, { organizationId, actorId: userId, resource: 'catalog', ...entry });
}

/** The service as it is, held until the transaction ends; null where there is none. */
async function lockService(tx: OrgTx, { organizationId }: CatalogActor, id: string) {
  await tx.$queryRaw`
    SELECT 1 FROM "CatalogItem" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${id}::uuid FOR UPDATE`;
  return tx.catalogItem.findFirst({ where: { id, kind: 'SERVICE', deletedAt: null }, select: serviceRow });
}
