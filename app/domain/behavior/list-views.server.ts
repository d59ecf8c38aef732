import { Prisma, type LeadPriority } from '~/generated/prisma/client';
import { orgDb } from '~/platform/db.server';
import { daysOf, type ViewsFilter } from './behavior-filter';

export const VIEWS_PAGE = 50;
/** Counting stops here: "10,000+" says enough. */
export const MAX_COUNTED = 10_000;

export interface ViewRow {
  id: string;
  openedAt: Date;
  breakpoint: string;
  formVersion: string;
  activeMs: number;
  isMeasured: boolean;
  started: boolean;
  furthestSection: number;
  lastField: string | null;
  rageClicks: number;
  deadClicks: number;
  corrections: number;
  sentAt: Date | null;
  sentPriority: LeadPriority | null;
  /** Only with the visitor's consent. */
  leadId: string | null;
  leadReference: string | null;
  visitNumber: number | null;
}

/** Views behind the figures, newest first. `next` is the cursor of the following page; a broken cursor is the start. */
export async function listViews(organizationId: string, filter: ViewsFilter, cursor: string | null = null, limit = VIEWS_PAGE): Promise<{ rows: ViewRow[]; next: string | null }> {
  const after = parseCursor(cursor);
  const rows = await orgDb(organizationId).$queryRaw<ViewRow[]>`
    SELECT v.id, v."openedAt", v.breakpoint, v."formVersion", v."activeMs", v."isMeasured", v.started,
      v."furthestSection"::int AS "furthestSection", v."lastField", v."rageClicks", v."deadClicks", v.corrections,
      v."sentAt", v."sentPriority", v."leadId", l.reference AS "leadReference", v."visitNumber"
    FROM "FormView" v LEFT JOIN "Lead" l ON l."organizationId" = v."organizationId" AND l.id = v."leadId"
    WHERE ${whereViews(organizationId, filter)}
      ${after ? Prisma.sql`AND (v."openedAt", v.id) < (${after.openedAt}::timestamptz, ${after.id}::uuid)` : Prisma.empty}
    ORDER BY v."openedAt" DESC, v.id DESC LIMIT ${limit + 1}::int`;
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last ? `${last.openedAt.getTime()}_${last.id}` : null };
}

/** How many views the filter has, at most 10,000. */
export async function countViews(organizationId: string, filter: ViewsFilter): Promise<number> {
  const [counted] = await orgDb(organizationId).$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM (
      SELECT FROM "FormView" v WHERE ${whereViews(organizationId, filter)} LIMIT ${MAX_COUNTED}::int) AS counted`;
  return counted?.n ?? 0;
}

function whereViews(organizationId: string, filter: ViewsFilter): Prisma.Sql {
  const { from, to } = daysOf(filter);
  const conditions = [
    // a local day lies within two days of the same one in any other zone: lets the index by time serve a range of days
    Prisma.sql`v."openedAt" >= ${from}::date - interval '2 days' AND v."openedAt" < ${to}::date + interval '2 days'`,
    Prisma.sql`v.day >= ${from}::date AND v.day < ${to}::date`,
    ...(filter.breakpoint ? [Prisma.sql`v.breakpoint = ${filter.breakpoint}`] : []),
    ...(filter.measured ? [Prisma.sql`v."isMeasured"`] : []),
    ...(filter.upset ? [Prisma.sql`(v."rageClicks" > 0 OR v."deadClicks" > 0)`] : []),
    ...(filter.lastField ? [Prisma.sql`v."lastField" = ${filter.lastField}`] : []),
    ...(filter.outcome === 'all' ? [] : [OUTCOME_CONDITIONS[filter.outcome]]),
  ];
  return Prisma.sql`v."organizationId" = ${organizationId}::uuid AND ${Prisma.join(conditions, ' AND ')}`;
}

const OUTCOME_CONDITIONS = {
  started: Prisma.sql`v.started`,
  sent: Prisma.sql`v."sentAt" IS NOT NULL`,
  abandoned: Prisma.sql`v.started AND v."sentAt" IS NULL`,
  idle: Prisma.sql`NOT v.started`,
};

function parseCursor(cursor: string | null): { openedAt: Date; id: string } | null {
  const match = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor ?? '');
  return match?.[1] && match[2] ? { openedAt: new Date(Number(match[1])), id: match[2] } : null;
}
