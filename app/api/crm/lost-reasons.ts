import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { archiveLostReason, createLostReason, moveLostReason, renameLostReason } from '~/domain/deals/change-lost-reasons.server';
import { listLostReasons, type LostReasonRow } from '~/domain/deals/list-pipelines.server';
import { LOST_REASON_MAX, lostReasonSchema } from '~/domain/deals/pipeline.schema';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { pageOf, wholeList } from '../ground/paging';
import { archiveBody, moveBody, settingsActor } from './pipelines';
import { ApiProblem } from '../ground/problem';
import { accept, readInput } from '../ground/read-input';
import { created, filled, id } from '../ground/schemas';

const TAG = 'Pipelines';
const changes = { resource: 'organization', action: 'update' } as const;
const SETTINGS = '/settings/lost-reasons';
const TAKEN = 'There is a reason of this name';

const name = filled(LOST_REASON_MAX).openapi({ example: 'Дорого' });
const reason = z.object({ id, name, isArchived: z.boolean() }).openapi('LostReason');
const body = z.strictObject({ name }).openapi('LostReasonInput');
const params = z.object({ lostReasonId: id });

async function requireReason({ db }: ApiCaller, lostReasonId: string): Promise<LostReasonRow> {
  const found = (await listLostReasons(db)).find((one) => one.id === lostReasonId);
  if (!found) throw new ApiProblem('not-found');
  return found;
}

export const lostReasonOperations: Operation[] = [
  staffOperation({ resource: 'deals', action: 'read' }, { id: 'lostReasons.list', method: 'get', path: '/lost-reasons', tag: TAG, summary: 'List the reasons for which deals are lost', answer: pageOf(reason, 'LostReason') }, async ({ caller }) =>
    wholeList(await listLostReasons(caller.db)),
  ),
  staffOperation(changes, { id: 'lostReasons.create', method: 'post', path: '/lost-reasons', tag: TAG, summary: 'Add a reason', body, answer: created, status: 201, conflict: TAKEN, does: [`${SETTINGS} create`] }, async ({ caller, body: sent }) => {
    const made = accept(await createLostReason(settingsActor(caller), readInput(lostReasonSchema, sent, 'pipelines').name));
    return answer({ id: made.id });
  }),
  staffOperation(changes, { id: 'lostReasons.update', method: 'patch', path: '/lost-reasons/{lostReasonId}', tag: TAG, summary: 'Rename a reason', params, body, answer: reason, conflict: TAKEN, does: [`${SETTINGS} rename`] }, async ({ caller, params: { lostReasonId }, body: sent }) => {
    await requireReason(caller, lostReasonId);
    accept(await renameLostReason(settingsActor(caller), lostReasonId, readInput(lostReasonSchema, sent, 'pipelines').name));
    return answer(await requireReason(caller, lostReasonId));
  }),
  staffOperation(changes, { id: 'lostReasons.move', method: 'post', path: '/lost-reasons/{lostReasonId}/move', tag: TAG, summary: 'Put a reason into another place', params, body: moveBody, does: [`${SETTINGS} move`] }, async ({ caller, params: { lostReasonId }, body: { before } }) => {
    if (!(await moveLostReason(settingsActor(caller), { id: lostReasonId, before: before ?? '' }))) throw new ApiProblem('not-found');
    return done();
  }),
  staffOperation(changes, { id: 'lostReasons.archive', method: 'post', path: '/lost-reasons/{lostReasonId}/archive', tag: TAG, summary: 'Archive a reason, or take it back', params, body: archiveBody, answer: reason, does: [`${SETTINGS} archive`] }, async ({ caller, params: { lostReasonId }, body: { isArchived }, now }) => {
    accept(await archiveLostReason(settingsActor(caller), lostReasonId, isArchived, now));
    return answer(await requireReason(caller, lostReasonId));
  }),
];
