import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import type { ContactInput } from '~/domain/contacts/contact-input';
import { contactSchema } from '~/domain/contacts/contact.schema';
import { activeFields } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { createDeal } from '~/domain/deals/create-deal.server';
import type { DealRecord, MoveRefusal } from '~/domain/deals/deal-command';
import { dealSearchParams } from '~/domain/deals/deal-filter';
import { DEAL_LIMITS } from '~/domain/deals/deal-input';
import { dealOrder } from '~/domain/deals/deal-order.server';
import { dealSchema } from '~/domain/deals/deal.schema';
import { DEAL_STATES } from '~/domain/deals/lifecycle';
import { dealCountLimit, listDeals, totalDeals } from '~/domain/deals/list-deals.server';
import { activePipelines, listPipelines } from '~/domain/deals/list-pipelines.server';
import { moveDeal } from '~/domain/deals/move-deal.server';
import { deleteDeal, restoreDeal } from '~/domain/deals/remove-deal.server';
import { updateDeal } from '~/domain/deals/update-deal.server';
import { bulkChangesOperation } from '../ground/bulk-changes';
import { BULK_RECORD, bulkOperation, bulkRow } from '../ground/bulk';
import { currencySums, deal, DEAL_EXAMPLE, dealActor, dealChange, dealFilterQuery, dealInput, dealRow, dealSortQuery, readDealFilter, requireDeal, toDeal, toDealRow, type DealChange, type NewDeal } from './deal-shapes';
import { checkCustomKeys, formValues } from '../ground/form-values';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { pageAnswer, pageOf, pageQuery, readPlace } from '../ground/paging';
import { ApiProblem, invalid } from '../ground/problem';
import { accept, onlySent, readInput, refuse } from '../ground/read-input';
import { amount, created, id, text } from '../ground/schemas';

const TAG = 'Deals';
const params = z.object({ dealId: id });
const FIELDS = { owner: '/ownerId', contact: '/contactId', pipeline: '/pipelineId', amountNeeded: '/amount' };

/** The form of a deal with what was sent in it; what was not sent of an existing deal stands in for the check. */
async function formOf(caller: ApiCaller, sent: DealChange, known: Partial<DealRecord> = {}) {
  const fields = activeFields(await listCustomFields(caller.db, 'DEAL'));
  checkCustomKeys(sent.custom, fields);
  return { schema: dealSchema(fields), values: formValues({ ...known, ...sent, custom: { ...known.custom, ...sent.custom } }, fields) };
}

/** The contact to be made with a deal. Its own custom fields are asked for elsewhere. @throws {ApiProblem} 403, 422 */
function readNewContact({ can }: ApiCaller, sent: NonNullable<NewDeal['newContact']>, ownerId: string | null): ContactInput {
  if (!can('contacts', 'create')) throw new ApiProblem('forbidden');
  const form = z.object({ newContact: contactSchema([]) });
  return readInput(form, { newContact: { kind: 'PERSON', ...sent, ...(ownerId && { ownerId }) } }, 'contacts').newContact;
}

async function create(caller: ApiCaller, { newContact, ...sent }: NewDeal, now: Date): Promise<string> {
  if ((newContact === undefined) === (sent.contactId === undefined)) throw invalid('/contactId', 'required', 'Name a contact, or a new one.');
  const [first] = sent.pipelineId ? [] : activePipelines(await listPipelines(caller.db));
  const { schema, values } = await formOf(caller, { currency: caller.org.currency, ...(first && { pipelineId: first.id }), ...sent });
  const input = newContact
    ? { ...readInput(schema.omit({ contactId: true }), values, 'deals'), newContact: readNewContact(caller, newContact, sent.ownerId ?? null) }
    : readInput(schema, values, 'deals');
  return accept(await createDeal({ actor: dealActor(caller, 'create'), contacts: viewerFor(caller, 'contacts'), input, now }), FIELDS).id;
}

