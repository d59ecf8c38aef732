import { Prisma } from '~/generated/prisma/client';
import { isAssignable } from '~/domain/accounts/members/members.server';
import { assignLeadsIn } from '~/domain/leads/bulk-leads.server';
import { parseLeadFilter } from '~/domain/leads/lead-filter';
import { leadWhere } from '~/domain/leads/lead-where.server';
import type { BulkAdapter, BulkResult, RevertResult } from './bulk-adapter';

const ALL_LEADS = parseLeadFilter(new URLSearchParams({ state: 'all' }));

/** Requests are given to people; their states are changed in their own list, where a reason can be asked for. */
export const bulkLeads: BulkAdapter = {
  find(actor, search, now) {
    const { organizationId, userId, timeZone, reach } = actor;
    return Promise.resolve({ from: Prisma.sql`"Lead"`, where: leadWhere({ organizationId, userId, timeZone, reach: reach.leads }, parseLeadFilter(new URLSearchParams(search)), now) });
  },

  async names(db, { organizationId, userId, timeZone, reach }, ids) {
    const rows = await db.$queryRaw<{ id: string; name: string }[]>`
      SELECT "id", concat_ws(' ', "lastName", "firstName") AS "name" FROM "Lead"
      WHERE ${leadWhere({ organizationId, userId, timeZone, reach: reach.leads }, ALL_LEADS, new Date())} AND "id" = ANY(${[...ids]}::uuid[])`;
    return new Map(rows.map(({ id, name }) => [id, name]));
  },

  async apply(tx, { actor, change, now, runId }, ids) {
    if (change.kind !== 'owner') return ids.map((id) => ({ id, outcome: 'failed', problem: 'refused' }));
    if (change.ownerId && !(await isAssignable(tx, change.ownerId, 'leads'))) return ids.map((id) => ({ id, outcome: 'failed', problem: 'notAssignable' }));
    const rows = await assignLeadsIn(tx, { actor: { ...actor, reach: actor.reach.leads }, leads: ids.map((id) => ({ id })), assigneeId: change.ownerId, now, batchId: runId });
    const done = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id): BulkResult => {
      const row = done.get(id);
      return row ? { id, outcome: 'updated', versionAfter: row.version, before: { assigneeId: row.from } } : { id, outcome: 'unchanged' };
    });
  },

  async revert(tx, { actor, now, runId }, rows) {
    const back = new Set<string>();
    const owners = new Map<string | null, { id: string; version: number }[]>();
    for (const { id, before, versionAfter } of rows) {
      const from = readAssignee(before);
      owners.set(from, [...(owners.get(from) ?? []), { id, version: versionAfter }]);
    }
    for (const [assigneeId, leads] of owners) {
      if (assigneeId && !(await isAssignable(tx, assigneeId, 'leads'))) continue;
      const done = await assignLeadsIn(tx, { actor: { ...actor, scope: 'all', reach: 'all' }, leads, assigneeId, now, batchId: runId, isUndo: true });
      for (const { id } of done) back.add(id);
    }
    return rows.map(({ id }): RevertResult => (back.has(id) ? { id, outcome: 'reverted' } : { id, outcome: 'conflict', problem: 'edited' }));
  },
};

function readAssignee(before: Prisma.JsonValue): string | null {
  const assigneeId = typeof before === 'object' && before !== null && !Array.isArray(before) ? before.assigneeId : null;
  return typeof assigneeId === 'string' ? assigneeId : null;
}
