import { Prisma } from '~/generated/prisma/client';
import type { Viewer } from '~/domain/accounts/reach';
import { searchWords } from '~/domain/contacts/client-search.server';
import { findCommonWords } from '~/domain/contacts/list-contacts.server';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { moneyText } from '~/domain/money/money';
import { COUNT_MAX } from '~/platform/db/count-up-to';
import { readKeysetPage, type KeysetPage, type Place } from '~/platform/db/keyset-page';
import type { OrgDb } from '~/platform/db.server';
import { EMPTY_DEAL_FILTER, type DealFilter } from './deal-filter';
import { dealOrder, type OrderedDeal } from './deal-order.server';
import { dealWhere, isRotting, visibleDeals } from './deal-where.server';
import type { DealState } from './lifecycle';

/** One row of the list and one card of the board: what they can show. */
export interface DealRow extends OrderedDeal {
  contactId: string;
  contactName: string;
  pipelineId: string;
  state: DealState;
  stageId: string | null;
  currency: string;
  ownerId: string | null;
  createdById: string | null;
  leadId: string | null;
  lostReasonId: string | null;
  tags: string[];
  custom: unknown;
  isRotting: boolean;
  lastActivityAt: Date | null;
  wonAt: Date | null;
  lostAt: Date | null;
  version: number;
}

/** The columns of a row, of the table "Deal" without another name. */
export function dealColumns(now: Date): Prisma.Sql {
  return Prisma.sql`
    "id", "title", "contactId", "pipelineId", "state"::text AS "state", "stageId", "amount", "currency", "expectedCloseDay", "ownerId", "createdById", "leadId",
    "lostReasonId", "tags", "custom", "createdAt", "updatedAt", "stageEnteredAt", "lastActivityAt", "wonAt", "lostAt", "version",
    (SELECT c."name" FROM "Contact" c WHERE c."organizationId" = "Deal"."organizationId" AND c."id" = "Deal"."contactId") AS "contactName",
    ${isRotting(now)} AS "isRotting"`;
}

const DEALS = Prisma.sql`"Deal"`;

export interface DealListOptions extends Place {
  viewer: Viewer;
  filter: DealFilter;
  /** The organisation's custom fields of deals. */
  fields: readonly CustomField[];
  now: Date;
  limit?: number;
}

/** One page of the deals that a filter shows, in its order. */
export async function listDeals(db: OrgDb, { viewer, filter, fields, now, ...place }: DealListOptions): Promise<KeysetPage<DealRow>> {
  const { order, select } = dealOrder(filter, fields);
  const where = dealWhere(viewer, filter, now, await findCommonWords(db, viewer, searchWords(filter.q), now));
  return readKeysetPage<DealRow>(db, { ...place, order, select: Prisma.sql`${dealColumns(now)}, ${select}`, from: DEALS, where });
}

export interface CurrencySum {
  /** ISO 4217 */
  currency: string;
  /** Plain decimal text. */
  amount: string;
}

export interface DealTotals {
  /** One more than `dealCountLimit` means more than that. */
  count: number;
  /** By currency, the largest first; empty when there are more deals than are counted. */
  sums: CurrencySum[];
}

/** Clients are looked at one after the other, so counting all that a search finds would take longer than the list. */
const SEARCH_COUNT_MAX = 1_000;

/** Up to how many deals of this filter are counted and summed. */
export function dealCountLimit({ q }: Pick<DealFilter, 'q'>): number {
  return q ? SEARCH_COUNT_MAX : COUNT_MAX;
}

/** How many deals a filter shows and what they are worth, counted up to `dealCountLimit`. */
export async function totalDeals(db: OrgDb, { viewer, filter, now }: Pick<DealListOptions, 'viewer' | 'filter' | 'now'>): Promise<DealTotals> {
  const limit = dealCountLimit(filter);
  const where = dealWhere(viewer, filter, now, await findCommonWords(db, viewer, searchWords(filter.q), now));
  const rows = await db.$queryRaw<{ currency: string; count: number; amount: Prisma.Decimal | null }[]>`
    SELECT "currency", count(*)::int AS "count", sum("amount") AS "amount"
    FROM (SELECT "currency", "amount" FROM "Deal" WHERE ${where} LIMIT ${limit + 1}) AS "shown"
    GROUP BY "currency" ORDER BY 3 DESC NULLS LAST, 1`;
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  return { count, sums: count > limit ? [] : rows.flatMap(({ currency, amount }) => (amount === null ? [] : [{ currency, amount: moneyText(amount) }])) };
}

/** Whether the person would see any deal at all, whatever the filter. */
export async function hasAnyDeal(db: OrgDb, viewer: Viewer): Promise<boolean> {
  const rows = await db.$queryRaw<object[]>`SELECT 1 FROM "Deal" WHERE ${visibleDeals(viewer)} LIMIT 1`;
  return rows.length > 0;
}

export interface DealChoice {
  id: string;
  label: string;
  /** The client. */
  detail: string;
}

/** Deals for a picker or the palette: open ones first, the newest of each; all of the newest for no words at all. */
export async function searchDeals(db: OrgDb, viewer: Viewer, q: string, limit: number): Promise<DealChoice[]> {
  const now = new Date();
  const read = (state: DealFilter['state']) => listDeals(db, { viewer, fields: [], now, limit, filter: { ...EMPTY_DEAL_FILTER, q: q.trim().slice(0, 100), state } });
  const [open, all] = await Promise.all([read('open'), read('all')]);
  const rows = [...open.rows, ...all.rows.filter(({ id }) => !open.rows.some((row) => row.id === id))].slice(0, limit);
  return rows.map(({ id, title, contactName }) => ({ id, label: title, detail: contactName }));
}

/** As many of the newest deals are asked as answer at once: what is in use stands in them. */
const TAGS_ASKED = 2_000;
const TAGS_OFFERED = 50;

/** Tags in use, the most used first: offered while typing. */
export async function listDealTags(db: OrgDb, viewer: Viewer): Promise<string[]> {
  const rows = await db.$queryRaw<{ tag: string }[]>`
    SELECT "tag" FROM (SELECT unnest("tags") AS "tag" FROM (
      SELECT "tags" FROM "Deal" WHERE ${visibleDeals(viewer)} ORDER BY "createdAt" DESC, "id" DESC LIMIT ${TAGS_ASKED}) AS "newest") AS "used"
    GROUP BY "tag" ORDER BY count(*) DESC, "tag" LIMIT ${TAGS_OFFERED}`;
  return rows.map(({ tag }) => tag);
}
