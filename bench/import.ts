import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeMember, makeOrganization } from '../prisma/factories';
import { createRandom } from '../prisma/random';
import { findImport, type Importer } from '../app/domain/imports/contact-import.server';
import { importSlice } from '../app/domain/imports/run-import.server';
import { startImport, startTrial, startUndo, type StartResult } from '../app/domain/imports/start-import.server';
import { takeFile } from '../app/domain/imports/take-file.server';
import { undoSlice } from '../app/domain/imports/undo-import.server';
import { closeDatabase, db, orgDb, pool } from '../app/platform/db.server';
import type { BenchOptions } from './lib/arguments';
import { startBenchDatabase } from './lib/database';
import { report, type Line } from './lib/report';

const SECONDS_MAX = 60;
const RATE_MIN = 2_000;

/** A file of clients: read, tried, imported, imported again (all of it found and unchanged), taken back. Rule: import of 100k rows in 60 s. */
export async function benchImport({ rows = 100_000 }: BenchOptions): Promise<void> {
  const stop = await startBenchDatabase();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'teplo-bench-import-'));
  process.env.DATA_DIR = folder;
  try {
    const organizationId = (await makeOrganization(db)).id;
    const userId = (await makeMember(db, { organizationId })).user.id;
    const importer: Importer = { organizationId, userId, timeZone: 'Europe/Moscow', reach: 'all', scope: 'all', seesAll: true };
    const file = { path: path.join(folder, 'clients.csv'), name: 'clients.csv', size: 0 };
    writeFileSync(file.path, makeFile(rows));
    file.size = statSync(file.path).size;
    const lines: Line[] = [];
    const time = async <T>(work: string, run: () => Promise<T>): Promise<T> => {
      const started = performance.now();
      const result = await run();
      const seconds = (performance.now() - started) / 1_000;
      lines.push({ work, rows, seconds: seconds.toFixed(1), 'rows/s': Math.round(rows / seconds) });
      return result;
    };
    const read = async (id: string) => {
      const record = await findImport(orgDb(organizationId), id, importer, []);
      if (!record) throw new Error('the import is gone');
      return record;
    };
    const carryOut = async (name: string, id: string) => {
      const trial = runOf(await startTrial(importer, await read(id)));
      await time(`${name}: trial`, () => work(importSlice, organizationId, trial));
      const run = runOf(await startImport(importer, await read(id)));
      await time(`${name}: import`, () => work(importSlice, organizationId, run));
    };
    const first = await time('upload and look at the columns', () => takeFile({ organizationId, userId, file, customFields: [] }));
    await carryOut('new contacts', first);
    await pool.query('VACUUM ANALYZE');
    await carryOut('the same file again', await takeFile({ organizationId, userId, file, customFields: [] }));
    const undo = runOf(await startUndo(importer, await read(first)));
    await time('undo', () => work(undoSlice, organizationId, undo));
    const imported = lines.filter(({ work: name }) => String(name).endsWith(': import'));
    const slowest = Math.max(...imported.map(({ seconds }) => Number(seconds)));
    report('import', lines, [
      { figure: `import of ${rows} rows with duplicate check in at most ${SECONDS_MAX} s`, value: `${slowest.toFixed(1)} s`, isHeld: slowest <= SECONDS_MAX },
      { figure: `at least ${RATE_MIN} rows a second`, value: String(Math.round(rows / slowest)), isHeld: rows / slowest >= RATE_MIN },
    ]);
  } finally {
    await closeDatabase();
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function runOf(result: StartResult): string {
  if (!result.ok) throw new Error(result.error);
  return result.runId;
}

async function work(slice: typeof importSlice, organizationId: string, runId: string): Promise<void> {
  while (!(await slice({ organizationId, runId, signal: new AbortController().signal })));
}

const CITIES = ['Москва', 'Тверь', 'Рязань', 'Калуга', 'Тула', 'Клин', 'Дмитров', 'Коломна'];
const NAMES = ['Иванов Иван', 'Петрова Анна', 'Смирнов Олег', 'Кузнецова Мария', 'Попов Пётр', 'ООО «Ромашка»', 'ИП Соколов', 'Геопроект'];

/** As a small firm's table looks; one client in fifty stands in it twice. */
function makeFile(rows: number): string {
  const random = createRandom(5);
  const lines = ['Имя;Телефон;E-mail;Город;Адрес;Метки;Источник;Комментарий'];
  for (let row = 0; row < rows; row++) {
    const client = row % 50 === 49 ? row - 25 : row;
    const pick = (list: readonly string[]) => list[Math.floor(random.next() * list.length)];
    const phone = `8 (9${String(10 + (client % 80)).padStart(2, '0')}) ${String(1_000_000 + client).replace(/^(\d{3})(\d\d)(\d\d)$/, '$1-$2-$3')}`;
    lines.push(`${pick(NAMES)} ${client};${phone};client${client}@example.com;${pick(CITIES)};ул. Мира, ${row % 200};опт;сайт;Скважина ${row % 90} м, просил перезвонить`);
  }
  return lines.join('\r\n');
}
