import { beforeDatabaseCloses, onSlowStatement, pool, type SlowStatement } from './db.server';
import { withoutRequest } from './http/current-request';
import { log } from './log.server';
import { slowQueries } from './metrics.server';

/** So many are kept; each flush removes what is older. */
const KEPT = 1_000;
/** So many wait for the next flush; of a flood the rest is only logged. */
const WAITING_MAX = 100;
const FLUSH_MS = 2_000;
const SQL_MAX = 4_000;

interface Noted extends SlowStatement {
  at: Date;
}

let waiting: Noted[] = [];
let timer: NodeJS.Timeout | undefined;

/** Logs statements that took at least SLOW_QUERY_MS and keeps the last thousand of them for the page "System". */
export function startSlowQueryLog(): void {
  onSlowStatement(note);
  beforeDatabaseCloses(flushSlowQueries);
}

function note(statement: SlowStatement): void {
  // what keeps them must not keep itself
  if (statement.sql.includes('"SlowQuery"')) return;
  const sql = statement.sql.replace(/\s+/g, ' ').trim().slice(0, SQL_MAX);
  slowQueries.inc();
  log.warn({ sql, tookMs: statement.tookMs, requestId: statement.requestId, route: statement.route }, 'slow query');
  if (waiting.length >= WAITING_MAX) return;
  waiting.push({ ...statement, sql, at: new Date() });
  timer ??= withoutRequest(() => setTimeout(() => void flushSlowQueries(), FLUSH_MS).unref());
}

/** Writes what waits, in one statement; a database that is away loses them, the log has them. */
export async function flushSlowQueries(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const batch = waiting;
  if (batch.length === 0) return;
  waiting = [];
  try {
    await pool.query(
      `INSERT INTO "SlowQuery" ("id", "at", "tookMs", "sql", "requestId", "route")
       SELECT gen_random_uuid(), at, took, sql, request, route
       FROM unnest($1::timestamptz[], $2::int[], $3::text[], $4::text[], $5::text[]) AS r(at, took, sql, request, route)`,
      [batch.map(({ at }) => at), batch.map(({ tookMs }) => tookMs), batch.map(({ sql }) => sql), batch.map(({ requestId }) => requestId), batch.map(({ route }) => route?.slice(0, 200) ?? null)],
    );
    await pool.query('DELETE FROM "SlowQuery" WHERE "at" < (SELECT "at" FROM "SlowQuery" ORDER BY "at" DESC OFFSET $1 LIMIT 1)', [KEPT - 1]);
  } catch (error) {
    log.warn({ err: error, lost: batch.length }, 'slow queries were not kept');
  }
}
