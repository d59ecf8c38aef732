import { makeOrganization } from '../prisma/factories';
import { createRandom } from '../prisma/random';
import { packCells, type CellCounts } from '../app/domain/behavior/cells';
import { foldHeat } from '../app/domain/behavior/fold-heat.server';
import { fieldFigures } from '../app/domain/behavior/field-figures.server';
import { ensureFormVersion } from '../app/domain/behavior/form-version.server';
import { blurHeat, drawHeat, peakOf } from '../app/domain/behavior/heat-drawing';
import { loadHeat } from '../app/domain/behavior/heat.server';
import { addDays, type Day } from '../app/domain/behavior/local-day';
import { averageTimeOnPage, formActivity } from '../app/domain/behavior/view-counts.server';
import { closeDatabase, db, pool } from '../app/platform/db.server';
import type { BenchOptions } from './lib/arguments';
import { startBenchDatabase } from './lib/database';
import { milliseconds, percentile, report } from './lib/report';
import { clusteredCell, ELEMENTS } from './lib/visitors';

const TODAY: Day = '2026-11-20';
const DAYS = 180;
const RUNS = 15;
const POINTS_PER_VIEW = 150;
const SCREENS = [['lg', 0.4], ['xl', 0.3], ['md', 0.2], ['xs', 0.1]] as const;
const SEGMENTS = [['all', 1], ['high', 0.1], ['medium', 0.15], ['low', 0.15]] as const;

/** Heatmap and its figures over many points; they must not depend on how many. */
export async function benchHeatmap({ rows = 10_000_000 }: BenchOptions): Promise<void> {
  const stop = await startBenchDatabase();
  try {
    const lines = [];
    const slowest = new Map<number, number>();
    for (const points of [rows / 100, rows]) {
      const { id } = await makeOrganization(db);
      const version = await ensureFormVersion(id, ELEMENTS);
      await fill(id, version, points);
      for (const [name, work] of questions(id, version)) {
        const times: number[] = [];
        let answer = '';
        for (let run = 0; run < RUNS; run++) {
          const started = performance.now();
          answer = await work();
          times.push(performance.now() - started);
        }
        const sorted = times.sort((a, b) => a - b);
        const p95 = percentile(sorted, 0.95);
        if (name.startsWith('heat')) slowest.set(points, Math.max(slowest.get(points) ?? 0, p95));
        lines.push({ question: name, points, 'p50 ms': milliseconds(percentile(sorted, 0.5)), 'p95 ms': milliseconds(p95), answer });
      }
    }
    const worst = slowest.get(rows) ?? Infinity;
    report('heatmap', lines, [{ figure: `heatmap over ${rows} points in at most 300 ms`, value: `${milliseconds(worst)} ms`, isHeld: worst <= 300 }]);
  } finally {
    await closeDatabase();
    await stop();
  }
}

function questions(id: string, version: string): [string, () => Promise<string>][] {
  const heat = (days: number, segment: 'all' | 'abandoned') => async () => {
    const range = { from: addDays(TODAY, 1 - days), to: addDays(TODAY, 1) };
    const { size, elements, points } = await loadHeat(id, { range, breakpoint: 'lg', version, kind: 'move', segment });
    const blurred = elements.map((element) => blurHeat({ size, counts: element.counts }, 6));
    const peak = Math.max(...blurred.map(peakOf));
    const bytes = blurred.reduce((sum, field) => sum + drawHeat(field, size, peak).length, 0);
    return `${points} points, ${Math.round(bytes / 1024)} KB`;
  };
  const range = { from: addDays(TODAY, -29), to: addDays(TODAY, 1) };
  return [
    ['heat 7 days, drawn', heat(7, 'all')],
    ['heat 30 days, drawn', heat(30, 'all')],
    ['heat 180 days, drawn', heat(DAYS, 'all')],
    ['heat 180 days abandoned, drawn', heat(DAYS, 'abandoned')],
    ['time on page', async () => `${(await averageTimeOnPage(id, { timeZone: 'UTC', now: new Date(`${TODAY}T20:00:00Z`) })).month.n} views`],
    ['activity, 30 days', async () => `${(await formActivity(id, range)).views} views`],
    ['fields, 30 days', async () => `${(await fieldFigures(id, range)).length} elements`],
  ];
}

/** Points as the collector leaves them: folded, but for the last day; and the views they came from. */
async function fill(organizationId: string, version: string, points: number): Promise<void> {
  const random = createRandom(11);
  for (let age = DAYS - 1; age >= 0; age--) {
    const rows = [];
    for (const [breakpoint, screenShare] of SCREENS) {
      for (const [at, elementKey] of ELEMENTS.entries()) {
        const elementShare = (2 * (ELEMENTS.length - at)) / (ELEMENTS.length * (ELEMENTS.length + 1));
        for (const [segment, segmentShare] of SEGMENTS) {
          const count = Math.round((points / DAYS) * screenShare * elementShare * segmentShare);
          const cells: CellCounts = new Map();
          for (let point = 0; point < count; point++) {
            const cell = clusteredCell(random, 64);
            cells.set(cell, (cells.get(cell) ?? 0) + 1);
          }
          rows.push({ organizationId, version, breakpoint, segment, elementKey, day: addDays(TODAY, -age), cells: packCells(cells).toString('hex') });
        }
      }
    }
    await db.$executeRaw`
      INSERT INTO "HeatDelta" ("organizationId", "formVersion", breakpoint, kind, segment, "elementKey", day, cells)
      SELECT "organizationId", version, breakpoint, 'move', segment, "elementKey", day, decode(cells, 'hex')
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(
        "organizationId" uuid, version text, breakpoint text, segment text, "elementKey" text, day date, cells text)
      WHERE cells <> ''`;
    if (age > 0) await foldHeat();
  }
  await db.$executeRaw`
    INSERT INTO "FormView" ("organizationId", id, "formVersion", breakpoint, day, "openedAt", "activeMs", started, "lastField", "sentAt")
    SELECT ${organizationId}::uuid, gen_random_uuid(), ${version}, 'lg', day, day + interval '12 hours', (random() * 300000)::int, n % 3 > 0,
      'email', CASE WHEN n % 10 = 0 THEN day + interval '13 hours' END
    FROM generate_series(0, ${Math.round(points / POINTS_PER_VIEW) - 1}::int) AS n, LATERAL (SELECT ${TODAY}::date - n % ${DAYS}::int AS day) d`;
  await db.$executeRaw`
    INSERT INTO "FieldDay" ("organizationId", "formVersion", day, "elementKey", clicks, reached, "timeMs")
    SELECT ${organizationId}::uuid, ${version}, ${TODAY}::date - age, key, 100, 50, 500000
    FROM generate_series(0, ${DAYS - 1}::int) AS age, unnest(${ELEMENTS}::text[]) AS key`;
  await pool.query('VACUUM ANALYZE');
}
