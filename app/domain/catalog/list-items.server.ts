import { Prisma } from '~/generated/prisma/client';
import { customFieldWhere } from '~/domain/custom-fields/custom-where.server';
import type { OrgDb, SqlRunner } from '~/platform/db.server';
import { countUpTo } from '~/platform/db/count-up-to';
import { defineOrder, type KeyStep, type Order } from '~/platform/db/keyset';
import { readKeysetPage, type KeysetPage, type Place } from '~/platform/db/keyset-page';
import { ITEM_LIMITS } from './item-input';
import { NO_CATEGORY, type ItemFilter } from './item-filter';
import type { CatalogKind, EquipmentStatus, MaterialKind } from './item-kinds';

/** One row of the list. Prices are decimal text. */
export interface ItemRow {
  id: string;
  kind: CatalogKind;
  code: string;
  name: string;
  unit: string;
  price: string | null;
  hourlyRate: string | null;
  shiftRate: string | null;
  taxPercent: string;
  perHour: boolean;
  status: EquipmentStatus;
  materialKind: MaterialKind | null;
  location: string | null;
  categoryId: string | null;
  isActive: boolean;
}

const CODE_MAX = ITEM_LIMITS.code;
const ITEMS = Prisma.sql`"CatalogItem"`;
const ROW = Prisma.sql`
  "id", "kind"::text AS "kind", "code", "name", "unit", "price"::text AS "price", "hourlyRate"::text AS "hourlyRate", "shiftRate"::text AS "shiftRate",
  "taxPercent"::text AS "taxPercent", "perHour", "status"::text AS "status", "materialKind"::text AS "materialKind", "location", "categoryId", "isActive"`;

type Step = KeyStep<ItemRow>;
const id: Step = { name: 'id', sql: Prisma.sql`"id"`, type: 'uuid' };
const name: Step = { name: 'name', sql: Prisma.sql`"name"`, type: 'text' };
const code: Step = { name: 'code', sql: Prisma.sql`"code"`, type: 'text' };
const price: Step = { name: 'price', sql: Prisma.sql`"price"`, type: 'numeric', nullable: true };
const shiftRate: Step = { name: 'shiftRate', sql: Prisma.sql`"shiftRate"`, type: 'numeric', nullable: true };

/** The order of a filter. Machines have no price of one; they stand by their shift. */
export function itemOrder({ sort, kind }: Pick<ItemFilter, 'sort' | 'kind'>): Order<ItemRow> {
  const by: Record<'name' | 'code' | 'price', Step> = { name, code, price: kind === 'EQUIPMENT' ? shiftRate : price };
  const step = by[sort.replace('-', '') as keyof typeof by];
  const down = (one: Step): Step => ({ ...one, descending: true });
  return defineOrder(sort.startsWith('-') ? [down(step), down(id)] : [step, id]);
}

/** Kinds and states are written as literals: only then do the partial indexes of the list serve. */
const KIND: Record<CatalogKind, Prisma.Sql> = {
  EQUIPMENT: Prisma.sql`'EQUIPMENT'`, SERVICE: Prisma.sql`'SERVICE'`, MATERIAL: Prisma.sql`'MATERIAL'`, ATTACHMENT: Prisma.sql`'ATTACHMENT'`, PRODUCT: Prisma.sql`'PRODUCT'`,
};

export interface ItemQuery {
  organizationId: string;
  filter: ItemFilter;
  /** The ids of the filter's category and all its branches; null where it asks for none. */
  categoryIds: readonly string[] | null;
}

/** The condition of a filter on the table "CatalogItem". */
export function itemWhere({ organizationId, filter, categoryIds }: ItemQuery): Prisma.Sql {
  const conditions = [Prisma.sql`"organizationId" = ${organizationId}::uuid AND "deletedAt" IS NULL`];
  const add = (condition: Prisma.Sql) => conditions.push(condition);
  if (filter.kind) add(Prisma.sql`"kind" = ${KIND[filter.kind]}`);
  if (filter.category === NO_CATEGORY) add(Prisma.sql`"categoryId" IS NULL`);
  else if (categoryIds) add(Prisma.sql`"categoryId" = ANY(${categoryIds}::uuid[])`);
  if (filter.active !== 'all') add(filter.active === 'yes' ? Prisma.sql`"isActive"` : Prisma.sql`NOT "isActive"`);
  if (filter.status) add(Prisma.sql`"kind" IN ('EQUIPMENT', 'ATTACHMENT') AND "status"::text = ${filter.status}`);
  if (filter.materialKind) add(Prisma.sql`"materialKind"::text = ${filter.materialKind}`);
  const shownPrice = Prisma.sql`coalesce("price", "shiftRate", "hourlyRate")`;
  if (filter.priceFrom !== null) add(Prisma.sql`${shownPrice} >= ${filter.priceFrom}::numeric`);
  if (filter.priceTo !== null) add(Prisma.sql`${shownPrice} <= ${filter.priceTo}::numeric`);
  if (filter.custom.length > 0) add(customFieldWhere(Prisma.sql`"custom"`, filter.custom));
  for (const word of wordsOf(filter.q)) add(occurs(word));
  return Prisma.join(conditions, ' AND ');
}

