import { Prisma } from '~/generated/prisma/client';
import type { OrgDb } from '~/platform/db.server';
import { findItems, type ItemRecord } from '../item-record.server';
import { itemWhere, type ItemQuery } from '../list-items.server';

const BATCH_SIZE = 1_000;

/** An item with the code of the machine that it belongs to. */
export interface ExportedItem extends ItemRecord {
  machineCode: string | null;
}

/** All items that a filter shows, oldest first, read in batches while they are taken. */
export async function* exportItems(db: OrgDb, query: ItemQuery): AsyncGenerator<ExportedItem> {
  for (let after: string | null = null; ; ) {
    const ids: { id: string }[] = await db.$queryRaw`
      SELECT "id" FROM "CatalogItem" WHERE ${itemWhere(query)} ${after ? Prisma.sql`AND "id" > ${after}::uuid` : Prisma.empty} ORDER BY "id" LIMIT ${BATCH_SIZE}`;
    const items = await findItems(db, { id: { in: ids.map(({ id }) => id) } });
    const machines = await findItems(db, { id: { in: items.flatMap(({ machineId }) => machineId ?? []) } });
    const codes = new Map(machines.map(({ id, code }) => [id, code]));
    for (const item of items) yield { ...item, machineCode: item.machineId && (codes.get(item.machineId) ?? null) };
    after = ids.at(-1)?.id ?? null;
    if (ids.length < BATCH_SIZE) return;
  }
}
