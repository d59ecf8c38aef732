import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export type Line = Record<string, string | number>;

/** A figure of docs/performance.md, and whether it holds. */
export interface Check {
  figure: string;
  value: string;
  isHeld: boolean;
}

const FOLDER = path.resolve('bench/results');

/** Prints a table and its checks, and writes both to bench/results/<name>.json. */
export function report(name: string, lines: Line[], checks: Check[] = []): void {
  console.log(`\n${name}`);
  printTable(lines);
  for (const { figure, value, isHeld } of checks) console.log(`  ${isHeld ? 'holds ' : 'FAILS '} ${figure}: ${value}`);
  mkdirSync(FOLDER, { recursive: true });
  const machine = { node: process.version, cpus: os.cpus().length, cpu: os.cpus()[0]?.model, memoryGb: Math.round(os.totalmem() / 2 ** 30) };
  writeFileSync(path.join(FOLDER, `${name}.json`), `${JSON.stringify({ name, at: new Date().toISOString(), machine, lines, checks }, null, 2)}\n`);
}

function printTable(lines: Line[]): void {
  const columns = [...new Set(lines.flatMap((line) => Object.keys(line)))];
  const cells = lines.map((line) => columns.map((column) => String(line[column] ?? '')));
  const widths = columns.map((column, at) => Math.max(column.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const print = (row: string[]) => console.log(`  ${row.map((text, at) => (at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0))).join('  ')}`);
  print(columns);
  print(widths.map((width) => '-'.repeat(width)));
  cells.forEach(print);
}

/** The value below which a share of the sorted values lies. */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const milliseconds = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(0));
