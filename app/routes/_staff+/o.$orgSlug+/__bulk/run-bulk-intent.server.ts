import { data } from '@remix-run/node';
import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import type { BulkActor } from '~/domain/bulk/bulk-adapter';
import { actionOf, AT_ONCE_MAX, bulkChangeSchema, type BulkChange, type BulkResource } from '~/domain/bulk/bulk-change';
import { startBulk } from '~/domain/bulk/bulk-runs.server';
import type { RunProgress } from '~/domain/background-runs/background-runs.server';
import { cleanLine } from '~/domain/leads/clean-text';
import { parseTags } from '~/domain/tags/tags';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { redirect } from '@remix-run/node';
import { readSelection } from '~/ui/list/selection';

/** What was wrong with a bulk change: the list shows it with the selection kept. */
export interface BulkError {
  kind: 'bulk';
  message: string;
  ids: string[];
}

/** Whether a form post of a list is a change of many of its records. */
export function isBulkIntent(form: FormData): boolean {
  return String(form.get('intent')).startsWith('bulk.');
}

/**
 * One bulk change of a list: intents `bulk.owner`, `bulk.addTag`, … with the selection of the list's form. Few records are
 * changed at once and the list is shown again with an undo; all that match go to the background and the page of the run is shown.
 */
export async function runBulkIntent(request: Request, form: FormData, staff: Staff, resource: BulkResource) {
  const t = await getFixedT(request, 'runs');
  const change = readChange(form);
  if (!change) throw data(null, 400);
  const scope = staff.can(resource, actionOf(change.kind));
  if (!scope) throw data(null, 403);
  const { organizationId, userId, timeZone } = { organizationId: staff.org.id, userId: staff.user.id, timeZone: staff.org.timeZone };
  const actor: BulkActor = { organizationId, userId, timeZone, scope, reach: staff.reach };
  const { ids, isAll, search } = readSelection(form);
  const result = await startBulk({ actor, resource, change, now: new Date(), ...(isAll ? { search } : { ids }) });
  if (!result.ok) return data<BulkError>({ kind: 'bulk', message: t(`errors.${result.error}`, { max: AT_ONCE_MAX }), ids }, { status: 422 });
  const runPage = `/o/${staff.org.slug}/runs/${result.runId}`;
  const { pathname, search: query } = new URL(request.url);
  const back = pathname + query;
  if (!result.run || result.run.counts.failed) return redirect(`${runPage}?${new URLSearchParams({ returnTo: back }).toString()}`, 303);
  return redirectWithToast(back, {
    message: sayCounts(t, result.run),
    tone: result.run.counts.updated ? 'success' : 'info',
    ...(result.run.counts.updated && { undo: { action: runPage, label: t('undo.short'), fields: { intent: 'undo', returnTo: back } } }),
  });
}

/** «Изменено 12, без изменений 3.» */
export function sayCounts(t: TFunction, { counts }: Pick<RunProgress, 'counts'>): string {
  const parts = (['updated', 'reverted', 'unchanged', 'failed', 'conflict'] as const).flatMap((outcome) => (counts[outcome] ? [t(`said.${outcome}`, { count: counts[outcome] })] : []));
  return parts.length > 0 ? parts.join(' ') : t('said.nothing');
}

function readChange(form: FormData): BulkChange | null {
  const text = (name: string) => cleanLine(String(form.get(name) ?? ''));
  const kind = String(form.get('intent')).slice('bulk.'.length);
  const typed: Record<string, unknown> = {
    kind,
    ownerId: text('ownerId') || null,
    tags: parseTags(text('tags')),
    text: text(kind) || null,
    day: text('day') || null,
    priority: text('priority'),
    state: text('state'),
    key: text('customKey'),
    value: text('customValue') || null,
  };
  return bulkChangeSchema.safeParse(typed).data ?? null;
}
