import { orgDb } from '~/platform/db.server';
import type { LeadFilter } from './lead-filter';
import { LEAD_STATES, type LeadState } from './lifecycle';
import { leadWhere, type LeadViewer } from './lead-where.server';

/** How many of the requests that the filter shows are in each state, every state named; not bounded. */
export async function countLeadsByState(viewer: LeadViewer, filter: LeadFilter, now: Date): Promise<{ state: LeadState; count: number }[]> {
  const rows = await orgDb(viewer.organizationId).$queryRaw<{ state: LeadState; count: number }[]>`
    SELECT "state"::text AS "state", count(*)::int AS "count" FROM "Lead"
    WHERE ${leadWhere(viewer, { ...filter, state: 'all' }, now)} GROUP BY 1`;
  return LEAD_STATES.map((state) => ({ state, count: rows.find((row) => row.state === state)?.count ?? 0 }));
}
