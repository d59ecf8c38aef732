import { z } from 'zod';
import type { Prisma } from '~/generated/prisma/client';
import { can } from '~/domain/accounts/permissions';
import { isAssignable } from '~/domain/accounts/members/members.server';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { createRun, findRun, type RunProgress } from '~/domain/background-runs/background-runs.server';
import { advanceRun, beginRun, finishRun, lockRun, reviveRun, failRun, type LockedRun, type RunCounts, type RunKey } from '~/domain/background-runs/work-on-run.server';
import { parseCustomValue } from '~/domain/custom-fields/custom-value';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { notify } from '~/domain/notifications/notify.server';
import { tellOfGivenRecords } from '~/domain/organizations/tell-of-work.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { defineJob, enqueue, type Job } from '~/platform/jobs.server';
import type { BulkActor, BulkAdapter, BulkWork } from './bulk-adapter';
import { AT_ONCE_MAX, BULK_CHANGES, BULK_RESOURCES, bulkChangeSchema, type BulkChange, type BulkResource } from './bulk-change';
import { bulkContacts } from './bulk-contacts.server';
import { bulkDeals } from './bulk-deals.server';
import { bulkLeads } from './bulk-leads.server';
import { bulkTasks } from './bulk-tasks.server';
import { listPending, settleRows, takeAll, takeChosen, takeDone, type PendingRow } from './bulk-rows.server';

export const BULK_KIND = 'bulk';
export const BULK_UNDO_KIND = 'bulk.undo';

const BATCH_SIZE = 500;
const SLICE_MS = 30_000;
const BATCH_TIMEOUT_MS = 60_000;
const EXPIRE_SECONDS = 110;
const RETRIES = 5;

const ADAPTERS: Record<BulkResource, BulkAdapter> = { contacts: bulkContacts, deals: bulkDeals, tasks: bulkTasks, leads: bulkLeads };

const reach = z.enum(['own', 'team', 'all']);
const paramsSchema = z.object({
  resource: z.enum(BULK_RESOURCES),
  change: bulkChangeSchema,
  actor: z.object({
    organizationId: z.uuid(), userId: z.uuid(), timeZone: z.string(), scope: z.enum(['all', 'own']),
    reach: z.object({ leads: reach, contacts: reach, deals: reach }),
  }),
  /** Of the list's address: the records are looked for by it when the work begins. Null: they were chosen one by one. */
  search: z.string().nullable(),
  /** The run that this one takes back. */
  ofRunId: z.uuid().nullable(),
});
export type BulkParams = z.output<typeof paramsSchema>;

export function readBulkParams(params: unknown): BulkParams | null {
  return paramsSchema.safeParse(params).data ?? null;
}

export type StartBulk = { actor: BulkActor; resource: BulkResource; change: BulkChange; now: Date } & ({ ids: readonly string[] } | { search: string });
export type BulkStarted =
  | { ok: true; runId: string; run: RunProgress | null }
  | { ok: false; error: 'none' | 'tooMany' | 'notAllowed' | 'notAssignable' | 'value' };

/**
 * Makes one change to many records: up to AT_ONCE_MAX chosen ones now, all that match a list's address in the background.
 * `run` says how it ended when it is over already.
 */
export async function startBulk(command: StartBulk): Promise<BulkStarted> {
  const { actor, resource, now } = command;
  if (!BULK_CHANGES[resource].includes(command.change.kind)) return { ok: false, error: 'notAllowed' };
  const change = await checkChange(actor, resource, command.change);
  if (typeof change === 'string') return { ok: false, error: change };
  const ids = 'ids' in command ? [...new Set(command.ids)] : null;
  if (ids?.length === 0) return { ok: false, error: 'none' };
  if (ids && ids.length > AT_ONCE_MAX) return { ok: false, error: 'tooMany' };
  const params: BulkParams = { resource, change, actor, search: 'search' in command ? command.search : null, ofRunId: null };
  const { organizationId, userId } = actor;
  const runId = await orgDb(organizationId).$transaction(async (tx) => {
    const id = await createRun(tx, { organizationId, kind: BULK_KIND, total: ids?.length ?? 0, startedById: userId, params: params as unknown as Prisma.InputJsonObject });
    if (ids) await takeChosen(tx, organizationId, id, ids);
    else await enqueue(tx, bulkJob, { organizationId, runId: id });
    return id;
  });
  return { ok: true, runId, run: ids ? await finishNow({ organizationId, runId }, now) : null };
}

/** What the change names must be there: a colleague who can be given records, a custom field with such a value. */
async function checkChange({ organizationId }: BulkActor, resource: BulkResource, change: BulkChange): Promise<BulkChange | 'notAssignable' | 'value'> {
  const db = orgDb(organizationId);
  if (change.kind === 'owner' && change.ownerId && !(await isAssignable(db, change.ownerId, resource))) return 'notAssignable';
  if (change.kind !== 'custom') return change;
  const field = (await listCustomFields(db, resource === 'deals' ? 'DEAL' : 'CONTACT')).find(({ key, isArchived }) => key === change.key && !isArchived);
  const parsed = field && parseCustomValue(field, typeof change.value === 'boolean' ? (change.value ? 'yes' : 'no') : (change.value ?? ''));
  if (!parsed?.ok || (parsed.value === null && field?.isRequired)) return 'value';
  return { ...change, value: parsed.value };
}

