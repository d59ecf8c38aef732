import { z } from 'zod';
import { db } from '~/platform/db.server';
import { defineJob } from '~/platform/jobs.server';
import { addPackedCells, packCells, type CellCounts } from './cells';
import { firstOfMonth } from './local-day';
import type { HeatRow } from './tally';

const CHUNK = 5_000;
const TIMEOUT_MS = 60_000;
/** Any number that nothing else locks. */
const LOCK = 7_345_101;

interface TileKey extends Omit<HeatRow, 'cells'> {
  grain: 'day' | 'month';
}
type StoredCells = Omit<HeatRow, 'cells'> & { cells: Uint8Array };

export const foldHeatJob = defineJob({
  name: 'behavior-fold-heat',
  schema: z.object({}),
  everySeconds: 60,
  retryLimit: 0,
  async handler(_data, { signal }) {
    while (!signal.aborted && (await foldHeat()) === CHUNK);
  },
});

/**
 * Moves heat that has arrived into the tiles of its day and month, in one transaction: a reader sees it in exactly one
 * place. Counts below zero, which follow a withdrawal, are taken in like any other.
 * @returns how many rows were folded, at most 5,000
 */
export function foldHeat(): Promise<number> {
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK}::bigint)`;
      const deltas = await tx.$queryRaw<StoredCells[]>`
        DELETE FROM "HeatDelta" WHERE id IN (SELECT id FROM "HeatDelta" ORDER BY id LIMIT ${CHUNK}::int)
        RETURNING "organizationId", "formVersion", breakpoint, kind, segment, "elementKey", day::text AS day, cells`;
      if (deltas.length === 0) return 0;
      const tiles = sumTiles(deltas);
      const keys = JSON.stringify([...tiles.values()].map(({ key }) => key));
      const existing = await tx.$queryRaw<(StoredCells & { grain: 'day' | 'month' })[]>`
        SELECT t."organizationId", t."formVersion", t.breakpoint, t.kind, t.segment, t.grain::text AS grain, t."elementKey", t.day::text AS day, t.cells
        FROM "HeatTile" t JOIN json_to_recordset(${keys}::json) AS k(
          "organizationId" uuid, "formVersion" text, breakpoint text, kind text, segment text, grain "HeatGrain", "elementKey" text, day date)
        USING ("organizationId", "formVersion", breakpoint, kind, segment, grain, day, "elementKey")`;
      for (const { cells, ...key } of existing) {
        const tile = tiles.get(nameOf(key));
        if (tile) addPackedCells(tile.counts, cells);
      }
      const rows = [...tiles.values()].map(({ key, counts }) => ({ ...key, cells: packCells(counts).toString('hex') }));
      await tx.$executeRaw`
        INSERT INTO "HeatTile" ("organizationId", "formVersion", breakpoint, kind, segment, grain, "elementKey", day, cells)
        SELECT "organizationId", "formVersion", breakpoint, kind, segment, grain, "elementKey", day, decode(cells, 'hex')
        FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r("organizationId" uuid, "formVersion" text, breakpoint text,
          kind text, segment text, grain "HeatGrain", "elementKey" text, day date, cells text)
        ON CONFLICT ("organizationId", "formVersion", breakpoint, kind, segment, grain, day, "elementKey")
        DO UPDATE SET cells = excluded.cells`;
      return deltas.length;
    },
    { timeout: TIMEOUT_MS },
  );
}

function sumTiles(deltas: StoredCells[]) {
  const tiles = new Map<string, { key: TileKey; counts: CellCounts }>();
  for (const { cells, ...element } of deltas) {
    for (const key of [{ ...element, grain: 'day' as const }, { ...element, grain: 'month' as const, day: firstOfMonth(element.day) }]) {
      const name = nameOf(key);
      let tile = tiles.get(name);
      if (!tile) tiles.set(name, (tile = { key, counts: new Map() }));
      addPackedCells(tile.counts, cells);
    }
  }
  return tiles;
}

function nameOf({ organizationId, formVersion, breakpoint, kind, segment, grain, day, elementKey }: TileKey): string {
  return [organizationId, formVersion, breakpoint, kind, segment, grain, day, elementKey].join(' ');
}
