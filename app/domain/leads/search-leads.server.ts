import { Prisma } from '~/generated/prisma/client';
import type { OrgDb } from '~/platform/db.server';
import { parseLeadFilter } from './lead-filter';
import { leadWhere, searchWords, type LeadViewer } from './lead-where.server';

export interface LeadHit {
  id: string;
  /** The client's name. */
  label: string;
  /** What tells it from others of the same name: its reference and trade. */
  detail: string;
}

interface Row {
  id: string;
  firstName: string;
  lastName: string;
  reference: string;
  businessNiche: string | null;
}

/**
 * Requests in any state that hold every word, or the phone number, the newest first: those of that name before those that
 * only mention it. What the viewer may not see is left out.
 */
export async function searchLeads(db: OrgDb, viewer: LeadViewer, q: string, limit: number): Promise<LeadHit[]> {
  const filter = parseLeadFilter(new URLSearchParams({ q, state: 'all' }));
  if (!filter.q) return [];
  const where = leadWhere(viewer, filter, new Date());
  const words = searchWords(filter.q).map((word) => Prisma.sql`strpos(lower("firstName" || ' ' || "lastName"), ${word}) > 0`);
  const named = await read(db, Prisma.sql`${where} AND ${Prisma.join(words, ' AND ')}`, limit);
  const rest = named.length < limit ? await read(db, where, limit) : [];
  const known = new Set(named.map(({ id }) => id));
  return [...named, ...rest.filter(({ id }) => !known.has(id))].slice(0, limit).map(toHit);
}

function read(db: OrgDb, where: Prisma.Sql, limit: number): Promise<Row[]> {
  return db.$queryRaw<Row[]>`
    SELECT "id", "firstName", "lastName", "reference", "businessNiche" FROM "Lead"
    WHERE ${where} ORDER BY "createdAt" DESC, "id" LIMIT ${limit}`;
}

function toHit({ id, firstName, lastName, reference, businessNiche }: Row): LeadHit {
  return { id, label: `${firstName} ${lastName}`.trim(), detail: [reference, businessNiche].filter(Boolean).join(' · ') };
}
