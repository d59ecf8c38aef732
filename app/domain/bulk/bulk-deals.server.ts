import { z } from 'zod';
import { Prisma } from '~/generated/prisma/client';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { parseDealFilter } from '~/domain/deals/deal-filter';
import type { DealInput } from '~/domain/deals/deal-input';
import type { DealRecord } from '~/domain/deals/deal-command';
import { lockDeal } from '~/domain/deals/deal-record.server';
import { dealWhere, visibleDeals } from '~/domain/deals/deal-where.server';
import { changeDealIn, checkDealChange } from '~/domain/deals/update-deal.server';
import { orgDb } from '~/platform/db.server';
import type { BulkActor, BulkAdapter, BulkResult, RevertResult } from './bulk-adapter';
import { changeTags, type BulkChange } from './bulk-change';

const beforeSchema = z
  .object({ ownerId: z.string().nullable(), tags: z.array(z.string()), expectedCloseDay: z.string().nullable(), custom: z.record(z.string(), z.union([z.string(), z.boolean()]).nullable()) })
  .partial();

const viewerOf = ({ organizationId, userId, timeZone }: BulkActor, reach: BulkActor['reach']['deals']) => ({ organizationId, userId, timeZone, reach });

/** Deals are changed one by one through their own command, which knows what a deal must have. */
export const bulkDeals: BulkAdapter = {
  async find(actor, search, now) {
    const fields = await listCustomFields(orgDb(actor.organizationId), 'DEAL');
    return { from: Prisma.sql`"Deal"`, where: dealWhere(viewerOf(actor, actor.reach.deals), parseDealFilter(new URLSearchParams(search), fields), now) };
  },

  async names(db, actor, ids) {
    const rows = await db.$queryRaw<{ id: string; name: string }[]>`
      SELECT "id", "title" AS "name" FROM "Deal" WHERE ${visibleDeals(viewerOf(actor, actor.reach.deals))} AND "id" = ANY(${[...ids]}::uuid[])`;
    return new Map(rows.map(({ id, name }) => [id, name]));
  },

  async apply(tx, { actor, change, runId, now }, ids) {
    const results: BulkResult[] = [];
    for (const id of ids) {
      const { deal, ...no } = await lockDeal(tx, { ...actor, reach: actor.reach.deals }, id, null);
      if (!deal) {
        results.push({ id, outcome: 'failed', problem: 'refusal' in no && no.refusal.error === 'forbidden' ? 'notYours' : 'gone' });
        continue;
      }
      const wanted = changeOf(deal, change);
      const error = await checkDealChange(tx, viewerOf(actor, actor.reach.contacts), deal, wanted);
      if (error) {
        results.push({ id, outcome: 'failed', problem: error === 'owner' ? 'notAssignable' : 'refused' });
        continue;
      }
      const fields = await changeDealIn(tx, { actor, deal, change: wanted, now, batchId: runId });
      results.push(fields.length === 0 ? { id, outcome: 'unchanged' } : { id, outcome: 'updated', versionAfter: deal.version + 1, before: beforeOf(deal, wanted) });
    }
    return results;
  },

  async revert(tx, { actor, runId, now }, rows) {
    const results: RevertResult[] = [];
    for (const { id, before, versionAfter } of rows) {
      const { deal } = await lockDeal(tx, { ...actor, scope: 'all', reach: 'all' }, id, versionAfter);
      const past = beforeSchema.safeParse(before);
      if (!deal || !past.success) {
        results.push({ id, outcome: 'conflict', problem: 'edited' });
        continue;
      }
      const change: Partial<DealInput> = Object.fromEntries(Object.entries(past.data).filter(([, value]) => value !== undefined));
      await changeDealIn(tx, { actor, deal, change, now, batchId: runId });
      results.push({ id, outcome: 'reverted' });
    }
    return results;
  },
};

function changeOf(deal: DealRecord, change: BulkChange): Partial<DealInput> {
  switch (change.kind) {
    case 'owner':
      return { ownerId: change.ownerId };
    case 'addTag':
    case 'removeTag':
      return { tags: changeTags(deal.tags, change) };
    case 'closeDay':
      return { expectedCloseDay: change.day };
    case 'custom':
      return { custom: { [change.key]: change.value } };
    default:
      return {};
  }
}

function beforeOf(deal: DealRecord, wanted: Partial<DealInput>): Prisma.InputJsonObject {
  const { custom, ...plain } = wanted;
  const columns = Object.fromEntries(Object.keys(plain).map((field) => [field, deal[field as keyof DealRecord]]));
  const values = custom && { custom: Object.fromEntries(Object.keys(custom).map((key) => [key, deal.custom[key] ?? null])) };
  return { ...columns, ...values } as Prisma.InputJsonObject;
}
