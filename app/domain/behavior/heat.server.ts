import { Prisma } from '~/generated/prisma/client';
import { orgDb } from '~/platform/db.server';
import type { Breakpoint } from './batch';
import type { HeatSegment } from './behavior-filter';
import { addPackedCells, GRID_SIZE, type HeatKind } from './cells';
import { splitMonths, type DayRange } from './local-day';
import type { StoredSegment } from './tally';

export interface HeatQuery {
  range: DayRange;
  breakpoint: Breakpoint;
  version: string;
  kind: HeatKind;
  segment: HeatSegment;
}

export interface ElementHeat {
  elementKey: string;
  /** Points by cell, row after row; `size` columns and rows. */
  counts: Uint32Array;
  points: number;
}

export interface Heat {
  size: number;
  elements: ElementHeat[];
  points: number;
}

/** `abandoned` is what was not sent. */
const SIGNS: Record<HeatSegment, Partial<Record<StoredSegment, 1 | -1>>> = {
  all: { all: 1 },
  high: { high: 1 },
  medium: { medium: 1 },
  low: { low: 1 },
  sent: { high: 1, medium: 1, low: 1 },
  abandoned: { all: 1, high: -1, medium: -1, low: -1 },
};

/**
 * Points by element and cell: whole months from month tiles, the days at the edges from day tiles, and what was not
 * folded yet. One statement, so that a fold in between cannot count anything twice. Elements are in no particular order.
 */
export async function loadHeat(organizationId: string, { range, breakpoint, version, kind, segment }: HeatQuery): Promise<Heat> {
  const signs = SIGNS[segment];
  const { months, edges } = splitMonths(range);
  const where = Prisma.sql`"organizationId" = ${organizationId}::uuid AND "formVersion" = ${version}
    AND breakpoint = ${breakpoint} AND kind = ${kind} AND segment = ANY(${Object.keys(signs)})`;
  const parts = [
    ...(months ? [Prisma.sql`SELECT segment, "elementKey", cells FROM "HeatTile" WHERE ${where} AND grain = 'month' AND ${within(months)}`] : []),
    ...edges.map((edge) => Prisma.sql`SELECT segment, "elementKey", cells FROM "HeatTile" WHERE ${where} AND grain = 'day' AND ${within(edge)}`),
    Prisma.sql`SELECT segment, "elementKey", cells FROM "HeatDelta" WHERE ${where} AND ${within(range)}`,
  ];
  const rows = await orgDb(organizationId).$queryRaw<{ segment: StoredSegment; elementKey: string; cells: Uint8Array }[]>(
    Prisma.join(parts, ' UNION ALL '),
  );
  return sumHeat(rows, signs, GRID_SIZE[kind]);
}

function within({ from, to }: DayRange): Prisma.Sql {
  return Prisma.sql`day >= ${from}::date AND day < ${to}::date`;
}

function sumHeat(rows: { segment: StoredSegment; elementKey: string; cells: Uint8Array }[], signs: Partial<Record<StoredSegment, 1 | -1>>, size: number): Heat {
  const added = new Map<string, { plus: Float64Array; minus: Float64Array | null }>();
  for (const { segment, elementKey, cells } of rows) {
    let sums = added.get(elementKey);
    if (!sums) added.set(elementKey, (sums = { plus: new Float64Array(size * size), minus: null }));
    addPackedCells(signs[segment] === -1 ? (sums.minus ??= new Float64Array(size * size)) : sums.plus, cells);
  }
  const elements = [...added].map(([elementKey, { plus, minus }]) => {
    const counts = new Uint32Array(size * size);
    let points = 0;
    for (let cell = 0; cell < counts.length; cell++) {
      const count = Math.max(0, (plus[cell] ?? 0) - (minus?.[cell] ?? 0));
      counts[cell] = count;
      points += count;
    }
    return { elementKey, counts, points };
  });
  return { size, elements: elements.filter(({ points }) => points > 0), points: elements.reduce((sum, { points }) => sum + points, 0) };
}
