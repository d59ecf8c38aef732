import { z } from 'zod';
import { listRunRows } from '~/domain/background-runs/run-rows.server';
import type { OrgDb } from '~/platform/db.server';
import type { ContactImport } from './contact-import.server';
import { fileRowNumber, readDataRows, readStored } from './take-file.server';

const problemsSchema = z.array(z.object({ field: z.string().nullable(), code: z.string(), value: z.string().optional() }));
export type StoredProblem = z.output<typeof problemsSchema>[number];

export function readProblems(errors: unknown): StoredProblem[] {
  return problemsSchema.safeParse(errors).data ?? [];
}

/** Which rows a person wants to see: those with errors to repair, or those that were left out. */
export const PROBLEM_KINDS = ['failed', 'skipped'] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** Failed rows, and those that were taken without the cells that could not be read. */
const OUTCOMES: Record<ProblemKind, string[]> = { failed: ['failed', 'created', 'updated', 'unchanged'], skipped: ['skipped'] };

export interface ProblemRow {
  /** In the data. */
  position: number;
  /** As a spreadsheet numbers it. */
  row: number;
  recordId: string | null;
  problems: StoredProblem[];
}

/** Rows of a run that a person should look at, from behind a place on. */
export async function listProblemRows(db: OrgDb, record: ContactImport, runId: string, kind: ProblemKind, limit: number, after = 0): Promise<ProblemRow[]> {
  const rows = await listRunRows(db, { runId, after, limit, hasErrors: true, outcomes: OUTCOMES[kind] });
  return rows.map(({ position, recordId, errors }) => ({ position, row: fileRowNumber(position, record.format), recordId, problems: sayRows(readProblems(errors), record) }));
}

const PAGE = 1_000;

/**
 * The same rows as they stand in the file, all of them, with what is wrong as a further cell: to be repaired and loaded again.
 * @param say puts the messages of a row into words
 */
export async function* readProblemCells(db: OrgDb, record: ContactImport, runId: string, kind: ProblemKind, say: (problems: StoredProblem[]) => string): AsyncGenerator<string[]> {
  const width = record.columns.length;
  const wanted = problemPages(db, runId, kind);
  let next = await wanted.next();
  for await (const { position, cells } of readDataRows(record.fileKey, record.format)) {
    if (next.done) return;
    if (position < next.value.position) continue;
    yield [...Array.from({ length: width }, (_none, index) => cells[index] ?? ''), say(sayRows(readProblems(next.value.errors), record))];
    next = await wanted.next();
  }
}

async function* problemPages(db: OrgDb, runId: string, kind: ProblemKind): AsyncGenerator<{ position: number; errors: unknown }> {
  for (let after = 0; ; ) {
    const rows = await listRunRows(db, { runId, after, limit: PAGE, hasErrors: true, outcomes: OUTCOMES[kind] });
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.position;
  }
}

/** Messages name rows by their place in the data; people see the number in their spreadsheet. */
function sayRows(problems: StoredProblem[], { format }: ContactImport): StoredProblem[] {
  return problems.map((problem) =>
    problem.code === 'duplicateInFile' || problem.code === 'mergedInFile' ? { ...problem, value: String(fileRowNumber(Number(problem.value), format)) } : problem,
  );
}

/** The first rows of a file as they stand there. */
export async function readFirstRows(record: ContactImport, count: number): Promise<{ position: number; cells: string[] }[]> {
  const rows: { position: number; cells: string[] }[] = [];
  for await (const row of readDataRows(record.fileKey, record.format)) {
    rows.push(row);
    if (rows.length === count) break;
  }
  return rows;
}

/** Whether the file is still there: it goes after thirty days. */
export async function isFileThere(record: ContactImport): Promise<boolean> {
  try {
    for await (const _row of readStored(record.fileKey, record.format)) return true;
    return true;
  } catch {
    return false;
  }
}