export type BulkUndone = { ok: true; runId: string; run: RunProgress | null } | { ok: false; error: 'notFound' | 'notOver' | 'undone' };

/** Takes back what a run of the person's own did, where nobody has changed the records since. Once. */
export async function undoBulk({ organizationId, userId }: Pick<BulkActor, 'organizationId' | 'userId'>, ofRunId: string, now: Date): Promise<BulkUndone> {
  const started = await orgDb(organizationId).$transaction(async (tx): Promise<{ runId: string; total: number } | Exclude<BulkUndone, { ok: true }>> => {
    const locked = await lockRun(tx, { organizationId, runId: ofRunId });
    const run = locked && (await findRun(tx, ofRunId));
    const params = run && readBulkParams(run.params);
    if (run?.kind !== BULK_KIND || !params || run.startedById !== userId) return { ok: false, error: 'notFound' };
    if (run.state === 'QUEUED' || run.state === 'RUNNING') return { ok: false, error: 'notOver' };
    if (await findUndo(tx, organizationId, ofRunId)) return { ok: false, error: 'undone' };
    const undo = { ...params, search: null, ofRunId };
    const runId = await createRun(tx, { organizationId, kind: BULK_UNDO_KIND, total: 0, startedById: userId, params: undo as unknown as Prisma.InputJsonObject });
    const total = await takeDone(tx, organizationId, runId, ofRunId);
    await tx.backgroundRun.updateMany({ where: { id: runId }, data: { total } });
    if (total > AT_ONCE_MAX) await enqueue(tx, bulkJob, { organizationId, runId });
    return { runId, total };
  });
  if ('ok' in started) return started;
  const { runId, total } = started;
  return { ok: true, runId, run: total > AT_ONCE_MAX ? null : await finishNow({ organizationId, runId }, now) };
}

