import { Prisma } from '~/generated/prisma/client';
import { changedFields } from '~/domain/audit/changed-fields';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { mergeCustomValues } from '~/domain/custom-fields/custom-field';
import { orgDb, type OrgTx } from '~/platform/db.server';
import type { CatalogActor, ItemFieldError, ItemRefusal } from './item-command';
import type { ItemInput } from './item-input';
import { auditFields, lockItem, type ItemRecord } from './item-record.server';
import { isCodeTaken, nextCode } from './next-code.server';
import { notePrices } from './price-history.server';

export type CreateItemResult = { ok: true; id: string; code: string } | ItemFieldError;
/** `userId` null: the program made it. */
type Creator = Pick<CatalogActor, 'organizationId'> & { userId: string | null };

/**
 * A new item within somebody's transaction: its row at the end of its kind, its first prices, its entry in the log. The
 * input is trusted to be checked (`itemSchema`). Two at once with one code: the database refuses the second (P2002).
 */
export async function createItemIn(tx: OrgTx, { organizationId, userId }: Creator, input: ItemInput, now: Date): Promise<CreateItemResult> {
  const wrong = await findWrongReference(tx, organizationId, input);
  if (wrong) return wrong;
  if (input.code && (await isCodeTaken(tx, organizationId, input.code, null))) return { ok: false, error: 'codeTaken' };
  await lockItemOrder(tx, organizationId);
  const last = await tx.catalogItem.aggregate({ where: { kind: input.kind }, _max: { position: true } });
  const code = input.code || (await nextCode(tx, organizationId, input.kind));
  const item = { ...input, code, custom: mergeCustomValues({}, input.custom) };
  const { id } = await tx.catalogItem.create({ data: { ...item, organizationId, position: (last._max.position ?? -1) + 1, createdAt: now, updatedAt: now }, select: { id: true } });
  await notePrices(tx, { organizationId, itemId: id, userId, before: null, after: item, now });
  await writeAudit(tx, { organizationId, actorId: userId, action: 'create', resource: 'catalog', resourceId: id, label: item.name, after: auditFields(item) });
  return { ok: true, id, code };
}

/** A new item. */
export async function createItem({ actor, input, now }: { actor: CatalogActor; input: ItemInput; now: Date }): Promise<CreateItemResult> {
  return refusingTakenCode(() => orgDb(actor.organizationId).$transaction((tx) => createItemIn(tx, actor, input, now)));
}

export interface UpdateItem {
  actor: CatalogActor;
  itemId: string;
  /** What is not named stays as it is; the kind always stays, and so does the code where an empty one is given. */
  change: Partial<ItemInput>;
  /** The version that the person saw. */
  version: number;
  now: Date;
}

export type UpdateItemResult = { ok: true; changed: string[] } | ItemRefusal;

/** Changes an item. Of two changes from the same version one wins, the other is told what the item has become. */
export async function updateItem({ actor, itemId, change, version, now }: UpdateItem): Promise<UpdateItemResult> {
  return refusingTakenCode(() =>
    orgDb(actor.organizationId).$transaction(async (tx) => {
      const item = await lockItem(tx, actor.organizationId, itemId);
      if (!item) return { ok: false, error: 'notFound' } as const;
      if (item.version !== version) return { ok: false, error: 'stale', current: item } as const;
      return changeItemIn(tx, { actor, item, change, now });
    }),
  );
}

/** Writes a change of an item that the caller has locked: the row, its prices, the log. Returns the names of the changed fields. */
export async function changeItemIn(
  tx: OrgTx,
  { actor, item, change: { custom = {}, ...plain }, now }: { actor: Creator; item: ItemRecord; change: Partial<ItemInput>; now: Date },
): Promise<{ ok: true; changed: string[] } | ItemFieldError> {
  const { organizationId, userId } = actor;
  const fields = { ...plain, kind: item.kind, code: plain.code || item.code };
  const after = { ...item, ...fields, custom: mergeCustomValues(item.custom, custom) };
  const wrong = await findWrongReference(tx, organizationId, after, item);
  if (wrong) return wrong;
  if (fields.code !== item.code && (await isCodeTaken(tx, organizationId, fields.code, item.id))) return { ok: false, error: 'codeTaken' };
  const [old, fresh] = [auditFields(item), auditFields(after)];
  const changed = Object.keys(changedFields(old, fresh).after ?? {});
  if (changed.length === 0) return { ok: true, changed };
  await tx.catalogItem.updateMany({ where: { id: item.id }, data: { ...fields, custom: after.custom, version: { increment: 1 }, updatedAt: now } });
  await notePrices(tx, { organizationId, itemId: item.id, userId, before: item, after, now });
  await writeAudit(tx, { organizationId, actorId: userId, action: 'update', resource: 'catalog', resourceId: item.id, label: after.name, before: old, after: fresh });
  return { ok: true, changed };
}

/** The category and the machine must be this organisation's; they are held, so that neither goes before the item is written. */
async function findWrongReference(tx: OrgTx, organizationId: string, { categoryId, machineId }: Pick<ItemInput, 'categoryId' | 'machineId'>, before?: ItemRecord): Promise<ItemFieldError | null> {
  if (categoryId && categoryId !== before?.categoryId) {
    const rows = await tx.$queryRaw<object[]>`
      SELECT 1 FROM "CatalogCategory" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${categoryId}::uuid FOR KEY SHARE`;
    if (rows.length === 0) return { ok: false, error: 'category' };
  }
  if (machineId && machineId !== before?.machineId) {
    const rows = await tx.$queryRaw<object[]>`
      SELECT 1 FROM "CatalogItem"
      WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${machineId}::uuid AND "kind" = 'EQUIPMENT' AND "deletedAt" IS NULL FOR KEY SHARE`;
    if (rows.length === 0) return { ok: false, error: 'machine' };
  }
  return null;
}

/** Two at once with one code both find it free; the index lets one of them through. */
async function refusingTakenCode<Result>(save: () => Promise<Result>): Promise<Result | ItemFieldError> {
  try {
    return await save();
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return { ok: false, error: 'codeTaken' };
    throw error;
  }
}

/** Positions within a kind are given one after the other. */
export async function lockItemOrder(tx: OrgTx, organizationId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('catalog-order:' || ${organizationId}, 0))`;
}
