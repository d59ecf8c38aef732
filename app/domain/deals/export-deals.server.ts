import { Prisma } from '~/generated/prisma/client';
import type { Viewer } from '~/domain/accounts/reach';
import { readCustomValues, type CustomValue } from '~/domain/custom-fields/custom-field';
import { moneyText } from '~/domain/money/money';
import type { OrgDb } from '~/platform/db.server';
import type { DealFilter } from './deal-filter';
import { dealWhere } from './deal-where.server';
import type { DealState } from './lifecycle';

export interface ExportedDeal {
  id: string;
  title: string;
  /** Null where the person does not see the contact. */
  contactName: string | null;
  state: DealState;
  stageName: string | null;
  pipelineName: string;
  /** Plain decimal text. */
  amount: string | null;
  currency: string;
  expectedCloseDay: string | null;
  ownerId: string | null;
  lostReason: string | null;
  tags: string[];
  notes: string | null;
  custom: Record<string, CustomValue>;
  createdAt: Date;
  wonAt: Date | null;
  lostAt: Date | null;
}

type StoredDeal = Omit<ExportedDeal, 'custom' | 'amount'> & { custom: unknown; amount: Prisma.Decimal | null };

const BATCH_SIZE = 1_000;

export interface ExportDeals {
  viewer: Viewer;
  filter: DealFilter;
  now: Date;
  /** The contacts that the viewer sees: names of others are left out. */
  visibleContacts: Prisma.Sql;
}

/** All deals that a filter shows, oldest first, read in batches while they are taken. */
export async function* exportDeals(db: OrgDb, { viewer, filter, now, visibleContacts }: ExportDeals): AsyncGenerator<ExportedDeal> {
  for (let after: string | null = null; ; ) {
    const rows: StoredDeal[] = await db.$queryRaw`
      WITH page AS (
        SELECT * FROM "Deal" WHERE ${dealWhere(viewer, filter, now)} ${after ? Prisma.sql`AND "id" > ${after}::uuid` : Prisma.empty} ORDER BY "id" LIMIT ${BATCH_SIZE}
      ), seen AS (
        SELECT "id", "name" FROM "Contact" WHERE ${visibleContacts} AND "id" IN (SELECT "contactId" FROM page)
      )
      SELECT d."id", d."title", seen."name" AS "contactName", d."state"::text AS "state", s."name" AS "stageName", p."name" AS "pipelineName", d."amount", d."currency",
        d."expectedCloseDay"::text AS "expectedCloseDay", d."ownerId", r."name" AS "lostReason", d."tags", d."notes", d."custom", d."createdAt", d."wonAt", d."lostAt"
      FROM page d
      JOIN "Pipeline" p ON p."organizationId" = d."organizationId" AND p."id" = d."pipelineId"
      LEFT JOIN "DealStage" s ON s."organizationId" = d."organizationId" AND s."id" = d."stageId"
      LEFT JOIN "LostReason" r ON r."organizationId" = d."organizationId" AND r."id" = d."lostReasonId"
      LEFT JOIN seen ON seen."id" = d."contactId"
      ORDER BY d."id"`;
    for (const { custom, amount, ...row } of rows) yield { ...row, amount: amount && moneyText(amount), custom: readCustomValues(custom) };
    const last = rows.at(-1);
    if (!last || rows.length < BATCH_SIZE) return;
    after = last.id;
  }
}