/** The run that took this one back, if there is one. */
export async function findUndo(tx: Pick<OrgTx, '$queryRaw'>, organizationId: string, ofRunId: string): Promise<string | null> {
  const [undo] = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "BackgroundRun" WHERE "organizationId" = ${organizationId}::uuid AND "kind" = ${BULK_UNDO_KIND} AND "params"->>'ofRunId' = ${ofRunId}
    ORDER BY "createdAt" LIMIT 1`;
  return undo?.id ?? null;
}

async function finishNow(key: RunKey, now: Date): Promise<RunProgress | null> {
  await bulkSlice({ ...key, signal: new AbortController().signal, now });
  return findRun(orgDb(key.organizationId), key.runId);
}

const runKey = z.object({ organizationId: z.uuid(), runId: z.uuid() });

export const bulkJob: Job<typeof runKey> = defineJob({
  name: 'bulk-change',
  schema: runKey,
  expireInSeconds: EXPIRE_SECONDS,
  retryLimit: RETRIES,
  concurrency: 2,
  async handler(run, { signal, retryCount }) {
    try {
      const isFinished = await bulkSlice({ ...run, signal });
      if (!isFinished && !signal.aborted) await enqueueSlice(run);
    } catch (error) {
      if (retryCount >= RETRIES) {
        await failRun(run, error);
        await tellOfFailedRun(run);
      }
      throw error;
    }
  },
});

async function tellOfFailedRun(key: RunKey): Promise<void> {
  await orgDb(key.organizationId).$transaction(async (tx) => {
    const run = await findRun(tx, key.runId);
    const params = run && readBulkParams(run.params);
    if (params) await tellOfBulkRun(tx, { ...key, params, counts: run.counts, isFailed: true });
  });
}

/** Who started work in the background is told of its end; what is done at once says so on the page. */
async function tellOfBulkRun(tx: OrgTx, { organizationId, runId, params, counts, isFailed }: RunKey & { params: BulkParams; counts: RunCounts; isFailed: boolean }): Promise<void> {
  if (params.search === null) return;
  const data = { runId, isFailed, resource: params.resource, count: (counts.updated ?? 0) + (counts.reverted ?? 0) };
  await notify(tx, { organizationId, event: 'run.finished', to: [params.actor.userId], actorId: null, data, path: `/runs/${runId}` });
}

async function enqueueSlice(run: RunKey): Promise<void> {
  await orgDb(run.organizationId).$transaction(async (tx) => {
    await enqueue(tx, bulkJob, run);
  });
}

/** Lets a stopped or failed run go on. */
export function resumeBulk(run: RunKey): Promise<boolean> {
  return orgDb(run.organizationId).$transaction(async (tx) => {
    if (!(await reviveRun(tx, run.runId))) return false;
    await enqueue(tx, bulkJob, run);
    return true;
  });
}

export interface BulkSlice extends RunKey {
  signal: AbortSignal;
  now?: Date;
  batchSize?: number;
  sliceMs?: number;
}

/**
 * Works on a run for up to `sliceMs`; true when nothing is left. The records are written down first, so what matches later is
 * not touched, and a batch that was cut off is done again from records that it has not settled.
 */
export async function bulkSlice({ organizationId, runId, signal, now, batchSize = BATCH_SIZE, sliceMs = SLICE_MS }: BulkSlice): Promise<boolean> {
  const until = Date.now() + sliceMs;
  const db = orgDb(organizationId);
  const found = await findRun(db, runId);
  const params = found && readBulkParams(found.params);
  if (!params || !(await beginRun(db, runId))) return true;
  if (!(await isStillAllowed(params))) {
    await finishRun(db, runId, 'CANCELLED');
    return true;
  }
  if (params.search !== null && found.total === 0 && found.done === 0) await takeMatching(params, runId, params.search, now ?? new Date());
  while (!signal.aborted && Date.now() < until) {
    if (await workOnBatch(params, { organizationId, runId }, batchSize, now ?? new Date())) return true;
  }
  return false;
}

/** Names of records that the person sees, by their ids. */
export function findNames({ actor, resource }: BulkParams, ids: readonly string[]): Promise<Map<string, string>> {
  return ids.length === 0 ? Promise.resolve(new Map()) : ADAPTERS[resource].names(orgDb(actor.organizationId), actor, ids);
}

/** Who has left, or lost the right, changes nothing more. */
async function isStillAllowed({ actor, resource }: BulkParams): Promise<boolean> {
  const member = await orgDb(actor.organizationId).membership.findFirst({ where: { userId: actor.userId, removedAt: null }, select: { role: true } });
  return member !== null && Boolean(can(member.role, resource, 'update'));
}

async function takeMatching({ actor, resource }: BulkParams, runId: string, search: string, now: Date): Promise<void> {
  const place = await ADAPTERS[resource].find(actor, search, now);
  await orgDb(actor.organizationId).$transaction(
    async (tx) => {
      const run = await lockRun(tx, { organizationId: actor.organizationId, runId });
      if (run?.state !== 'RUNNING') return;
      const total = await takeAll(tx, actor.organizationId, runId, place);
      await tx.backgroundRun.updateMany({ where: { id: runId }, data: { total } });
    },
    { timeout: BATCH_TIMEOUT_MS },
  );
}

/** True when the run is over. */
function workOnBatch(params: BulkParams, key: RunKey, batchSize: number, now: Date): Promise<boolean> {
  const { organizationId, runId } = key;
  return orgDb(organizationId).$transaction(
    async (tx) => {
      const run = await lockRun(tx, key);
      if (run?.state !== 'RUNNING') return true;
      const rows = await listPending(tx, runId, batchSize);
      if (rows.length === 0) {
        await endRun(tx, params, key, run);
        return true;
      }
      const outcomes = await settle(tx, params, { actor: params.actor, change: params.change, runId, now }, rows);
      await settleRows(tx, organizationId, runId, outcomes);
      await advanceRun(tx, runId, run, { done: run.done + rows.length, outcomes: outcomes.map(({ outcome }) => outcome) });
      return false;
    },
    { timeout: BATCH_TIMEOUT_MS },
  );
}

async function settle(tx: OrgTx, { resource, ofRunId }: BulkParams, work: BulkWork, rows: readonly PendingRow[]) {
  const adapter = ADAPTERS[resource];
  const places = new Map(rows.map(({ recordId, position }) => [recordId, position]));
  const results = ofRunId
    ? await adapter.revert(tx, work, rows.map(({ recordId, before, versionAfter }) => ({ id: recordId, before, versionAfter: versionAfter ?? 0 })))
    : await adapter.apply(tx, work, rows.map(({ recordId }) => recordId));
  return results.map(({ id, outcome, ...rest }) => ({
    position: places.get(id) ?? 0,
    outcome,
    before: 'before' in rest ? (rest.before ?? null) : null,
    versionAfter: 'versionAfter' in rest ? (rest.versionAfter ?? null) : null,
    errors: 'problem' in rest && rest.problem ? [{ field: null, code: rest.problem }] : null,
  }));
}

async function endRun(tx: OrgTx, params: BulkParams, { organizationId, runId }: RunKey, { counts }: LockedRun): Promise<void> {
  const { actor, resource, change, ofRunId } = params;
  await finishRun(tx, runId, 'DONE');
  await tellOfBulkRun(tx, { organizationId, runId, params, counts, isFailed: false });
  if (change.kind === 'owner' && change.ownerId && !ofRunId) await tellOfGivenRecords(tx, { organizationId, toId: change.ownerId, actorId: actor.userId, resource, count: counts.updated ?? 0 });
  await writeAudit(tx, {
    organizationId, actorId: actor.userId, action: ofRunId ? 'undo' : 'bulk', resource, resourceId: runId,
    after: { change: change as unknown as Prisma.JsonObject, ...counts },
  });
}
