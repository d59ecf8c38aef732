import type { Prisma } from '~/generated/prisma/client';
import { readCustomValues, type CustomValue } from '~/domain/custom-fields/custom-field';
import type { OrgDb, OrgTx } from '~/platform/db.server';
import { ITEM_FIELDS, type ItemInput } from './item-input';

const columns = {
  id: true, kind: true, categoryId: true, code: true, name: true, description: true, unit: true, price: true, costPrice: true, taxPercent: true, perHour: true,
  hourlyRate: true, shiftRate: true, fuelPerHour: true, serialNumber: true, status: true, location: true, meterHours: true, materialKind: true, machineId: true,
  custom: true, isActive: true, offeredOnForm: true, version: true, createdAt: true, updatedAt: true,
} satisfies Prisma.CatalogItemSelect;

/** An item with all that its page and its form show; numbers as decimal text. */
export interface ItemRecord extends Omit<ItemInput, 'custom'> {
  id: string;
  custom: Record<string, CustomValue>;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** The item, or null where the organisation has none of this id outside of its trash. */
export async function findItem(db: OrgDb | OrgTx, itemId: string): Promise<ItemRecord | null> {
  const row = await db.catalogItem.findFirst({ where: { id: itemId, deletedAt: null }, select: columns });
  return row && toRecord(row);
}

/** Items outside of the trash that fit a condition, by their ids. */
export async function findItems(db: OrgDb | OrgTx, where: Prisma.CatalogItemWhereInput): Promise<ItemRecord[]> {
  const rows = await db.catalogItem.findMany({ where: { ...where, deletedAt: null }, select: columns, orderBy: { id: 'asc' } });
  return rows.map(toRecord);
}

/** The item, held against every other change until the transaction ends. */
export async function lockItem(tx: OrgTx, organizationId: string, itemId: string): Promise<ItemRecord | null> {
  await tx.$queryRaw`SELECT 1 FROM "CatalogItem" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${itemId}::uuid FOR NO KEY UPDATE`;
  return findItem(tx, itemId);
}

function toRecord({ custom, ...row }: Prisma.CatalogItemGetPayload<{ select: typeof columns }>): ItemRecord {
  const text = (value: Prisma.Decimal | null) => value?.toFixed() ?? null;
  return {
    ...row,
    price: text(row.price),
    costPrice: text(row.costPrice),
    taxPercent: row.taxPercent.toFixed(),
    hourlyRate: text(row.hourlyRate),
    shiftRate: text(row.shiftRate),
    fuelPerHour: text(row.fuelPerHour),
    meterHours: text(row.meterHours),
    custom: readCustomValues(custom),
  };
}

/** An item as the audit log and the comparison of two versions see it: custom values beside the plain ones. */
export function auditFields(item: Pick<ItemRecord, Exclude<keyof ItemInput, 'custom'> | 'custom'>): Record<string, unknown> {
  const plain = ITEM_FIELDS.map((field) => [field, item[field]] as const);
  const custom = Object.entries(item.custom).map(([key, value]) => [`custom.${key}`, value] as const);
  return Object.fromEntries<unknown>([...plain, ...custom]);
}
