import { randomUUID } from 'node:crypto';
import { makeMember, makeOrganization } from '../prisma/factories';
import { bookOrder, freeOrder } from '../app/domain/bookings/book.server';
import { EMPTY_CALENDAR_FILTER } from '../app/domain/bookings/calendar-filter';
import { equalFreeMachines } from '../app/domain/bookings/equal-machines.server';
import { findClashes } from '../app/domain/bookings/find-clashes.server';
import { listCalendarBars, listCalendarRows } from '../app/domain/bookings/list-calendar.server';
import { nearestFree } from '../app/domain/bookings/nearest-free.server';
import { closeDatabase, db, orgDb, pool } from '../app/platform/db.server';
import type { BenchOptions } from './lib/arguments';
import { startBenchDatabase } from './lib/database';
import { milliseconds, percentile, report, type Line } from './lib/report';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-01-01T00:00:00Z');
const RUNS = 200;
const P95_MS = 200;

/** Who is free when, over a fleet with a year of bookings: four of seven days of every machine are taken. */
export async function benchAvailability({ rows: machines = 1_000 }: BenchOptions): Promise<void> {
  const stop = await startBenchDatabase();
  try {
    const { id: organizationId } = await makeOrganization(db, { bufferBeforeMin: 30, bufferAfterMin: 30 });
    const { user } = await makeMember(db, { organizationId, role: 'OPERATOR' });
    const { itemIds, orderId, bookings } = await fill(organizationId, machines);
    await pool.query('VACUUM ANALYZE');
    const client = orgDb(organizationId);
    const some = (run: number, count: number) => Array.from({ length: count }, (_, at) => itemIds[(run * 37 + at * 101) % machines] ?? '');
    const time = (run: number, days: number) => ({ startsAt: new Date(START + (run % 300) * DAY + 6 * HOUR), endsAt: new Date(START + (run % 300 + days - 1) * DAY + 15 * HOUR) });
    const works: Record<string, (run: number) => Promise<unknown>> = {
      'clashes of 5 machines and a person': (run) => findClashes(client, { organizationId, itemIds: some(run, 5), userIds: [user.id], ...time(run, 2) }),
      'nearest free day of a machine': (run) => nearestFree(client, { organizationId, itemId: some(run, 1)[0], durationMs: 9 * HOUR, startsAt: time(run, 1).startsAt }),
      'nearest free 3 days of 5 machines': (run) => nearestFree(client, { organizationId, itemIds: some(run, 5), durationMs: 3 * DAY, startsAt: time(run, 1).startsAt }),
      'equal free machines': (run) => equalFreeMachines(client, { organizationId, itemIds: some(run, 1), ...time(run, 2) }),
      'calendar, a week of 100 rows': (run) => calendar(run, 7),
      'calendar, a month of 100 rows': (run) => calendar(run, 31),
      'calendar, free in a week': (run) => calendar(run, 7, true),
      'book 5 machines and free them': (run) =>
        client.$transaction(async (tx) => {
          await bookOrder(tx, { organizationId, orderId, itemIds: some(run, 5), userIds: [user.id], startsAt: new Date(START + (400 + run) * DAY), endsAt: new Date(START + (401 + run) * DAY) });
          await freeOrder(tx, organizationId, orderId);
        }),
    };
    async function calendar(run: number, days: number, isFreeOnly = false) {
      const from = new Date(START + (run % 300) * DAY);
      const asked = { organizationId, from, to: new Date(from.getTime() + days * DAY) };
      const { rows } = await listCalendarRows(client, { ...asked, filter: { ...EMPTY_CALENDAR_FILTER, isFreeOnly } });
      return listCalendarBars(client, { ...asked, rows, contacts: null });
    }
    const lines: Line[] = [];
    let slowest = 0;
    for (const [work, run] of Object.entries(works)) {
      const times = await timesOf(run);
      const p95 = percentile(times, 0.95);
      slowest = Math.max(slowest, p95);
      lines.push({ work, machines, bookings, 'p50 ms': milliseconds(percentile(times, 0.5)), 'p95 ms': milliseconds(p95) });
    }
    report('availability', lines, [{ figure: `availability over ${machines} machines and a year: p95 at most ${P95_MS} ms`, value: `${milliseconds(slowest)} ms`, isHeld: slowest <= P95_MS }]);
  } finally {
    await closeDatabase();
    await stop();
  }
}

async function timesOf(work: (run: number) => Promise<unknown>): Promise<number[]> {
  for (let run = 0; run < 10; run++) await work(run);
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    await work(run);
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b);
}

/** The order that is booked and freed again: the others keep theirs. */
async function anotherOrder(organizationId: string): Promise<string> {
  return (await db.order.create({ data: { organizationId, number: '2026-000002', currency: 'RUB' } })).id;
}

/** Machines of ten categories, and what they are booked for, by one statement each. */
async function fill(organizationId: string, machines: number) {
  const categoryIds = Array.from({ length: 10 }, () => randomUUID());
  await db.catalogCategory.createMany({ data: categoryIds.map((id, position) => ({ id, organizationId, name: `Категория ${position + 1}`, position })) });
  const itemIds = Array.from({ length: machines }, () => randomUUID());
  await db.catalogItem.createMany({ data: itemIds.map((id, at) => ({ id, organizationId, kind: 'EQUIPMENT' as const, code: `М-${at}`, name: `Экскаватор ${at}`, categoryId: categoryIds[at % 10], shiftRate: '20000' })) });
  const { id: orderId } = await db.order.create({ data: { organizationId, number: '2026-000001', currency: 'RUB' } });
  const { rowCount } = await pool.query({
    text: `
INSERT INTO "Booking" ("id", "organizationId", "kind", "itemId", "orderId", "startsAt", "endsAt", "blockedFrom", "blockedTo")
SELECT gen_random_uuid(), $1::uuid, 'ORDER', item, $2::uuid, at, at + interval '9 hours', at - interval '30 minutes', at + interval '9 hours 30 minutes'
FROM (SELECT item, $4::timestamptz + day * interval '1 day' + interval '6 hours' AS at FROM unnest($3::uuid[]) WITH ORDINALITY AS items(item, n), generate_series(0, 364) day WHERE (day + n * 3) % 7 < 4) taken`,
    values: [organizationId, orderId, itemIds, new Date(START)],
  });
  return { itemIds, orderId: await anotherOrder(organizationId), bookings: rowCount ?? 0 };
}
