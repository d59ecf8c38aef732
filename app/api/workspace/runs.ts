import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { findRun, type RunProgress } from '~/domain/background-runs/background-runs.server';
import { listRunRows } from '~/domain/background-runs/run-rows.server';
import { cancelRun } from '~/domain/background-runs/work-on-run.server';
import { actionOf } from '~/domain/bulk/bulk-change';
import { BULK_KIND, BULK_UNDO_KIND, readBulkParams, resumeBulk, undoBulk } from '~/domain/bulk/bulk-runs.server';
import { readProblems } from '~/domain/imports/problem-rows.server';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { forwardPage, forwardQuery, pageOf } from '../ground/paging';
import { ApiProblem } from '../ground/problem';
import { accept } from '../ground/read-input';
import { run, toRun } from '../ground/run-shape';
import { id, text } from '../ground/schemas';

const TAG = 'Runs';
const params = z.object({ runId: id });
const POSITION_MAX = 2_147_483_647;

const row = z
  .object({
    position: z.int().min(1),
    outcome: z.string().openapi({ example: 'updated' }),
    recordId: id.nullable(),
    problems: z.array(z.object({ field: z.string().nullable().openapi({ example: 'phones' }), code: z.string().openapi({ example: 'edited' }) })),
  })
  .openapi('RunRow');

/** A run of the caller's own; owners and administrators see everybody's. @throws {ApiProblem} 404 for others */
async function find({ db, user, can }: ApiCaller, runId: string): Promise<RunProgress> {
  const found = await findRun(db, runId);
  if (!found || (found.startedById !== user.id && !can('auditLog', 'read'))) throw new ApiProblem('not-found');
  return found;
}

/** Imports are steered by operations of their own. A key needs the scope of what the run changes. */
async function findChange(caller: ApiCaller, runId: string): Promise<RunProgress> {
  const found = await find(caller, runId);
  const bulk = found.kind === BULK_KIND || found.kind === BULK_UNDO_KIND ? readBulkParams(found.params) : null;
  if (!bulk) throw new ApiProblem('conflict', { detail: 'This run is steered where it was started.', extra: { code: 'kind' } });
  if (!caller.can(bulk.resource, actionOf(bulk.change.kind))) throw new ApiProblem('forbidden');
  return found;
}

/** The position after which a page begins. */
function readPosition(after: string | undefined): number {
  const position = Number(after ?? 0);
  if (!Number.isInteger(position) || position < 0 || position > POSITION_MAX) throw new ApiProblem('validation', { errors: [{ path: 'query.after', code: 'cursor', message: 'This is no place in this list.' }] });
  return position;
}

const OVER = 'It is over, or not of this kind';

export const runOperations: Operation[] = [
  staffOperation(null, { id: 'runs.read', method: 'get', path: '/runs/{runId}', tag: TAG, summary: 'Read how far a run is', description: 'Work in the background: a change of many records, an import.', params, answer: run }, async ({ caller, params: { runId } }) => answer(toRun(await find(caller, runId)))),
  staffOperation(
    null,
    {
      id: 'runs.rows', method: 'get', path: '/runs/{runId}/rows', tag: TAG, summary: 'List what became of each row', params,
      query: z.strictObject({ ...forwardQuery, outcome: text(40).optional().openapi({ example: 'failed' }) }),
      answer: pageOf(row, 'RunRow'),
    },
    async ({ caller, params: { runId }, query: { limit, after, outcome }, request }) => {
      await find(caller, runId);
      const rows = await listRunRows(caller.db, { runId, after: readPosition(after), limit: limit + 1, ...(outcome && { outcomes: [outcome] }) });
      const items = rows.slice(0, limit).map(({ position, outcome: became, recordId, errors }) => ({ position, outcome: became, recordId, problems: readProblems(errors).map(({ field, code }) => ({ field: field ?? null, code })) }));
      return forwardPage(request, items, rows.length > limit ? String(items.at(-1)?.position) : null);
    },
  ),
  staffOperation(null, { id: 'runs.cancel', method: 'post', path: '/runs/{runId}/cancel', tag: TAG, summary: 'Stop a run', description: 'After the batch that is being written. What is done stays done.', params, answer: run, conflict: OVER, does: ['/runs/:none cancel'] }, async ({ caller, params: { runId } }) => {
    await findChange(caller, runId);
    if (!(await cancelRun(caller.db, runId))) throw new ApiProblem('conflict', { detail: 'The run is over.', extra: { code: 'over' } });
    return answer(toRun(await find(caller, runId)));
  }),
  staffOperation(null, { id: 'runs.resume', method: 'post', path: '/runs/{runId}/resume', tag: TAG, summary: 'Let a stopped or failed run go on', params, answer: run, status: 202, conflict: OVER, does: ['/runs/:none resume'] }, async ({ caller, params: { runId } }) => {
    await findChange(caller, runId);
    if (!(await resumeBulk({ organizationId: caller.org.id, runId }))) throw new ApiProblem('conflict', { detail: 'The run is not stopped.', extra: { code: 'notStopped' } });
    return answer(toRun(await find(caller, runId)));
  }),
  staffOperation(
    null,
    { id: 'runs.undo', method: 'post', path: '/runs/{runId}/undo', tag: TAG, summary: 'Take back what a run did', description: 'Your own runs, once, in every record that nobody has changed since. Answers the run that does it.', params, answer: run, status: 202, conflict: 'It is not over, or was taken back already', does: ['/runs/:none undo'] },
    async ({ caller, params: { runId }, now }) => {
      await findChange(caller, runId);
      const undone = accept(await undoBulk({ organizationId: caller.org.id, userId: caller.user.id }, runId, now));
      return answer(toRun(undone.run ?? (await find(caller, undone.runId))), { location: `/runs/${undone.runId}` });
    },
  ),
];
