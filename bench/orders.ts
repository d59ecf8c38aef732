import { closeDatabase, pool } from '../app/platform/db.server';
import type { BenchOptions } from './lib/arguments';
import { startBenchDatabase } from './lib/database';
import { fillOrders } from './lib/many-orders';
import { fillContacts } from './lib/many-records';
import { makeBenchOrganization, measurePages, worstP95 } from './lib/pages';
import { milliseconds, report } from './lib/report';

/** The list and its search, and the reports; the frame is the list with nothing to show. */
const PAGES = {
  'no rows (frame)': '/orders?state=all&q=nowhere-at-all',
  'open, newest first': '/orders',
  'all, by total': '/orders?state=all&sort=-total',
  'of one person': '/orders?state=all&manager=me',
  'to be paid': '/orders?due=yes',
  'completed in 30 days': '/orders?on=completed&period=30d',
  'search by a number': '/orders?state=all&q=2026-000777',
  'search by words': '/orders?state=all&q=траншея 4242',
  'search by a client': '/orders?state=all&q=Стройпроект',
  'figures: summary of the quarter': '/reports/summary',
  'figures: summary, all time': '/reports/summary?period=all',
  'figures: equipment of the year': '/reports/equipment?period=year',
  'figures: employees, all time': '/reports/employees?period=all',
  'figures: clients, all time': '/reports/clients?period=all',
};
const LIST_MS = 200;
const REPORT_MS = 500;

/** Lists and search of orders and the reports over them, server-rendered for a signed-in person. */
export async function benchOrders({ rows = 100_000, seconds }: BenchOptions): Promise<void> {
  const stop = await startBenchDatabase();
  try {
    const place = await makeBenchOrganization();
    await fillContacts(place, rows);
    await fillOrders(place, rows);
    await pool.query('VACUUM ANALYZE');
    const { lines, results } = await measurePages(PAGES, seconds);
    const worst = (isFigures: boolean) => worstP95(results, (name) => name.startsWith('figures') === isFigures);
    const [lists, figures] = [worst(false), worst(true)];
    report('orders', lines, [
      { figure: `lists and search at ${rows}: p95 at most ${LIST_MS} ms`, value: `${milliseconds(lists)} ms`, isHeld: lists <= LIST_MS },
      { figure: `reports at ${rows}: p95 at most ${REPORT_MS} ms`, value: `${milliseconds(figures)} ms`, isHeld: figures <= REPORT_MS },
    ]);
  } finally {
    await closeDatabase();
    await stop();
  }
}
