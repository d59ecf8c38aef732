import { Prisma } from '~/generated/prisma/client';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { hasExpensesOfItem } from '~/domain/expenses/expenses-of-items.server';
import { erasePhotos } from '~/domain/files/photos.server';
import { hasLeadsOfService } from '~/domain/leads/leads-of-services.server';
import { isItemInOrders } from '~/domain/orders/lines-of-items.server';
import type { TrashTable } from '~/domain/trash/trash-table.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import type { CatalogActor } from './item-command';

/** Puts an item into the trash: orders keep what they copied, lists and pickers offer it no more. Null: no such item. */
export async function deleteItem({ organizationId, userId }: CatalogActor, itemId: string, now: Date): Promise<{ name: string } | null> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const [item] = await tx.catalogItem.updateManyAndReturn({
      where: { id: itemId, deletedAt: null },
      data: { deletedAt: now, deletedById: userId, version: { increment: 1 }, updatedAt: now },
      select: { name: true },
    });
    if (!item) return null;
    await writeAudit(tx, { organizationId, actorId: userId, action: 'delete', resource: 'catalog', resourceId: itemId, label: item.name });
    return item;
  });
}

/** Takes an item out of the trash. Null: there is none of this id in it. */
export async function restoreItem({ organizationId, userId }: CatalogActor, itemId: string, now: Date): Promise<{ name: string } | null> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const [item] = await tx.catalogItem.updateManyAndReturn({
      where: { id: itemId, deletedAt: { not: null } },
      data: { deletedAt: null, deletedById: null, version: { increment: 1 }, updatedAt: now },
      select: { name: true },
    });
    if (!item) return null;
    await writeAudit(tx, { organizationId, actorId: userId, action: 'restore', resource: 'catalog', resourceId: itemId, label: item.name });
    return item;
  });
}

/** Whether the item is for sale; the last one to press wins. Null: no such item. */
export async function switchItem({ organizationId, userId }: CatalogActor, itemId: string, isActive: boolean): Promise<{ name: string } | null> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const [item] = await tx.catalogItem.updateManyAndReturn({
      where: { id: itemId, deletedAt: null, isActive: !isActive },
      data: { isActive, version: { increment: 1 } },
      select: { name: true },
    });
    if (!item) return tx.catalogItem.findFirst({ where: { id: itemId, deletedAt: null }, select: { name: true } });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'update', resource: 'catalog', resourceId: itemId, label: item.name, before: { isActive: !isActive }, after: { isActive } });
    return item;
  });
}

export interface PurgeItem {
  organizationId: string;
  /** Null: the trash empties itself. */
  actorId: string | null;
  itemId: string;
}

/** Erases an item of the trash with its prices, its maintenance and its photos. What orders, costs or requests name stays in the trash. */
export async function purgeItem(tx: OrgTx, { organizationId, actorId, itemId }: PurgeItem): Promise<'purged' | 'inUse' | 'notFound'> {
  const [item] = await tx.$queryRaw<{ name: string }[]>`
    SELECT "name" FROM "CatalogItem"
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${itemId}::uuid AND "deletedAt" IS NOT NULL FOR UPDATE`;
  if (!item) return 'notFound';
  if ((await isItemInOrders(tx, itemId)) || (await hasExpensesOfItem(tx, itemId)) || (await hasLeadsOfService(tx, itemId))) return 'inUse';
  const records = await tx.maintenanceRecord.findMany({ where: { itemId }, select: { id: true } });
  await erasePhotos(tx, { itemIds: [itemId], maintenanceIds: records.map(({ id }) => id) });
  await tx.catalogItem.updateMany({ where: { machineId: itemId }, data: { machineId: null } });
  // first the records: they point to plans, and both would go with the item in no certain order
  await tx.maintenanceRecord.deleteMany({ where: { itemId } });
  await tx.catalogItem.deleteMany({ where: { id: itemId } });
  await writeAudit(tx, { organizationId, actorId, action: 'purge', resource: 'catalog', resourceId: itemId, label: item.name });
  return 'purged';
}

/** Where deleted items lie. */
export const trashedItems: TrashTable = { from: Prisma.sql`"CatalogItem"`, label: Prisma.sql`"name"` };
