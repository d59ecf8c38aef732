import { findRuns } from '~/domain/background-runs/background-runs.server';
import { listImports, type Importer } from '~/domain/imports/contact-import.server';
import type { OrgDb } from '~/platform/db.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';

export type PastImport = Awaited<ReturnType<typeof listPastImports>>['rows'][number];

/** The imports that were begun, with what came of them. */
export async function listPastImports(db: OrgDb, importer: Importer, before: string | null) {
  const { rows, next } = await listImports(db, importer, before);
  const [runs, members] = await Promise.all([
    findRuns(db, rows.flatMap(({ dryRunId, runId, undoRunId }) => [dryRunId, runId, undoRunId].filter((id) => id !== null))),
    listMemberNames(db, 'contacts'),
  ]);
  const names = new Map(members.map(({ id, name }) => [id, name]));
  return {
    next,
    rows: rows.map(({ id, fileName, rowCount, createdAt, createdById, runId, dryRunId, undoRunId }) => {
      const [run, undo, trial] = [runId, undoRunId, dryRunId].map((key) => (key ? runs.get(key) : undefined));
      return {
        id, fileName, rowCount, createdAt,
        by: names.get(createdById) ?? null,
        state: undo ? (undo.state === 'DONE' ? 'undone' : 'undoing') : run ? (`run.${run.state}` as const) : trial ? 'tried' : 'columns',
        counts: run?.counts ?? {},
        conflicts: undo?.counts.conflict ?? 0,
        canUndo: Boolean(run && !undo && (run.state === 'DONE' || run.state === 'CANCELLED' || run.state === 'FAILED') && (run.counts.created || run.counts.updated)),
        isMine: createdById === importer.userId,
      };
    }),
  };
}
