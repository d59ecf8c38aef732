import { randomUUID } from 'node:crypto';
import type { Prisma } from '~/generated/prisma/client';
import { auditRow, type AuditEntry } from '~/domain/audit/write-audit.server';
import type { OrgTx } from '~/platform/db.server';
import { pathOf } from '../category-tree';
import type { CatalogActor } from '../item-command';
import type { ItemInput } from '../item-input';
import { auditFields } from '../item-record.server';
import { nextCode } from '../next-code.server';
import { areNewPrices } from '../price-history.server';
import { pathKey } from './category-path';
import type { ImportPlan, ImportWorld, PlannedRow } from './plan-import';

interface Writing {
  actor: CatalogActor;
  plan: ImportPlan;
  world: ImportWorld;
  now: Date;
}

/** Writes a plan without problems: categories, items, prices and the log. The order of the items and the tree are held by the caller. Everything is written in bulk but the changed rows. */
export async function writePlan(tx: OrgTx, { actor, plan, world, now }: Writing): Promise<void> {
  const { organizationId, userId } = actor;
  const entries: AuditEntry[] = [];
  const note = (entry: Pick<AuditEntry, 'action' | 'resourceId' | 'label' | 'before' | 'after'>) => entries.push({ organizationId, actorId: userId, resource: 'catalog', ...entry });
  const categoryIds = await writeCategories(tx, { organizationId, plan, world, note });
  const machineIds = new Map<string, string>();
  const created = new Map<PlannedRow, string>();
  for (const row of plan.rows) {
    if (row.before) continue;
    const id = randomUUID();
    created.set(row, id);
    if (row.after.kind === 'EQUIPMENT' && row.after.code) machineIds.set(row.after.code.toLowerCase(), id);
  }
  const resolve = ({ after, newCategory, newMachine }: PlannedRow): ItemInput => ({
    ...after,
    ...(newCategory && { categoryId: categoryIds.get(pathKey(newCategory)) ?? null }),
    ...(newMachine && { machineId: machineIds.get(newMachine) ?? null }),
  });

  const positions = new Map<string, number>();
  const items: Prisma.CatalogItemCreateManyInput[] = [];
  const prices: Prisma.CatalogPriceCreateManyInput[] = [];
  const notePrices = (itemId: string, before: ItemInput | null, { price, costPrice, hourlyRate, shiftRate, taxPercent, ...rest }: ItemInput) => {
    const after = { price, costPrice, hourlyRate, shiftRate, taxPercent };
    if (areNewPrices(before, { ...rest, ...after })) prices.push({ organizationId, itemId, ...after, validFrom: now, byId: userId });
  };
  for (const [row, id] of created) {
    const input = resolve(row);
    const item = { ...input, custom: row.after.custom as Record<string, string | boolean>, code: input.code || (await nextCode(tx, organizationId, input.kind)) };
    const position = positions.get(item.kind) ?? (await nextPosition(tx, item.kind));
    positions.set(item.kind, position + 1);
    items.push({ ...item, id, organizationId, position, createdAt: now, updatedAt: now });
    notePrices(id, null, item);
    note({ action: 'create', resourceId: id, label: item.name, after: auditFields(item) });
  }
  // machines first: attachments name them
  items.sort((a, b) => Number(b.kind === 'EQUIPMENT') - Number(a.kind === 'EQUIPMENT'));
  await tx.catalogItem.createMany({ data: items });

  for (const row of plan.rows) {
    const { before, changed } = row;
    if (!before || changed.length === 0) continue;
    const after = resolve(row);
    const custom = after.custom as Record<string, string | boolean>;
    const change = Object.fromEntries(Object.entries({ ...after, custom }).filter(([field]) => changed.includes(field) || (field === 'custom' && changed.some((name) => name.startsWith('custom.')))));
    await tx.catalogItem.updateMany({ where: { id: before.id }, data: { ...change, version: { increment: 1 }, updatedAt: now } });
    notePrices(before.id, before, after);
    note({ action: 'update', resourceId: before.id, label: after.name, before: auditFields(before), after: auditFields({ ...after, custom }) });
  }
  await tx.catalogPrice.createMany({ data: prices });
  const author = await tx.membership.findFirst({ where: { userId }, select: { user: { select: { name: true } } } });
  await tx.auditLog.createMany({ data: entries.flatMap((entry) => auditRow(entry, author?.user.name ?? null) ?? []) });
}

async function nextPosition(tx: OrgTx, kind: ItemInput['kind']): Promise<number> {
  const last = await tx.catalogItem.aggregate({ where: { kind }, _max: { position: true } });
  return (last._max.position ?? -1) + 1;
}

/** Makes the missing categories, parents first. Returns the ids of all by their paths. */
async function writeCategories(tx: OrgTx, { organizationId, plan, world: { categories }, note }: Pick<Writing, 'plan' | 'world'> & { organizationId: string; note: (entry: Pick<AuditEntry, 'action' | 'resourceId' | 'label' | 'after'>) => void }) {
  const ids = new Map(categories.toReversed().map(({ id }) => [pathKey(pathOf(categories, id)), id]));
  if (plan.newCategories.length === 0) return ids;
  for (const names of plan.newCategories) {
    const parentId = ids.get(pathKey(names.slice(0, -1))) ?? null;
    const name = names.at(-1) ?? '';
    const position = await tx.catalogCategory.count({ where: { parentId } });
    const { id } = await tx.catalogCategory.create({ data: { organizationId, name, parentId, position }, select: { id: true } });
    ids.set(pathKey(names), id);
    note({ action: 'create', resourceId: id, label: name, after: { category: name } });
  }
  return ids;
}