/** @param version null: whichever it has now */
async function change(caller: ApiCaller, dealId: string, { sent, version, now }: { sent: DealChange; version: number | null; now: Date }): Promise<void> {
  const actor = dealActor(caller, 'update');
  const known = await requireDeal(caller, dealId);
  const { schema, values } = await formOf(caller, sent, known);
  const checked = readInput(schema, values, 'deals');
  accept(await updateDeal({ actor, contacts: viewerFor(caller, 'contacts'), dealId, change: onlySent(checked, sent), version: version ?? known.version, now }), FIELDS);
}

function refuseMove(refusal: MoveRefusal): never {
  if (refusal.error !== 'notAllowed') refuse(refusal, { amountRequired: '/amount', lostReasonRequired: '/lostReasonId', lostReasonUnknown: '/lostReasonId', stageUnknown: '/to', stageRequired: '/to' });
  const { current: { state, stageId }, allowed } = refusal;
  const detail = allowed.length > 0 ? `From ${state} a deal can be moved to ${allowed.join(' or ')} alone.` : `A deal that is ${state} stays so.`;
  throw new ApiProblem('conflict', { detail, extra: { code: 'notAllowed', current: { state, stageId }, allowed } });
}

const move = z
  .strictObject({
    to: z.union([z.enum(DEAL_STATES), id]).openapi({ description: 'A state, or the id of a stage of its pipeline. IN_PROGRESS alone: the first stage', example: 'WON' }),
    amount: amount.optional().openapi({ description: 'A new amount; WON needs one' }),
    lostReasonId: id.optional().openapi({ description: 'LOST needs one' }),
    lostNote: text(DEAL_LIMITS.lostNote).optional(),
  })
  .openapi('DealMove', { example: { to: 'WON', amount: '12500.00' } });

