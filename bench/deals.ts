import { closeDatabase, pool } from '../app/platform/db.server';
import type { BenchOptions } from './lib/arguments';
import { startBenchDatabase } from './lib/database';
import { fillActivities, fillContacts, fillDeals, fillTasks } from './lib/many-records';
import { makeBenchOrganization, measurePages, shareOfFrame, worstP95 } from './lib/pages';
import { milliseconds, report } from './lib/report';

/** Lists, the board, and the figures; the frame is the list with nothing to show. */
const PAGES = {
  'no rows (frame)': '/deals?q=nowhere-at-all',
  'open, newest first': '/deals',
  'all, by amount': '/deals?state=all&sort=-amount',
  'of one person': '/deals?state=all&owner=me',
  'rotting': '/deals?rotting=yes',
  'search by a word': '/deals?state=all&q=экскаватора',
  'search by a client': '/deals?state=all&q=Стройпроект',
  'board': '/deals?view=board',
  'board of one person': '/deals?view=board&owner=me',
  'calendar': '/deals?view=calendar',
  'figures of deals, 30 days': '/analytics/deals',
  'figures of deals, all time': '/analytics/deals?period=all',
  'figures of tasks, all time': '/analytics/tasks?period=all',
  'figures of activity, all time': '/analytics/activities?period=all',
  'figures of the funnel, all time': '/analytics/funnel?period=all',
};
const LIST_MS = 200;
const FIGURES_MS = 500;

/** The list of deals, its search, the board and the figures, server-rendered for a signed-in person. */
export async function benchDeals({ rows = 50_000, seconds }: BenchOptions): Promise<void> {
  const stop = await startBenchDatabase();
  try {
    const { pipeline, ...place } = await makeBenchOrganization();
    await fillContacts(place, 2 * rows);
    await fillDeals(place, pipeline, rows);
    await fillActivities(place, 4 * rows);
    await fillTasks(place, 2 * rows);
    await pool.query('VACUUM ANALYZE');
    const { lines, results } = await measurePages(PAGES, seconds);
    const worst = (wanted: RegExp) => worstP95(results, (name) => wanted.test(name));
    const [lists, boards, figures] = [worst(/^(?!figures|board)/), worst(/^board/), worst(/^figures/)];
    const share = shareOfFrame(results, 'open, newest first');
    report('deals', lines, [
      { figure: '50 rows reach 0.3 of the frame without rows', value: share.toFixed(2), isHeld: share >= 0.3 },
      { figure: `lists and search at ${rows}: p95 at most ${LIST_MS} ms`, value: `${milliseconds(lists)} ms`, isHeld: lists <= LIST_MS },
      { figure: `board at ${rows}: p95 at most ${LIST_MS} ms`, value: `${milliseconds(boards)} ms`, isHeld: boards <= LIST_MS },
      { figure: `figures at ${rows}: p95 at most ${FIGURES_MS} ms`, value: `${milliseconds(figures)} ms`, isHeld: figures <= FIGURES_MS },
    ]);
  } finally {
    await closeDatabase();
    await stop();
  }
}