const wordsOf = (q: string) => q.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10);
const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&');
const occurs = (word: string) => Prisma.sql`"searchText" LIKE ${`%${escapeLike(word)}%`}`;

/** One page of the items that a filter shows, in its order. */
export function listItems(db: OrgDb, { organizationId, filter, categoryIds, ...place }: ItemQuery & Place & { limit?: number }): Promise<KeysetPage<ItemRow>> {
  return readKeysetPage<ItemRow>(db, { ...place, order: itemOrder(filter), select: ROW, from: ITEMS, where: itemWhere({ organizationId, filter, categoryIds }) });
}

/** How many items a filter shows, counted up to 10,000; one more means more than that. */
export function countItems(db: OrgDb, { now, ...query }: ItemQuery & { now: Date }): Promise<number> {
  const key = JSON.stringify(['items', query.organizationId, { ...query.filter, sort: null }, query.categoryIds]);
  return countUpTo(db, { from: ITEMS, where: itemWhere(query), memory: { key, now } });
}

/** Whether the organisation has any item at all, whatever the filter. */
export async function hasAnyItem(db: OrgDb): Promise<boolean> {
  return (await db.catalogItem.findFirst({ where: { deletedAt: null }, select: { id: true } })) !== null;
}

/** An item as the line of an order copies it; numbers as decimal text. */
export interface LineItem {
  id: string;
  kind: CatalogKind;
  code: string;
  name: string;
  unit: string;
  price: string | null;
  hourlyRate: string | null;
  shiftRate: string | null;
  taxPercent: string;
  perHour: boolean;
}

const LINE = Prisma.sql`
  "id", "kind"::text AS "kind", "code", "name", "unit", "price"::text AS "price", "hourlyRate"::text AS "hourlyRate", "shiftRate"::text AS "shiftRate",
  "taxPercent"::text AS "taxPercent", "perHour"`;

export interface ItemSearch {
  organizationId: string;
  /** Empty: the first ones by name. */
  q: string;
  /** Null: every kind. */
  kinds: readonly CatalogKind[] | null;
  limit: number;
}

/** Items for sale for a picker or the palette: a code that begins so first, then names that begin so, then the rest by name. */
export async function searchCatalog(db: SqlRunner, { organizationId, q, kinds, limit }: ItemSearch): Promise<LineItem[]> {
  const words = wordsOf(q);
  const conditions = [Prisma.sql`"organizationId" = ${organizationId}::uuid AND "deletedAt" IS NULL AND "isActive"`, ...words.map(occurs)];
  if (kinds) conditions.push(kinds.length > 0 ? Prisma.sql`"kind" IN (${Prisma.join(kinds.map((kind) => KIND[kind]))})` : Prisma.sql`FALSE`);
  const begin = `${escapeLike(words.join(' '))}%`;
  const rank = words.length > 0 ? Prisma.sql`CASE WHEN lower("code") LIKE ${begin} THEN 0 WHEN lower("name") LIKE ${begin} THEN 1 ELSE 2 END, ` : Prisma.empty;
  const rows = await db.$queryRaw<LineItem[]>`
    SELECT ${LINE} FROM "CatalogItem" WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY ${rank} "name", "id" LIMIT ${limit}`;
  return rows.map(plain);
}

/** The item as the line of a new order copies it; null where the organisation has none of this id outside of its trash. */
export async function findItemForLine(db: SqlRunner, organizationId: string, itemId: string): Promise<LineItem | null> {
  const [item] = await db.$queryRaw<LineItem[]>`
    SELECT ${LINE} FROM "CatalogItem" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${itemId}::uuid AND "deletedAt" IS NULL`;
  return item ? plain(item) : null;
}

/** Without the zeros that fill up a column: 1200.5000 is 1200.5. */
function plain(item: LineItem): LineItem {
  return { ...item, price: trim(item.price), hourlyRate: trim(item.hourlyRate), shiftRate: trim(item.shiftRate), taxPercent: trim(item.taxPercent) ?? '0' };
}

function trim(value: string | null): string | null {
  return value?.includes('.') ? value.replace(/\.?0+$/, '') : value;
}


/** The machine on whose label this code stands, as far as it is offered. */
export async function findMachineByCode(db: SqlRunner, organizationId: string, code: string): Promise<{ name: string; code: string } | null> {
  const [machine] = await db.$queryRaw<{ name: string; code: string }[]>`
    SELECT "name", "code" FROM "CatalogItem"
    WHERE "organizationId" = ${organizationId}::uuid AND lower("code") = lower(${code.replaceAll('\0', '').slice(0, CODE_MAX)})
      AND "kind" = 'EQUIPMENT' AND "isActive" AND "deletedAt" IS NULL`;
  return machine ?? null;
}
