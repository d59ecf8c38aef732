import { closeDatabase, pool } from '../app/platform/db.server';
import type { BenchOptions } from './lib/arguments';
import { startBenchDatabase } from './lib/database';
import { fillContacts, fillDeals } from './lib/many-records';
import { makeBenchOrganization, measurePages } from './lib/pages';
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
const FIGURES_MS = 300;
const SEARCH_MS = 200;

/** The list of contacts and its search, server-rendered for a signed-in person. */
export async function benchContacts({ rows = 100_000, seconds }: BenchOptions): Promise<void> {
  const stop = await startBenchDatabase();
  try {
    const { pipeline, ...place } = await makeBenchOrganization();
    await fillContacts(place, rows);
    await fillDeals(place, pipeline, Math.round(rows / 10));
    await pool.query('VACUUM ANALYZE');
    const { lines, results } = await measurePages(encoded(PAGES), seconds);
    const p95 = (prefix: string) => Math.max(...[...results].filter(([name]) => name.startsWith(prefix)).map(([, result]) => result.p95));
    const [list, frame] = [results.get('by name')?.perSecond ?? 0, results.get('no rows (frame)')?.perSecond ?? Infinity];
    report('contacts', lines, [
      { figure: '50 rows reach 0.3 of the frame without rows', value: (list / frame).toFixed(2), isHeld: list >= 0.3 * frame },
      { figure: `search at ${rows}: p95 at most ${SEARCH_MS} ms`, value: `${milliseconds(p95('search'))} ms`, isHeld: p95('search') <= SEARCH_MS },
      { figure: `figures at ${rows}: p95 at most ${FIGURES_MS} ms`, value: `${milliseconds(p95('figures'))} ms`, isHeld: p95('figures') <= FIGURES_MS },
    ]);
  } finally {
    await closeDatabase();
    await stop();
  }
}

function encoded(pages: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(pages).map(([name, path]) => [name, encodeURI(path)]));
}
