import type { LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { requireStaff, type Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { findRun, isUnfinished } from '~/domain/background-runs/background-runs.server';
import { listRunRows } from '~/domain/background-runs/run-rows.server';
import { BULK_KIND, BULK_UNDO_KIND, findNames, findUndo, readBulkParams, type BulkParams } from '~/domain/bulk/bulk-runs.server';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { importParams, undoParams } from '~/domain/imports/import-params';
import { readProblems } from '~/domain/imports/problem-rows.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { getFixedT } from '~/platform/i18n.server';

const SHOWN_ROWS = 100;

/** A run that the signed-in person started; owners and administrators see everybody's. 404 for others. */
export async function requireRun(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args);
  const { runId } = args.params;
  const run = isUuid(runId) ? await findRun(staff.db, runId) : null;
  if (!run || (run.startedById !== staff.user.id && !staff.can('auditLog', 'read'))) throw new Response('Not found', { status: 404 });
  const ofImport = importParams.safeParse(run.params).data ?? undoParams.safeParse(run.params).data;
  if (ofImport) throw redirect(`/o/${staff.org.slug}/contacts/import/${ofImport.importId}`);
  const params = run.kind === BULK_KIND || run.kind === BULK_UNDO_KIND ? readBulkParams(run.params) : null;
  if (!params) throw new Response('Not found', { status: 404 });
  return { staff, run, params };
}

export async function loadRun(args: LoaderFunctionArgs) {
  const { staff, run, params } = await requireRun(args);
  const t = await getFixedT(args.request, 'runs');
  const list = `/o/${staff.org.slug}/${params.resource}`;
  const rows = isUnfinished(run) ? [] : await listRunRows(staff.db, { runId: run.id, limit: SHOWN_ROWS, outcomes: ['failed', 'conflict'] });
  // names by the rights of who looks, which may be others than those of who started it
  const viewer = { ...params, actor: { ...params.actor, userId: staff.user.id, reach: staff.reach } };
  const [names, undoId] = await Promise.all([findNames(viewer, rows.flatMap(({ recordId }) => recordId ?? [])), params.ofRunId ? null : findUndo(staff.db, staff.org.id, run.id)]);
  const title = t(params.ofRunId ? 'undo.title' : `title.${params.resource}`);
  return {
    title: `${title} · ${staff.org.name}`,
    heading: title,
    what: await sayChange(params, staff, t),
    list,
    back: safeRedirect(new URL(args.request.url).searchParams.get('returnTo'), params.search === null ? list : `${list}?${params.search}`),
    now: new Date(),
    timeZone: staff.org.timeZone,
    run: { id: run.id, state: run.state, done: run.done, total: run.total, counts: run.counts, at: run.finishedAt ?? run.createdAt, startedBy: run.startedBy },
    isUnfinished: isUnfinished(run),
    undoPage: undoId ? `/o/${staff.org.slug}/runs/${undoId}` : null,
    canUndo: !params.ofRunId && !undoId && !isUnfinished(run) && Boolean(run.counts.updated) && run.startedById === staff.user.id,
    problems: rows.map(({ position, recordId, errors }) => ({
      position,
      to: recordId && names.has(recordId) ? `${list}/${recordId}` : null,
      name: (recordId && names.get(recordId)) || t('problem.hidden'),
      texts: readProblems(errors).map(({ code }) => t(`problem.${code}`)),
    })),
  };
}

export type RunView = Awaited<ReturnType<typeof loadRun>>;

/** «Ответственный: Анна Ёлкина» */
async function sayChange({ change, resource }: BulkParams, { db }: Staff, t: Awaited<ReturnType<typeof getFixedT>>): Promise<string> {
  switch (change.kind) {
    case 'owner': {
      const person = change.ownerId && (await listMemberNames(db, resource)).find(({ id }) => id === change.ownerId)?.name;
      return t('said.owner', { value: person ?? t('change.nobody') });
    }
    case 'addTag':
    case 'removeTag':
      return t(`said.${change.kind}`, { value: change.tags.join(', ') });
    case 'city':
    case 'source':
      return t(`said.${change.kind}`, { value: change.text ?? t('said.empty') });
    case 'custom': {
      const field = (await listCustomFields(db, resource === 'deals' ? 'DEAL' : 'CONTACT')).find(({ key }) => key === change.key);
      const value = typeof change.value === 'boolean' ? t(change.value ? 'said.yes' : 'said.no') : (change.value ?? t('said.empty'));
      return `${field?.label ?? change.key}: ${value}`;
    }
    case 'closeDay':
    case 'due':
      return t(`said.${change.kind}`, { value: change.day ?? t('said.empty') });
    case 'priority':
      return t('said.priority', { value: t(`priority.${change.priority}`) });
    case 'taskState':
      return t('said.taskState', { value: t(`taskState.${change.state}`) });
    case 'trash':
      return t('said.trash');
  }
}
