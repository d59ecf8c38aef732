import { Prisma } from '~/generated/prisma/client';
import type { Viewer } from '~/domain/accounts/reach';
import { moneyText } from '~/domain/money/money';
import { cursorOf } from '~/platform/db/keyset';
import { readKeysetPage, type KeysetPage, type Place } from '~/platform/db/keyset-page';
import type { OrgDb } from '~/platform/db.server';
import { columnKey, type BoardColumn } from './board-columns';
import type { DealFilter } from './deal-filter';
import { COLUMN_ORDER } from './deal-order.server';
import { dealWhere, stateWhere } from './deal-where.server';
import { dealColumns, type CurrencySum, type DealRow } from './list-deals.server';
import type { DealPlace } from './lifecycle';

/** So many cards a column has at first, and more each time that it is asked for more. */
export const COLUMN_PAGE = 20;

export interface BoardQuery {
  viewer: Viewer;
  /** Its state and stage say which columns there are, and nothing here. */
  filter: DealFilter;
  pipelineId: string;
  now: Date;
}

export interface ColumnTotals {
  count: number;
  /** By currency, the largest first. */
  sums: CurrencySum[];
}

/** How many deals stand in each column and what they are worth: one query for the whole board. By `columnKey`. */
export async function totalColumns(db: OrgDb, query: BoardQuery): Promise<Map<string, ColumnTotals>> {
  const rows = await db.$queryRaw<(DealPlace & { currency: string; count: number; amount: Prisma.Decimal | null })[]>`
    SELECT "state"::text AS "state", "stageId", "currency", count(*)::int AS "count", sum("amount") AS "amount"
    FROM "Deal" WHERE ${boardWhere(query)} GROUP BY 1, 2, 3 ORDER BY 5 DESC NULLS LAST, 3`;
  const totals = new Map<string, ColumnTotals>();
  for (const { currency, count, amount, ...place } of rows) {
    const column = totals.get(columnKey(place)) ?? { count: 0, sums: [] };
    const sums = amount === null ? column.sums : [...column.sums, { currency, amount: moneyText(amount) }];
    totals.set(columnKey(place), { count: column.count + count, sums });
  }
  return totals;
}

/** The first cards of every column, what came last first: one query for the whole board, each column along its index. */
export async function listBoard(db: OrgDb, query: BoardQuery, columns: readonly BoardColumn[]): Promise<Map<string, KeysetPage<DealRow>>> {
  const pages = new Map<string, KeysetPage<DealRow>>(columns.map(({ key }) => [key, { rows: [], previous: null, next: null }]));
  if (columns.length === 0) return pages;
  const branches = columns.map(
    (column) => Prisma.sql`(SELECT ${dealColumns(query.now)}, NULL AS "sortValue" FROM "Deal" WHERE ${boardWhere(query)} AND ${columnWhere(column)}
      ORDER BY "stageEnteredAt" DESC, "id" DESC LIMIT ${COLUMN_PAGE + 1})`,
  );
  const rows = await db.$queryRaw<DealRow[]>`SELECT * FROM (${Prisma.join(branches, ' UNION ALL ')}) AS "cards" ORDER BY "stageEnteredAt" DESC, "id" DESC`;
  for (const [key, page] of pages) {
    const found = rows.filter((row) => columnKey(row) === key);
    page.rows = found.slice(0, COLUMN_PAGE);
    const last = page.rows.at(-1);
    page.next = last && found.length > COLUMN_PAGE ? cursorOf(last, COLUMN_ORDER) : null;
  }
  return pages;
}

/** A page of the cards of one column. */
export function listColumn(db: OrgDb, query: BoardQuery, column: DealPlace, { limit = COLUMN_PAGE, ...place }: Place & { limit?: number }): Promise<KeysetPage<DealRow>> {
  return readKeysetPage<DealRow>(db, {
    ...place,
    order: COLUMN_ORDER,
    limit,
    select: Prisma.sql`${dealColumns(query.now)}, NULL AS "sortValue"`,
    from: Prisma.sql`"Deal"`,
    where: Prisma.sql`${boardWhere(query)} AND ${columnWhere(column)}`,
  });
}

function boardWhere({ viewer, filter, pipelineId, now }: BoardQuery): Prisma.Sql {
  return dealWhere(viewer, { ...filter, pipelineId, state: 'all', stageId: null }, now);
}

function columnWhere({ state, stageId }: DealPlace): Prisma.Sql {
  const place = stageId ? Prisma.sql`"stageId" = ${stageId}::uuid` : Prisma.sql`"stageId" IS NULL`;
  return Prisma.sql`${stateWhere(state) ?? Prisma.sql`TRUE`} AND ${place}`;
}