export const dealOperations: Operation[] = [
  staffOperation(
    { resource: 'deals', action: 'read' },
    { id: 'deals.list', method: 'get', path: '/deals', tag: TAG, summary: 'List deals', query: z.strictObject({ ...pageQuery, ...dealFilterQuery, ...dealSortQuery }), answer: pageOf(dealRow, 'Deal') },
    async ({ caller, query: { limit }, search, request, now }) => {
      const { filter, fields } = await readDealFilter(caller, search);
      const place = readPlace(search, dealOrder(filter, fields).order);
      return pageAnswer(request, await listDeals(caller.db, { viewer: viewerFor(caller, 'deals'), filter, fields, now, limit, ...place }), place, toDealRow);
    },
  ),
  staffOperation(
    { resource: 'deals', action: 'read' },
    {
      id: 'deals.totals', method: 'get', path: '/deals/totals', tag: TAG, summary: 'Count the deals of a filter and sum them up by currency', query: z.strictObject(dealFilterQuery),
      answer: z.object({ count: z.int().min(0), isMore: z.boolean().openapi({ description: 'There are more than are counted; then there are no sums' }), sums: currencySums }).openapi('DealSums'),
    },
    async ({ caller, search, now }) => {
      const { filter } = await readDealFilter(caller, search);
      const { count, sums } = await totalDeals(caller.db, { viewer: viewerFor(caller, 'deals'), filter, now });
      const limit = dealCountLimit(filter);
      return answer({ count: Math.min(count, limit), isMore: count > limit, sums });
    },
  ),
  staffOperation(
    { resource: 'deals', action: 'create' },
    { id: 'deals.create', method: 'post', path: '/deals', tag: TAG, summary: 'Make a deal', description: 'For a contact, or together with a new one: name contactId or newContact.', body: dealInput.openapi('DealInput', { example: DEAL_EXAMPLE }), answer: created, status: 201, does: ['/deals/new'] },
    async ({ caller, body, now }) => {
      const dealId = await create(caller, body, now);
      return answer({ id: dealId }, { location: `/deals/${dealId}` });
    },
  ),
  staffOperation({ resource: 'deals', action: 'read' }, { id: 'deals.read', method: 'get', path: '/deals/{dealId}', tag: TAG, summary: 'Read a deal', params, answer: deal }, async ({ caller, params: { dealId } }) => {
    const found = await requireDeal(caller, dealId);
    return answer(toDeal(found), { version: found.version });
  }),
  staffOperation(
    { resource: 'deals', action: 'update' },
    { id: 'deals.update', method: 'patch', path: '/deals/{dealId}', tag: TAG, summary: 'Change a deal', description: 'What is not named stays as it is. Its state and stage change by a move.', params, body: dealChange.openapi('DealChange'), answer: deal, needsVersion: true, does: ['/deals/:deal/edit'] },
    async ({ caller, params: { dealId }, body, version, now }) => {
      await change(caller, dealId, { sent: body, version, now });
      const after = await requireDeal(caller, dealId);
      return answer(toDeal(after), { version: after.version });
    },
  ),
  staffOperation(
    { resource: 'deals', action: 'update' },
    {
      id: 'deals.move', method: 'post', path: '/deals/{dealId}/move', tag: TAG, summary: 'Move a deal to another state or stage', params, body: move, answer: deal, needsVersion: true,
      conflict: 'That state does not follow from its present one; `allowed` names those that do', does: ['/deals move', '/deals/:deal move', '/deal-board'],
    },
    async ({ caller, params: { dealId }, body: { to, ...given }, version, now }) => {
      await requireDeal(caller, dealId);
      const state = DEAL_STATES.find((known) => known === to);
      const moved = await moveDeal(dealActor(caller, 'update'), { dealId, to: state ? { state } : { stageId: to }, ...given, version, now });
      if (!moved.ok) refuseMove(moved);
      const after = await requireDeal(caller, dealId);
      return answer(toDeal(after), { version: after.version });
    },
  ),
  staffOperation(
    { resource: 'deals', action: 'delete' },
    { id: 'deals.delete', method: 'delete', path: '/deals/{dealId}', tag: TAG, summary: 'Put a deal into the trash', params, needsVersion: true, does: ['/deals delete', '/deals/:deal delete'] },
    async ({ caller, params: { dealId }, version, now }) => {
      accept(await deleteDeal({ actor: dealActor(caller, 'delete'), dealId, version, now }));
      return done();
    },
  ),
  staffOperation(
    { resource: 'deals', action: 'delete' },
    { id: 'deals.restore', method: 'post', path: '/deals/{dealId}/restore', tag: TAG, summary: 'Take a deal out of the trash', params, conflict: 'Its contact lies in the trash and has to come back first', does: ['/deals restore'] },
    async ({ caller, params: { dealId }, now }) => {
      accept(await restoreDeal({ organizationId: caller.org.id, userId: caller.user.id }, dealId, now));
      return done();
    },
  ),
  bulkChangesOperation({
    resource: 'deals', tag: TAG, query: z.strictObject(dealFilterQuery),
    toSearch: async (caller, search) => dealSearchParams((await readDealFilter(caller, search)).filter),
    does: ['/deals bulk.owner', '/deals bulk.addTag', '/deals bulk.removeTag', '/deals bulk.custom'],
  }),
  bulkOperation({
    id: 'deals.bulk', path: '/deals', tag: TAG, need: { resource: 'deals', action: 'read' },
    row: bulkRow(dealInput, dealChange, BULK_RECORD),
    does: ['/deals bulk.trash'],
    async run({ caller, now }, row) {
      if (row.do === 'create') {
        const { do: _do, ...sent } = row;
        return { id: await create(caller, sent, now) };
      }
      if (row.do === 'delete') accept(await deleteDeal({ actor: dealActor(caller, 'delete'), dealId: row.id, version: row.version ?? null, now }));
      else {
        const { do: _do, id: dealId, version, ...sent } = row;
        await change(caller, dealId, { sent, version: version ?? null, now });
      }
      return { id: row.id };
    },
  }),
];
