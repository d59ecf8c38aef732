import { writeAudit } from '~/domain/audit/write-audit.server';
import { orgDb, type OrgDb, type OrgTx } from '~/platform/db.server';
import { hasRoom, moveBranch, type BranchMove } from './category-tree';
import type { CatalogActor } from './item-command';
import { EMPTY_ITEM_FILTER, type ItemFilter } from './item-filter';
import { itemWhere } from './list-items.server';

const row = { id: true, parentId: true, name: true, version: true } as const;

export interface Category {
  id: string;
  parentId: string | null;
  name: string;
  version: number;
}

/** All categories, those of one parent in their order. */
export function listCategories(db: OrgDb | OrgTx): Promise<Category[]> {
  return db.catalogCategory.findMany({ orderBy: [{ position: 'asc' }, { id: 'asc' }], select: row });
}

/** How many items each category itself shows in the list that it links to: by that list's filter, whatever its own category. */
export async function countByCategory(db: OrgDb, organizationId: string, filter: ItemFilter = EMPTY_ITEM_FILTER): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ id: string; items: number }[]>`
    SELECT "categoryId" AS "id", count(*)::int AS "items" FROM "CatalogItem"
    WHERE "organizationId" = ${organizationId}::uuid AND ${itemWhere({ organizationId, filter: { ...filter, category: null }, categoryIds: null })} AND "categoryId" IS NOT NULL GROUP BY "categoryId"`;
  return new Map(rows.map(({ id, items }) => [id, items]));
}

export type CreateCategoryResult = { ok: true; id: string } | { ok: false; error: 'parent' | 'tooDeep' };

/** A new category at the end of its parent. `parent`: there is none of this id; `tooDeep`: the tree has no level left there. */
export async function createCategory(actor: CatalogActor, { name, parentId }: { name: string; parentId: string | null }): Promise<CreateCategoryResult> {
  const { organizationId } = actor;
  return orgDb(organizationId).$transaction(async (tx) => {
    await lockTree(tx, organizationId);
    const categories = await listCategories(tx);
    if (parentId && !categories.some(({ id }) => id === parentId)) return { ok: false, error: 'parent' };
    if (!hasRoom(categories, parentId)) return { ok: false, error: 'tooDeep' };
    const position = categories.filter((category) => category.parentId === parentId).length;
    const created = await tx.catalogCategory.create({ data: { organizationId, name, parentId, position }, select: { id: true } });
    await note(tx, actor, { action: 'create', id: created.id, name, after: { category: name } });
    return { ok: true, ...created };
  });
}

export type RenameResult = { ok: true } | { ok: false; error: 'notFound' } | { ok: false; error: 'stale'; current: Category };

/** Renames a category; when somebody did so in between nothing is written and the category as it is now comes back. */
export async function renameCategory(actor: CatalogActor, { id, version, name }: { id: string; version: number; name: string }): Promise<RenameResult> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const { count } = await tx.catalogCategory.updateMany({ where: { id, version }, data: { name, version: { increment: 1 } } });
    if (count > 0) {
      await note(tx, actor, { action: 'update', id, name, after: { category: name } });
      return { ok: true };
    }
    const current = await tx.catalogCategory.findFirst({ where: { id }, select: row });
    return current ? { ok: false, error: 'stale', current } : { ok: false, error: 'notFound' };
  });
}

/** Moves a category with all that is below it. Under a lock, so that two moves at once make no circle together. */
export async function moveCategory(actor: CatalogActor, move: BranchMove): Promise<'moved' | 'circle' | 'tooDeep' | 'notFound'> {
  const { organizationId } = actor;
  return orgDb(organizationId).$transaction(async (tx) => {
    await lockTree(tx, organizationId);
    const categories = await listCategories(tx);
    const place = moveBranch(categories, move);
    if (!place) return 'notFound';
    if (place === 'circle' || place === 'tooDeep') return place;
    const { parentId, siblings } = place;
    await tx.catalogCategory.updateMany({ where: { id: move.id }, data: { parentId, version: { increment: 1 } } });
    await tx.$executeRaw`
      UPDATE "CatalogCategory" SET "position" = fresh."position" - 1
      FROM unnest(${siblings}::uuid[]) WITH ORDINALITY AS fresh("id", "position")
      WHERE "CatalogCategory"."organizationId" = ${organizationId}::uuid AND "CatalogCategory"."id" = fresh."id"`;
    const moved = categories.find(({ id }) => id === move.id);
    const nameOf = (id: string | null) => categories.find((category) => category.id === id)?.name ?? null;
    await note(tx, actor, { action: 'update', id: move.id, name: moved?.name ?? '', before: { parent: nameOf(moved?.parentId ?? null) }, after: { parent: nameOf(parentId) } });
    return 'moved';
  });
}

export type DeleteCategoryResult = { ok: true; name: string } | { ok: false; error: 'notFound' } | { ok: false; error: 'inUse'; name: string; items: number; branches: number };

/** Deletes an empty category. Items of the trash do not hold it; they come back without one. */
export async function deleteCategory(actor: CatalogActor, categoryId: string): Promise<DeleteCategoryResult> {
  const { organizationId } = actor;
  return orgDb(organizationId).$transaction(async (tx) => {
    await lockTree(tx, organizationId);
    const [category] = await tx.$queryRaw<{ name: string }[]>`
      SELECT "name" FROM "CatalogCategory" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${categoryId}::uuid FOR UPDATE`;
    if (!category) return { ok: false, error: 'notFound' };
    const items = await tx.catalogItem.count({ where: { categoryId, deletedAt: null } });
    const branches = await tx.catalogCategory.count({ where: { parentId: categoryId } });
    if (items + branches > 0) return { ok: false, error: 'inUse', name: category.name, items, branches };
    await tx.catalogItem.updateMany({ where: { categoryId }, data: { categoryId: null } });
    await tx.catalogCategory.deleteMany({ where: { id: categoryId } });
    await note(tx, actor, { action: 'delete', id: categoryId, name: category.name, before: { category: category.name } });
    return { ok: true, name: category.name };
  });
}

/** The tree is changed by one at a time. */
export async function lockTree(tx: OrgTx, organizationId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('catalog-tree:' || ${organizationId}, 0))`;
}

interface Note {
  action: string;
  id: string;
  name: string;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

function note(tx: OrgTx, { organizationId, userId }: CatalogActor, { id, name, ...entry }: Note): Promise<void> {
  return writeAudit(tx, { organizationId, actorId: userId, resource: 'catalog', resourceId: id, label: name, ...entry });
}
