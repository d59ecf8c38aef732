import { Prisma } from '~/generated/prisma/client';
import type { BatchContent } from './batch';
import type { Tally } from './tally';

/** What the batches of one view add to its own row. */
export interface ViewCounts {
  id: string;
  rage: number;
  dead: number;
  corrections: number;
  hesitation: number;
}

/**
 * One statement that adds a tally to heat and field counters, and to the views themselves. Rows are handed over as JSON:
 * node serialises it natively, while arrays as parameters are put together character by character. Counters are written
 * in the order of their keys, so that two processes never wait for each other in a circle.
 */
export function writeCounters(tally: Tally, views: ViewCounts[] = []): Prisma.Sql {
  return Prisma.sql`
    WITH heat AS (
      INSERT INTO "HeatDelta" ("organizationId", "formVersion", breakpoint, kind, segment, "elementKey", day, cells)
      SELECT "organizationId", "formVersion", breakpoint, kind, segment, "elementKey", day, decode(cells, 'hex')
      FROM json_to_recordset(${JSON.stringify(tally.heatRows())}::json) AS r(
        "organizationId" uuid, "formVersion" text, breakpoint text, kind text, segment text, "elementKey" text, day date, cells text)
      WHERE cells <> ''
    ), fields AS (
      INSERT INTO "FieldDay" AS f
        ("organizationId", "formVersion", day, "elementKey", clicks, reached, "timeMs", corrections, errors, rage, dead)
      SELECT * FROM json_to_recordset(${JSON.stringify(tally.fieldRows())}::json) AS r(
        "organizationId" uuid, "formVersion" text, day date, "elementKey" text,
        clicks int, reached int, "timeMs" bigint, corrections int, errors int, rage int, dead int)
      ORDER BY 1, 2, 3, 4
      ON CONFLICT ("organizationId", "formVersion", day, "elementKey") DO UPDATE SET
        clicks = f.clicks + excluded.clicks, reached = f.reached + excluded.reached, "timeMs" = f."timeMs" + excluded."timeMs",
        corrections = f.corrections + excluded.corrections, errors = f.errors + excluded.errors,
        rage = f.rage + excluded.rage, dead = f.dead + excluded.dead
    )
    UPDATE "FormView" v SET
      "rageClicks" = v."rageClicks" + r.rage, "deadClicks" = v."deadClicks" + r.dead,
      corrections = v.corrections + r.corrections, "hesitationMs" = v."hesitationMs" + r.hesitation
    FROM json_to_recordset(${JSON.stringify(views)}::json) AS r(id uuid, rage int, dead int, corrections int, hesitation int)
    WHERE v.id = r.id`;
}

/** The kept part of a batch; null when it adds nothing, so that nothing need be kept. */
export function packContent({ points, elements, hesitationMs }: BatchContent): string | null {
  if (points.length === 0 && elements.length === 0 && hesitationMs === 0) return null;
  return JSON.stringify({ points, elements, hesitationMs });
}

export function unpackContent(content: string): BatchContent {
  return JSON.parse(content) as BatchContent;
}
