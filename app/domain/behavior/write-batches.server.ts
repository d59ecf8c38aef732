import type { PoolClient } from 'pg';
import { Prisma } from '~/generated/prisma/client';
import { pool } from '~/platform/db.server';
import { MAX_ACTIVE_MS, type ParsedBatch } from './batch';
import { packContent, writeCounters, type ViewCounts } from './counters.server';
import type { Day } from './local-day';
import { Tally, type StoredSegment } from './tally';

/** A batch whose organisation and form version are known to exist. */
export interface AcceptedBatch extends ParsedBatch {
  organizationId: string;
  day: Day;
}

interface WrittenView {
  day: Day;
  sentPriority: Exclude<StoredSegment, 'all'> | null;
}

/** Of PostgreSQL: deadlock, serialization failure, and a view deleted between two statements. */
const RETRYABLE = new Set(['40P01', '40001', '23503']);
const TRIES = 3;

/**
 * Writes batches in one transaction: the views, the batches that are not there yet, and what these add to the counters.
 * Repeated, reordered and late batches change nothing twice. Batches of a view that belongs to another organisation or
 * whose visitor took the consent back are dropped.
 */
export async function writeBatches(batches: AcceptedBatch[]): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await writeOnce(batches);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (tries >= TRIES || !RETRYABLE.has(code)) throw error;
    }
  }
}

async function writeOnce(batches: AcceptedBatch[]): Promise<void> {
  const client = await pool.connect();
  let isBroken = true;
  try {
    await client.query('BEGIN');
    const views = await upsertViews(client, batches);
    const fresh = await insertBatches(client, batches.filter(({ viewId }) => views.has(viewId)));
    if (fresh.length > 0) await run(client, 'behavior-counters', countFresh(fresh, views));
    await client.query('COMMIT');
    isBroken = false;
  } catch (error) {
    isBroken = await client.query('ROLLBACK').then(() => false, () => true);
    throw error;
  } finally {
    client.release(isBroken);
  }
}

function run<R extends object>(client: PoolClient, name: string, { text, values }: Prisma.Sql) {
  return client.query<R>({ name, text, values: values as unknown[] });
}

/** Newer page loads add to the active time, the same load raises it to its maximum, older ones change nothing. */
async function upsertViews(client: PoolClient, batches: AcceptedBatch[]): Promise<Map<string, WrittenView>> {
  const { rows } = await run<WrittenView & { id: string }>(client, 'behavior-views', Prisma.sql`
    INSERT INTO "FormView" AS v ("organizationId", id, "formVersion", breakpoint, day, load, "activeMs", started, "furthestSection", "lastField")
    SELECT "organizationId", id, "formVersion", breakpoint, day, load, "activeMs", started, section, "lastField"
    FROM json_to_recordset(${JSON.stringify(mergeViews(batches))}::json) AS r(
      "organizationId" uuid, id uuid, "formVersion" text, breakpoint text, day date, load bigint, "activeMs" int,
      started boolean, section smallint, "lastField" text)
    WHERE NOT EXISTS (SELECT FROM "WithdrawnView" w WHERE w."viewId" = r.id)
    ORDER BY id
    ON CONFLICT (id) DO UPDATE SET
      "lastField" = CASE WHEN (excluded.load, excluded."activeMs") >= (v.load, v."activeMs" - v."earlierMs")
        THEN COALESCE(excluded."lastField", v."lastField") ELSE v."lastField" END,
      "earlierMs" = CASE WHEN excluded.load > v.load THEN v."activeMs" ELSE v."earlierMs" END,
      "activeMs" = CASE
        WHEN excluded.load > v.load THEN LEAST(${MAX_ACTIVE_MS}::int, v."activeMs" + excluded."activeMs")
        WHEN excluded.load = v.load THEN LEAST(${MAX_ACTIVE_MS}::int, GREATEST(v."activeMs", v."earlierMs" + excluded."activeMs"))
        ELSE v."activeMs" END,
      breakpoint = CASE WHEN v."isMeasured" THEN v.breakpoint ELSE excluded.breakpoint END,
      load = GREATEST(v.load, excluded.load),
      started = v.started OR excluded.started,
      "furthestSection" = GREATEST(v."furthestSection", excluded."furthestSection"),
      "lastSeenAt" = GREATEST(v."lastSeenAt", now()),
      "isMeasured" = true
    WHERE v."organizationId" = excluded."organizationId" AND v."formVersion" = excluded."formVersion"
    RETURNING id, day::text AS day, "sentPriority"`);
  return new Map(rows.map(({ id, ...view }) => [id, view]));
}

