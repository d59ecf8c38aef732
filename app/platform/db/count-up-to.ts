import type { Prisma } from '~/generated/prisma/client';
import type { SqlRunner } from '~/platform/db.server';

/** So many rows are counted at most; beyond it "more than 10,000" is said. */
export const COUNT_MAX = 10_000;

export interface BoundedCount {
  from: Prisma.Sql;
  where: Prisma.Sql;
  max?: number;
  /**
   * Lets "more than max" stay true for half a minute instead of counting again for every page. The key must name the
   * organisation, the person's reach and the whole filter. Smaller numbers are always counted.
   */
  memory?: { key: string; now: Date };
}

const MEMORY_MS = 30_000;
const manyUntil = new Map<string, number>();

/** How many rows there are, counted up to a bound: `max` + 1 means more than that. */
export async function countUpTo(db: Pick<SqlRunner, '$queryRaw'>, { from, where, max = COUNT_MAX, memory }: BoundedCount): Promise<number> {
  if (memory && (manyUntil.get(memory.key) ?? 0) > memory.now.getTime()) return max + 1;
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM (SELECT 1 FROM ${from} WHERE ${where} LIMIT ${max + 1}) AS "shown"`;
  const count = row?.count ?? 0;
  if (memory && count > max) {
    if (manyUntil.size > 1_000) manyUntil.clear();
    manyUntil.set(memory.key, memory.now.getTime() + MEMORY_MS);
  }
  return count;
}
