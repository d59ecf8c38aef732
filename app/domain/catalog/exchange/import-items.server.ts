import { Prisma } from '~/generated/prisma/client';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import type { TableRow } from '~/domain/imports/read-table.server';
import { orgDb } from '~/platform/db.server';
import { requireBudget } from '~/platform/rate-limit.server';
import type { CatalogActor } from '../item-command';
import { lockTree } from '../categories.server';
import { lockItemOrder } from '../save-item.server';
import { readImportWorld } from './import-world.server';
import { guessItemColumns, type ItemColumn } from './item-columns';
import { planImport, type ImportPlan } from './plan-import';
import { readItemRow, type ItemProblem } from './read-item-row';
import { writePlan } from './write-plan.server';

/** What a file may hold: it is read, checked and written as one. */
export const ITEM_IMPORT_LIMITS = { maxRows: 5_000, maxBytes: 10 * 1024 * 1024 } as const;
const TIMEOUT_MS = 120_000;

export interface ItemImport {
  actor: CatalogActor;
  /** The head first. */
  table: readonly TableRow[];
  customFields: readonly CustomField[];
  /** Tax of new items that name none, percent as decimal text. */
  defaultTaxPercent: string;
  /** Only says what would come of it. */
  isTrial: boolean;
  now: Date;
}

export type ItemImportResult =
  | { ok: true; columns: (ItemColumn | null)[]; plan: ImportPlan; created: number; updated: number; same: number }
  /** Nothing was written. `noHead`: the first row names neither names nor codes. */
  | { ok: false; error: 'noHead' }
  | { ok: false; error: 'problems'; columns: (ItemColumn | null)[]; problems: ItemProblem[] };

/**
 * Brings the items of a table into the catalog, or with a single wrong row none of them. An item is found by its code, one
 * without a code by kind and name; cells that are empty change nothing. @throws {Response} 429 for a person who imports all the time
 */
export async function importItems({ actor, table, customFields, defaultTaxPercent, isTrial, now }: ItemImport): Promise<ItemImportResult> {
  if (!isTrial) await requireBudget('import');
  const { organizationId } = actor;
  const [head, ...data] = table;
  const columns = guessItemColumns(head?.cells ?? [], customFields);
  if (!columns.includes('name') && !columns.includes('code')) return { ok: false, error: 'noHead' };
  const rows = data.map(({ row, cells }) => readItemRow(row, cells, columns, customFields));
  try {
    return await orgDb(organizationId).$transaction(
      async (tx): Promise<ItemImportResult> => {
        // before anything is read: of two files at once the second one finds what the first one made
        await lockTree(tx, organizationId);
        await lockItemOrder(tx, organizationId);
        const world = await readImportWorld(tx, { organizationId, rows, customFields, defaultTaxPercent });
        const plan = planImport(rows, world);
        if (plan.problems.length > 0) return { ok: false, error: 'problems', columns, problems: plan.problems };
        if (!isTrial) await writePlan(tx, { actor, plan, world, now });
        const created = plan.rows.filter(({ before }) => !before).length;
        const updated = plan.rows.filter(({ before, changed }) => before && changed.length > 0).length;
        return { ok: true, columns, plan, created, updated, same: plan.rows.length - created - updated };
      },
      { timeout: TIMEOUT_MS },
    );
  } catch (error) {
    // somebody made an item with one of the codes while this file was written
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return { ok: false, error: 'problems', columns, problems: [{ row: 0, column: 'code', code: 'meanwhile' }] };
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2003') return { ok: false, error: 'problems', columns, problems: [{ row: 0, column: 'category', code: 'gone' }] };
    throw error;
  }
}
