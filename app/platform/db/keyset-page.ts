import { Prisma } from '~/generated/prisma/client';
import type { SqlRunner } from '~/platform/db.server';
import { cursorOf, type Cursor, type KeyStep, type KeyType, type Order } from './keyset';

export const PAGE_SIZE = 50;

export interface KeysetPage<Row> {
  rows: Row[];
  /** Places to go on from; null where the list ends. */
  previous: Cursor | null;
  next: Cursor | null;
}

/** Where a page begins: just after (or ends: just before) a place; without one at the start of the list. */
export interface Place {
  cursor?: Cursor | null;
  direction?: 'after' | 'before';
}

export interface KeysetQuery<Row> extends Place {
  order: Order<Row>;
  limit?: number;
  /** What each row carries, the order's columns among it. */
  select: Prisma.Sql;
  from: Prisma.Sql;
  where: Prisma.Sql;
  /** Conditions that exclude each other, of which a row must meet one: each is walked along an index of its own. */
  oneOf?: readonly Prisma.Sql[];
}

/** One page of a list in its order. Never counts and never skips rows: every page costs the same. */
export async function readKeysetPage<Row>(db: Pick<SqlRunner, '$queryRaw'>, query: KeysetQuery<Row>): Promise<KeysetPage<Row>> {
  const { order, cursor = null, direction = 'after', limit = PAGE_SIZE } = query;
  const isBackwards = direction === 'before' && cursor !== null;
  const found = await readStretches(db, { ...query, isBackwards, limit: limit + 1 });
  const hasMore = found.length > limit;
  const rows = found.slice(0, limit);
  if (isBackwards) rows.reverse();
  const first = rows.at(0);
  const last = rows.at(-1);
  const hasBefore = isBackwards ? hasMore : cursor !== null;
  const hasAfter = isBackwards ? true : hasMore;
  return {
    rows,
    previous: first && hasBefore ? cursorOf(first, order) : null,
    next: last && hasAfter ? cursorOf(last, order) : null,
  };
}

type Reading<Row> = KeysetQuery<Row> & { isBackwards: boolean; limit: number };

/** Reads the stretches of the order one after the other until the page is full: mostly that is one query. */
async function readStretches<Row>(db: Pick<SqlRunner, '$queryRaw'>, reading: Reading<Row>): Promise<Row[]> {
  const { order, cursor, isBackwards, limit, where } = reading;
  const start = cursor?.stretch ?? 0;
  const all = order.map((stretch, index) => ({ ...stretch, index }));
  const route = isBackwards ? all.slice(0, start + 1).reverse() : all.slice(start);
  const rows: Row[] = [];
  for (const { where: condition, steps, index } of route) {
    const beyond = cursor && index === start ? waysBeyond(steps, cursor.values, isBackwards) : [null];
    const scope = condition ? Prisma.sql`${where} AND ${condition}` : where;
    const query = stretchQuery({ ...reading, where: scope, limit: limit - rows.length }, steps, beyond);
    rows.push(...(await db.$queryRaw<Row[]>(query)));
    if (rows.length >= limit) break;
  }
  return rows;
}

/**
 * The rows of a stretch after (or before) a place. Every way to lie beyond the place, and every one of the conditions, is
 * a branch of its own that one index can walk in order; the branches' few rows are merged.
 */
function stretchQuery<Row>(
  { select, from, where, oneOf = [], isBackwards, limit }: Reading<Row>,
  steps: readonly KeyStep<Row>[],
  beyond: readonly (Prisma.Sql | null)[],
): Prisma.Sql {
  const sorted = (columns: readonly Prisma.Sql[]) =>
    Prisma.join(columns.map((column, index) => (isDescending(steps[index], isBackwards) ? Prisma.sql`${column} DESC` : column)));
  const order = sorted(steps.map(({ sql }) => sql));
  const kinds = oneOf.length === 0 ? [null] : oneOf;
  const conditions = beyond.flatMap((way) => kinds.map((kind) => Prisma.join([where, kind, way].filter((part) => part !== null), ' AND ')));
  const [only] = conditions;
  if (conditions.length === 1 && only) return Prisma.sql`SELECT ${select} FROM ${from} WHERE ${only} ORDER BY ${order} LIMIT ${limit}`;
  const keys = steps.map((_, index) => Prisma.raw(`"key${index}"`));
  const keyed = Prisma.join([select, ...steps.map(({ sql }, index) => Prisma.sql`${sql} AS ${keys[index] ?? Prisma.empty}`)]);
  const branches = conditions.map((condition) => Prisma.sql`(SELECT ${keyed} FROM ${from} WHERE ${condition} ORDER BY ${order} LIMIT ${limit})`);
  return Prisma.sql`SELECT * FROM (${Prisma.join(branches, ' UNION ALL ')}) AS "merged" ORDER BY ${sorted(keys)} LIMIT ${limit}`;
}

function isDescending<Row>(step: KeyStep<Row> | undefined, isBackwards: boolean): boolean {
  return (step?.descending ?? false) !== isBackwards;
}

/**
 * (a, b, c) beyond (x, y, z): a beyond x, or a = x and (b, c) beyond (y, z). Neighbouring columns of one direction are
 * compared as a row, which an index can follow.
 */
function waysBeyond<Row>(steps: readonly KeyStep<Row>[], values: Cursor['values'], isBackwards: boolean): Prisma.Sql[] {
  const ways: Prisma.Sql[] = [];
  const equal: Prisma.Sql[] = [];
  for (let start = 0; start < steps.length; ) {
    const descending = isDescending(steps[start], isBackwards);
    const run = steps.slice(start).findIndex((other) => isDescending(other, isBackwards) !== descending);
    const end = run === -1 ? steps.length : start + run;
    const columns = steps.slice(start, end).map(({ sql }) => sql);
    const bounds = steps.slice(start, end).map(({ type }, index) => typed(type, values[start + index] ?? ''));
    const operator = descending ? Prisma.sql`<` : Prisma.sql`>`;
    ways.push(Prisma.join([...equal, Prisma.sql`(${Prisma.join(columns)}) ${operator} (${Prisma.join(bounds)})`], ' AND '));
    columns.forEach((column, index) => equal.push(Prisma.sql`${column} = ${bounds[index] ?? Prisma.empty}`));
    start = end;
  }
  return ways;
}

function typed(type: KeyType, value: string | number): Prisma.Sql {
  switch (type) {
    case 'int':
      return Prisma.sql`${value}::int`;
    case 'uuid':
      return Prisma.sql`${value}::uuid`;
    case 'text':
      return Prisma.sql`${value}::varchar`;
    case 'timestamptz':
      return Prisma.sql`${value}::timestamptz`;
    case 'date':
      return Prisma.sql`${value}::date`;
    case 'numeric':
      return Prisma.sql`${value}::numeric`;
  }
}
