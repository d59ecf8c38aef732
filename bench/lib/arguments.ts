import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Rows or points to make; each benchmark has its own default. */
  rows: number | undefined;
  /** Names of the benchmarks to run; empty means all. */
  only: string[];
  /** How long each load lasts. */
  seconds: number;
}

export function readArguments(argv = process.argv.slice(2)): BenchOptions {
  const { values } = parseArgs({
    args: argv,
    options: { rows: { type: 'string' }, only: { type: 'string', multiple: true }, seconds: { type: 'string' } },
  });
  const rows = values.rows === undefined ? undefined : Number(values.rows);
  const seconds = Number(values.seconds ?? 60);
  if ((rows !== undefined && !(rows > 0)) || !(seconds > 0)) throw new Error('--rows and --seconds are positive numbers');
  return { rows, only: (values.only ?? []).flatMap((names) => names.split(',')), seconds };
}
