import { startApp, signIn, type AppServer } from './lib/app-server';
import type { BenchOptions } from './lib/arguments';
import { startBenchDatabase } from './lib/database';
import { loadPages, type LoadResult } from './lib/http-load';
import { milliseconds, report } from './lib/report';

/** Far more than one process answers; each connection asks again as soon as it is answered. */
const FLOOD = 300;
const STAFF = 4;
const SECONDS_MAX = 30;
const SETTLE_SECONDS = 2;

/**
 * A flood of visitors beside a few people at work, with and without shedding: does the flood take their pages away?
 * Loopback only, and never longer than half a minute each.
 */
export async function benchOverload({ seconds }: BenchOptions): Promise<void> {
  const stop = await startBenchDatabase();
  try {
    const span = Math.min(seconds, SECONDS_MAX);
    const lines = [];
    const worst = new Map<string, number>();
    for (const [mode, delay] of [['without', '0'], ['with', '150']] as const) {
      const app = await startApp({ DATABASE_URL: process.env.DATABASE_URL ?? '', DEMO: '1', MAX_EVENT_LOOP_DELAY_MS: delay, MAX_WAITING_CLIENTS: delay === '0' ? '0' : '60', MAX_VISITS_AT_ONCE: delay === '0' ? '0' : '64', SIGN_IN_LIMIT_PER_MINUTE: '1000' });
      const { visitors, staff } = await measure(app, span);
      await app.stop();
      for (const [who, result] of [['visitors', visitors], ['staff', staff]] as const) {
        const good = goodput(result, span);
        worst.set(`${mode} ${who}`, who === 'staff' ? result.p99 : good);
        lines.push({ shedding: mode, who, 'asked/s': Math.round(result.perSecond), 'good/s': Math.round(good), 'p50 ms': milliseconds(result.p50), 'p99 ms': milliseconds(result.p99), statuses: JSON.stringify(result.statuses) });
      }
    }
    const of = (name: string) => worst.get(name) ?? 0;
    report('overload', lines, [
      { figure: 'p99 of staff pages with shedding, of without', value: (of('with staff') / of('without staff')).toFixed(2), isHeld: of('with staff') < of('without staff') / 2 },
      { figure: 'good answers to visitors with shedding, per second', value: String(Math.round(of('with visitors'))), isHeld: of('with visitors') > 0 },
    ]);
  } finally {
    await stop();
  }
}

async function measure(app: AppServer, seconds: number): Promise<{ visitors: LoadResult; staff: LoadResult }> {
  const cookie = await signIn(app.port, 'owner@demo.test', 'demo-password');
  const asStaff = { port: app.port, paths: ['/o/demo/leads', '/o/demo/contacts', '/o/demo/deals'], headers: { Cookie: cookie } };
  await loadPages({ ...asStaff, connections: 1, seconds: SETTLE_SECONDS });
  const [visitors, staff] = await Promise.all([
    loadPages({ port: app.port, paths: ['/', '/r/demo'], connections: FLOOD, seconds }),
    loadPages({ ...asStaff, connections: STAFF, seconds }),
  ]);
  return { visitors, staff };
}

/** Answers that were what was asked for, per second. */
function goodput({ statuses }: LoadResult, seconds: number): number {
  return Object.entries(statuses).reduce((sum, [status, count]) => (status.startsWith('2') ? sum + count : sum), 0) / seconds;
}
