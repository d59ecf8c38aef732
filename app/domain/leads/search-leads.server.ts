import type { OrgDb } from '~/platform/db.server';
import { parseLeadFilter } from './lead-filter';
import { leadWhere, type LeadViewer } from './lead-where.server';

export interface LeadHit {
  id: string;
  /** The client's name. */
  label: string;
  /** What tells it from others of the same name: its reference and trade. */
  detail: string;
}

/** Requests in any state that hold every word, or the phone number, the newest first; what the viewer may not see is left out. */
export async function searchLeads(db: OrgDb, viewer: LeadViewer, q: string, limit: number): Promise<LeadHit[]> {
  const filter = parseLeadFilter(new URLSearchParams({ q, state: 'all' }));
  if (!filter.q) return [];
  const rows = await db.$queryRaw<{ id: string; firstName: string; lastName: string; reference: string; businessNiche: string | null }[]>`
    SELECT "id", "firstName", "lastName", "reference", "businessNiche" FROM "Lead"
    WHERE ${leadWhere(viewer, filter, new Date())}
    ORDER BY "createdAt" DESC, "id" LIMIT ${limit}`;
  return rows.map(({ id, firstName, lastName, reference, businessNiche }) => ({ id, label: `${firstName} ${lastName}`.trim(), detail: [reference, businessNiche].filter(Boolean).join(' · ') }));
}
