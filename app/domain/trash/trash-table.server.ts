import { Prisma } from '~/generated/prisma/client';
import type { OrgDb, SqlRunner } from '~/platform/db.server';
import { countUpTo } from '~/platform/db/count-up-to';
import { defineOrder, type Order } from '~/platform/db/keyset';
import { readKeysetPage, type KeysetPage, type Place } from '~/platform/db/keyset-page';

export interface TrashRow {
  id: string;
  label: string;
  deletedAt: Date;
  deletedById: string | null;
}

/** Where deleted records of one kind lie, as the area that owns them says it. */
export interface TrashTable {
  from: Prisma.Sql;
  /** The record's name. */
  label: Prisma.Sql;
}

/** Deleted last, shown first. */
export const TRASH_ORDER: Order<TrashRow> = defineOrder<TrashRow>([
  { name: 'deletedAt', sql: Prisma.sql`"deletedAt"`, type: 'timestamptz', descending: true },
  { name: 'id', sql: Prisma.sql`"id"`, type: 'uuid' },
]);

interface TrashQuery {
  organizationId: string;
  since: Date;
}

// the literal condition is that of the partial index
const inTrash = ({ organizationId, since }: TrashQuery) => Prisma.sql`"organizationId" = ${organizationId}::uuid AND "deletedAt" IS NOT NULL AND "deletedAt" >= ${since}`;

/** One page of an organisation's deleted records of a kind. */
export function readTrash(db: OrgDb, { from, label }: TrashTable, query: TrashQuery, place: Place & { limit?: number }): Promise<KeysetPage<TrashRow>> {
  return readKeysetPage<TrashRow>(db, { ...place, order: TRASH_ORDER, select: Prisma.sql`"id", ${label} AS "label", "deletedAt", "deletedById"::text AS "deletedById"`, from, where: inTrash(query) });
}

/** How many there are, counted up to 10,000. */
export function countTrash(db: OrgDb, { from }: TrashTable, query: TrashQuery): Promise<number> {
  return countUpTo(db, { from, where: inTrash(query) });
}

/** Records of an organisation that were deleted before a moment: for the trash to empty itself. */
export function readExpired(db: SqlRunner, { from }: TrashTable, { organizationId, before, after, limit }: { organizationId: string; before: Date; after: string; limit: number }): Promise<{ id: string }[]> {
  return db.$queryRaw<{ id: string }[]>`
    SELECT "id"::text AS "id" FROM ${from}
    WHERE "organizationId" = ${organizationId}::uuid AND "deletedAt" IS NOT NULL AND "deletedAt" < ${before} AND "id" > ${after}::uuid ORDER BY "id" LIMIT ${limit}`;
}
