import { Prisma } from '~/generated/prisma/client';
import { periodWhere } from '~/domain/periods/period.server';
import type { OrgDb } from '~/platform/db.server';
import { countUpTo } from '~/platform/db/count-up-to';
import { defineOrder, type Order } from '~/platform/db/keyset';
import { readKeysetPage, type KeysetPage, type Place } from '~/platform/db/keyset-page';
import type { AuditFilter } from './audit-filter';
import type { AuditValue } from './changed-fields';

export interface AuditRow {
  id: string;
  actorId: string | null;
  actorName: string | null;
  action: string;
  resource: string;
  resourceId: string | null;
  label: string | null;
  before: Record<string, AuditValue> | null;
  after: Record<string, AuditValue> | null;
  createdAt: Date;
}

/** The newest first. */
export const AUDIT_ORDER: Order<AuditRow> = defineOrder<AuditRow>([
  { name: 'createdAt', sql: Prisma.sql`"createdAt"`, type: 'timestamptz', descending: true },
  { name: 'id', sql: Prisma.sql`"id"`, type: 'uuid', descending: true },
]);

const ROW = Prisma.sql`"id", "actorId", "actorName", "action", "resource", "resourceId", "label", "before", "after", "createdAt"`;
const LOG = Prisma.sql`"AuditLog"`;

export interface AuditQuery {
  organizationId: string;
  /** IANA name: periods are days of this zone. */
  timeZone: string;
  filter: AuditFilter;
  now: Date;
}

function auditWhere({ organizationId, timeZone, filter, now }: AuditQuery): Prisma.Sql {
  const conditions = [Prisma.sql`"organizationId" = ${organizationId}::uuid`];
  if (filter.person === 'system') conditions.push(Prisma.sql`"actorId" IS NULL`);
  else if (filter.person) conditions.push(Prisma.sql`"actorId" = ${filter.person}::uuid`);
  if (filter.resource) conditions.push(Prisma.sql`"resource" = ${filter.resource}`);
  if (filter.action) conditions.push(Prisma.sql`"action" = ${filter.action}`);
  if (filter.record) conditions.push(Prisma.sql`"resourceId" = ${filter.record}`);
  if (filter.period) conditions.push(periodWhere(Prisma.sql`"createdAt"`, filter, timeZone, now));
  return Prisma.join(conditions, ' AND ');
}

/** One page of what was changed. */
export function listAudit(db: OrgDb, { limit, cursor, direction, ...query }: AuditQuery & Place & { limit?: number }): Promise<KeysetPage<AuditRow>> {
  return readKeysetPage<AuditRow>(db, { order: AUDIT_ORDER, cursor, direction, limit, select: ROW, from: LOG, where: auditWhere(query) });
}

/** How many changes there are, counted up to 10,000; one more means more than that. */
export function countAudit(db: OrgDb, query: AuditQuery): Promise<number> {
  return countUpTo(db, { from: LOG, where: auditWhere(query), memory: { key: JSON.stringify(['audit', query.organizationId, query.filter]), now: query.now } });
}
