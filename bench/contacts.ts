import { closeDatabase, pool } from '../app/platform/db.server';
import type { BenchOptions } from './lib/arguments';
import { startBenchDatabase } from './lib/database';
import { fillContacts, fillDeals } from './lib/many-records';
import { makeBenchOrganization, measurePages, shareOfFrame, worstP95 } from './lib/pages';
import { milliseconds, report } from './lib/report';

/** Lists and searches that people open; the frame is the same page with nothing to list. */
const PAGES = {
  'no rows (frame)': '/contacts?city=Nowhere',
  'by name': '/contacts',
  'newest first': '/contacts?sort=-created',
  'companies of one city': '/contacts?kind=COMPANY&city=Тверь',
  'of one person, with deals': '/contacts?owner=me&hasDeals=yes',
  'search by a name': '/contacts?q=Стройпроект',
  'search by two words': '/contacts?q=Анна+Кузнецова',
  'search with a slip': '/contacts?q=Смирнав',
  'search by part of a phone': '/contacts?q=79007919',
  'search by part of an INN': '/contacts?q=7700104',
  'figures, 30 days': '/analytics/contacts',
  'figures, all time': '/analytics/contacts?period=all',
};
const FIGURES_MS = 500;
const SEARCH_MS = 200;

/** The list of contacts and its search, server-rendered for a signed-in person. */
export async function benchContacts({ rows = 100_000, seconds }: BenchOptions): Promise<void> {
  const stop = await startBenchDatabase();
  try {
    const { pipeline, ...place } = await makeBenchOrganization();
    await fillContacts(place, rows);
    await fillDeals(place, pipeline, Math.round(rows / 10));
    await pool.query('VACUUM ANALYZE');
    const { lines, results } = await measurePages(PAGES, seconds);
    const worst = (kind: string) => worstP95(results, (name) => name.startsWith(kind));
    const [search, figures] = [worst('search'), worst('figures')];
    const share = shareOfFrame(results, 'by name');
    report('contacts', lines, [
      { figure: '50 rows reach 0.3 of the frame without rows', value: share.toFixed(2), isHeld: share >= 0.3 },
      { figure: `search at ${rows}: p95 at most ${SEARCH_MS} ms`, value: `${milliseconds(search)} ms`, isHeld: search <= SEARCH_MS },
      { figure: `figures at ${rows}: p95 at most ${FIGURES_MS} ms`, value: `${milliseconds(figures)} ms`, isHeld: figures <= FIGURES_MS },
    ]);
  } finally {
    await closeDatabase();
    await stop();
  }
}
