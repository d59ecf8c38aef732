import { pool } from './db.server';
import { createGauge } from './metrics.server';
import { appVersion } from './version.server';

/** Counting asks the database: however often the figures are read, so seldom. */
const FRESH_MS = 15_000;

createGauge({
  name: 'teplo_pool_connections',
  help: 'Connections to the database, by state',
  labelNames: ['state'],
  read(gauge) {
    gauge.set({ state: 'idle' }, pool.idleCount);
    gauge.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
  },
});

createGauge({ name: 'teplo_pool_waiting', help: 'Work that waits for a connection to the database', read: (gauge) => gauge.set(pool.waitingCount) });

createGauge({
  name: 'teplo_jobs',
  help: 'Jobs by queue and state: created (waiting), retry, active, failed (the last week)',
  labelNames: ['queue', 'state'],
  read: counted(async () => {
    const { rows } = await pool.query<{ name: string; state: string; count: number }>(
      `SELECT name, state::text, count(*)::int AS count FROM pgboss.job WHERE state IN ('created', 'retry', 'active', 'failed') GROUP BY name, state`,
    );
    return rows.map(({ name, state, count }) => ({ labels: { queue: name, state }, count }));
  }),
});

createGauge({
  name: 'teplo_mails',
  help: 'Mails of the last day, by state',
  labelNames: ['state'],
  read: counted(async () => {
    const { rows } = await pool.query<{ state: string; count: number }>(`SELECT "state"::text, count(*)::int AS count FROM "MailMessage" WHERE "createdAt" > now() - interval '1 day' GROUP BY "state"`);
    return rows.map(({ state, count }) => ({ labels: { state: state.toLowerCase() }, count }));
  }),
});

createGauge({ name: 'teplo_build_info', help: 'Always 1; the label tells the version', labelNames: ['version'], read: (gauge) => gauge.set({ version: appVersion() }, 1) });

interface Count<L extends string> {
  labels: Record<L, string>;
  count: number;
}

/** Sets a gauge to counts of the database that are at most a quarter of a minute old; a database that is away leaves none. */
function counted<L extends string>(count: () => Promise<Count<L>[]>) {
  let known: { at: number; counts: Promise<Count<L>[]> } | undefined;
  return async (gauge: { reset: () => void; set: (labels: Record<L, string>, value: number) => void }) => {
    if (!known || performance.now() - known.at > FRESH_MS) known = { at: performance.now(), counts: count() };
    const counts = await known.counts.catch(() => []);
    gauge.reset();
    for (const one of counts) gauge.set(one.labels, one.count);
  };
}
