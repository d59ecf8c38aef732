import { Prisma } from '~/generated/prisma/client';
import type { BatchContent } from './batch';
import type { Tally } from './tally';

/** The most that a column of type integer holds: whoever sends nonsense for hours must not make honest batches fail. */
const MAX_INT = Prisma.raw('2147483647');

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
      SELECT "organizationId", "formVersion", day, "elementKey", LEAST(clicks, ${MAX_INT}), LEAST(reached, ${MAX_INT}), "timeMs",
        LEAST(corrections, ${MAX_INT}), LEAST(errors, ${MAX_INT}), LEAST(rage, ${MAX_INT}), LEAST(dead, ${MAX_INT})
      FROM json_to_recordset(${JSON.stringify(tally.fieldRows())}::json) AS r(
        "organizationId" uuid, "formVersion" text, day date, "elementKey" text,
        clicks bigint, reached bigint, "timeMs" bigint, corrections bigint, errors bigint, rage bigint, dead bigint)
      ORDER BY 1, 2, 3, 4
      ON CONFLICT ("organizationId", "formVersion", day, "elementKey") DO UPDATE SET
        clicks = LEAST(f.clicks::bigint + excluded.clicks, ${MAX_INT}), reached = LEAST(f.reached::bigint + excluded.reached, ${MAX_INT}), "timeMs" = f."timeMs" + excluded."timeMs",
        corrections = LEAST(f.corrections::bigint + excluded.corrections, ${MAX_INT}), errors = LEAST(f.errors::bigint + excluded.errors, ${MAX_INT}),
        rage = LEAST(f.rage::bigint + excluded.rage, ${MAX_INT}), dead = LEAST(f.dead::bigint + excluded.dead, ${MAX_INT})
    )
    UPDATE "FormView" v SET
      "rageClicks" = LEAST(v."rageClicks"::bigint + r.rage, ${MAX_INT}), "deadClicks" = LEAST(v."deadClicks"::bigint + r.dead, ${MAX_INT}),
      corrections = LEAST(v.corrections::bigint + r.corrections, ${MAX_INT}), "hesitationMs" = LEAST(v."hesitationMs"::bigint + r.hesitation, ${MAX_INT})
    FROM json_to_recordset(${JSON.stringify(views)}::json) AS r(id uuid, rage bigint, dead bigint, corrections bigint, hesitation bigint)
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