/** One row for each view: a statement cannot change the same row twice. */
function mergeViews(batches: AcceptedBatch[]) {
  const views = new Map<string, ReturnType<typeof toView>>();
  const ordered = [...batches].sort((a, b) => a.load - b.load || a.activeMs - b.activeMs);
  for (const batch of ordered) {
    const view = toView(batch);
    const earlier = views.get(batch.viewId);
    if (!earlier) {
      views.set(batch.viewId, view);
      continue;
    }
    // the first claim on a view's id decides whose it is
    if (earlier.organizationId !== view.organizationId || earlier.formVersion !== view.formVersion) continue;
    Object.assign(earlier, {
      load: view.load,
      activeMs: view.activeMs,
      started: earlier.started || view.started,
      section: Math.max(earlier.section, view.section),
      lastField: view.lastField ?? earlier.lastField,
    });
  }
  return [...views.values()];
}

function toView({ organizationId, viewId, formVersion, breakpoint, day, load, activeMs, started, section, lastField }: AcceptedBatch) {
  return { organizationId, id: viewId, formVersion, breakpoint, day, load, activeMs, started, section, lastField };
}

/** Keeps the batches that are not there yet, and returns those. */
async function insertBatches(client: PoolClient, batches: AcceptedBatch[]): Promise<AcceptedBatch[]> {
  const kept = new Map<string, AcceptedBatch>();
  const rows = [];
  for (const batch of batches) {
    const content = packContent(batch);
    const key = `${batch.viewId} ${batch.load} ${batch.seq}`;
    if (content === null || kept.has(key)) continue;
    kept.set(key, batch);
    const { organizationId, viewId, load, seq } = batch;
    rows.push({ organizationId, viewId, load, seq, content });
  }
  if (rows.length === 0) return [];
  const inserted = await run<{ key: string }>(client, 'behavior-batches', Prisma.sql`
    INSERT INTO "FormViewBatch" ("organizationId", "viewId", load, seq, content)
    SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(
      "organizationId" uuid, "viewId" uuid, load bigint, seq int, content text)
    ORDER BY 2, 3, 4
    ON CONFLICT DO NOTHING
    RETURNING "viewId" || ' ' || load || ' ' || seq AS key`);
  return inserted.rows.map(({ key }) => kept.get(key)).filter((batch) => batch !== undefined);
}

function countFresh(batches: AcceptedBatch[], views: Map<string, WrittenView>): Prisma.Sql {
  const tally = new Tally();
  const counts = new Map<string, ViewCounts>();
  for (const batch of batches) {
    const view = views.get(batch.viewId);
    if (!view) continue;
    const target = { organizationId: batch.organizationId, formVersion: batch.formVersion, day: view.day };
    tally.addHeat(target, 'all', batch.points);
    if (view.sentPriority) tally.addHeat(target, view.sentPriority, batch.points);
    tally.addFields(target, batch.elements);
    countView(counts, batch);
  }
  return writeCounters(tally, [...counts.values()]);
}

function countView(counts: Map<string, ViewCounts>, { viewId, elements, hesitationMs }: AcceptedBatch): void {
  const sum = counts.get(viewId) ?? { id: viewId, rage: 0, dead: 0, corrections: 0, hesitation: 0 };
  for (const [, , , , corrections, , rage, dead] of elements) {
    sum.rage += rage;
    sum.dead += dead;
    sum.corrections += corrections;
  }
  sum.hesitation += hesitationMs;
  if (sum.rage + sum.dead + sum.corrections + sum.hesitation > 0) counts.set(viewId, sum);
}
