import { Prisma } from '~/generated/prisma/client';
import type { CustomField, CustomFieldType } from '~/domain/custom-fields/custom-field';
import { customOrder } from '~/domain/custom-fields/custom-where.server';
import { defineOrder, type Cursor, type KeyStep, type KeyType, type Order, type Stretch } from '~/platform/db/keyset';
import type { ContactFilter } from './contact-filter';
import { readContactQuery } from './contact-query';
import { isMeant, nameBegins } from './contact-where.server';

/** What of a contact its place in every order depends on. */
export interface OrderedContact {
  id: string;
  name: string;
  createdAt: Date;
  updatedAt: Date;
  lastActivityAt: Date | null;
  /** Of a search: 0 what was meant, 1 names that begin so, 2 the rest. */
  rank: number;
  /** The name within the first two ranks, which stand by name. */
  rankName: string;
  /** Of an order by a custom field. */
  sortValue: unknown;
}

type Step = KeyStep<OrderedContact>;

const id: Step = { name: 'id', sql: Prisma.sql`"id"`, type: 'uuid' };
const name: Step = { name: 'name', sql: Prisma.sql`"name"`, type: 'text' };
const created: Step = { name: 'createdAt', sql: Prisma.sql`"createdAt"`, type: 'timestamptz' };
const updated: Step = { name: 'updatedAt', sql: Prisma.sql`"updatedAt"`, type: 'timestamptz', descending: true };
const activity: Step = { name: 'lastActivityAt', sql: Prisma.sql`"lastActivityAt"`, type: 'timestamptz', descending: true, nullable: true };
const down = (step: Step): Step => ({ ...step, descending: true });

const KEY_TYPES: Record<CustomFieldType, KeyType> = { TEXT: 'text', CHOICE: 'text', DATE: 'text', YES_NO: 'text', NUMBER: 'numeric' };
const PLAIN: Partial<Record<ContactFilter['sort'], Order<OrderedContact>>> = {
  name: defineOrder([name, id]),
  '-name': defineOrder([down(name), down(id)]),
  created: defineOrder([created, id]),
  '-created': defineOrder([down(created), down(id)]),
  updated: defineOrder([updated, down(id)]),
  activity: defineOrder([activity, down(id)]),
};
const NOTHING = Prisma.sql`0 AS "rank", '' AS "rankName", NULL AS "sortValue"`;

export interface ContactOrder {
  order: Order<OrderedContact>;
  /** What rows must carry for it. */
  select: Prisma.Sql;
  /** The same order as one stretch, for rows that were found already: its stretches would each find them again. */
  ranked?: Order<OrderedContact>;
}

/** The order of a filter. */
export function contactOrder(filter: ContactFilter, fields: readonly CustomField[], organizationId: string): ContactOrder {
  if (filter.sort === 'relevance' && !filter.isSimilar) return byRank(filter.q, organizationId);
  const plain = PLAIN[filter.sort];
  if (plain) return { order: plain, select: NOTHING };
  const isDown = filter.sort.startsWith('-');
  const field = fields.find(({ key }) => `cf.${key}` === filter.sort.replace('-', ''));
  if (!field) return { order: defineOrder([name, id]), select: NOTHING };
  const value = customOrder(Prisma.sql`"custom"`, field);
  const step: Step = { name: 'sortValue', sql: value, type: KEY_TYPES[field.type], descending: isDown };
  const last = isDown ? down(id) : id;
  // whether there is a value is told by its key: much cheaper than reading all values first
  const has = Prisma.sql`"custom" ? ${field.key}::text`;
  return {
    order: [
      { where: has, holds: ({ sortValue }) => sortValue !== null, steps: [step, last] },
      { where: Prisma.sql`NOT ${has}`, holds: ({ sortValue }) => sortValue === null, steps: [last] },
    ],
    select: Prisma.sql`0 AS "rank", '' AS "rankName", ${value} AS "sortValue"`,
  };
}

const REST = 2;

/**
 * First what was meant, then names that begin so, both by name; then the rest, the newest first: names that share a word
 * stand together, so walking the rest by name could pass half of all contacts before it meets the first.
 */
function byRank(q: string, organizationId: string): ContactOrder {
  const query = readContactQuery(q);
  const meant = isMeant(query, organizationId);
  const begins = nameBegins(query.text);
  const rankOf = Prisma.sql`CASE WHEN ${meant} THEN 0 WHEN ${begins} THEN 1 ELSE 2 END`;
  const rankName = Prisma.sql`CASE WHEN ${rankOf} < ${REST}::int THEN "name" ELSE '' END`;
  const newest = [down(created), down(id)];
  const stretch = (where: Prisma.Sql, rank: number): Stretch<OrderedContact> => ({ where, holds: (row) => row.rank === rank, steps: rank === REST ? newest : [name, ...newest] });
  return {
    order: [
      stretch(meant, 0),
      stretch(Prisma.sql`(${begins}) AND NOT ${meant}`, 1),
      stretch(Prisma.sql`NOT (${begins}) AND NOT ${meant}`, REST),
    ],
    select: Prisma.sql`${rankOf} AS "rank", ${rankName} AS "rankName", NULL AS "sortValue"`,
    ranked: defineOrder([
      { name: 'rank', sql: rankOf, type: 'int' },
      { name: 'rankName', sql: rankName, type: 'text' },
      ...newest,
    ]),
  };
}

/** A place in the order of stretches as a place in the ranked one, and back. */
export function toRanked(cursor: Cursor | null): Cursor | null {
  return cursor && { stretch: 0, values: [cursor.stretch, ...(cursor.stretch === REST ? [''] : []), ...cursor.values] };
}

export function fromRanked(cursor: Cursor | null): Cursor | null {
  const rank = Number(cursor?.values[0]);
  return cursor && { stretch: rank, values: cursor.values.slice(rank === REST ? 2 : 1) };
}
