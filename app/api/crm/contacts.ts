import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import type { ContactInput } from '~/domain/contacts/contact-input';
import { contactOrder } from '~/domain/contacts/contact-order.server';
import type { ContactRecord } from '~/domain/contacts/contact-record.server';
import { listContactWords } from '~/domain/contacts/contact-words.server';
import { contactSchema } from '~/domain/contacts/contact.schema';
import { createContact } from '~/domain/contacts/create-contact.server';
import { findDuplicates } from '~/domain/contacts/duplicates.server';
import { contactCountLimit, countContacts, listContacts } from '~/domain/contacts/list-contacts.server';
import { deleteContact, restoreContact } from '~/domain/contacts/remove-contact.server';
import { updateContact } from '~/domain/contacts/update-contact.server';
import { readCustomValues } from '~/domain/custom-fields/custom-field';
import { balanceOfContact } from '~/domain/payments/contact-balance.server';
import { bulkOperation, bulkRow } from '../ground/bulk';
import { bulkChangesOperation } from '../ground/bulk-changes';
import { contact, contactActor, contactChange, contactFields, contactFilterQuery, contactInput, contactRow, contactSearch, readContactFilter, requireContact } from './contact-shape';
import { checkCustomKeys, formValues } from '../ground/form-values';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { pageAnswer, pageOf, pageQuery, readPlace, wholeList } from '../ground/paging';
import { ApiProblem, conflict } from '../ground/problem';
import { accept, onlySent, readInput } from '../ground/read-input';
import { amount, created, currency, flag, id } from '../ground/schemas';

const TAG = 'Contacts';
const params = z.object({ contactId: id });
const LINKED = 'Deals or orders are linked to it';

/** Checked as the form checks it; what was not sent of an existing contact stands in for the check. */
async function readContact(caller: ApiCaller, sent: z.output<typeof contactChange>, known: Partial<ContactRecord> = {}): Promise<ContactInput> {
  const fields = await contactFields(caller);
  checkCustomKeys(sent.custom, fields);
  const custom = { ...known.custom, ...sent.custom };
  return readInput(contactSchema(fields), formValues({ ...known, ...sent, custom }, fields), 'contacts');
}

interface Create {
  sent: z.output<typeof contactInput>;
  /** Refused when somebody has its phone, e-mail or INN. */
  isUnique?: boolean;
  now: Date;
}

async function create(caller: ApiCaller, { sent, isUnique, now }: Create): Promise<{ id: string }> {
  const actor = contactActor(caller, 'create');
  const input = await readContact(caller, sent);
  const duplicates = isUnique ? await findDuplicates(caller.db, viewerFor(caller, 'contacts'), input) : [];
  if (duplicates.length > 0) throw conflict('duplicates', 'There are contacts with the same phone, e-mail or INN.', { duplicates });
  const made = accept(await createContact({ actor, input, now }), { owner: '/ownerId' });
  return { id: made.id };
}

/** @param version null: whichever it has now */
async function change(caller: ApiCaller, contactId: string, { sent, version, now }: { sent: z.output<typeof contactChange>; version: number | null; now: Date }): Promise<void> {
  const actor = contactActor(caller, 'update');
  const known = await requireContact(caller, contactId);
  const checked = await readContact(caller, sent, known);
  accept(await updateContact({ actor, viewer: viewerFor(caller, 'contacts'), contactId, change: onlySent(checked, sent), version: version ?? known.version, now }), { owner: '/ownerId' });
}

async function remove(caller: ApiCaller, contactId: string, now: Date): Promise<void> {
  const dealViewer = caller.can('deals', 'read') ? viewerFor(caller, 'deals') : null;
  const result = await deleteContact({ actor: contactActor(caller, 'delete'), viewer: viewerFor(caller, 'contacts'), contactId, dealViewer, now });
  if (!result.ok && result.error === 'hasDeals') throw conflict('hasDeals', LINKED, { count: result.count, deals: result.deals.map(({ id: dealId, title }) => ({ id: dealId, title })) });
  if (!result.ok && result.error === 'hasOrders') throw conflict('hasOrders', LINKED, { count: result.count, orders: result.orders });
  accept(result);
}

const query = z.strictObject({
  ...pageQuery,
  ...contactFilterQuery,
  sort: z.string().max(80).optional().openapi({ description: 'name, -name, created, -created, updated, activity, relevance, cf.<key>, -cf.<key>', example: '-created' }),
});
const words = z.object({ tags: z.array(z.string()), cities: z.array(z.string()), sources: z.array(z.string()) }).openapi('ContactWords');
const balance = z
  .object({
    currency,
    due: amount.openapi({ description: 'Still to be received for approved and carried out orders' }),
    advance: amount.openapi({ description: 'Paid in advance or too much' }),
    total: amount.openapi({ description: 'Worth of all those orders' }),
    paid: amount,
    dueOrders: z.int().min(0).openapi({ description: 'Orders with something still to be received' }),
  })
  .openapi('ContactBalance');

export const contactOperations: Operation[] = [
  staffOperation({ resource: 'contacts', action: 'read' }, { id: 'contacts.list', method: 'get', path: '/contacts', tag: TAG, summary: 'List contacts', query, answer: pageOf(contactRow, 'Contact') }, async ({ caller, query: { limit }, search, request, now }) => {
    const { filter, fields } = await readContactFilter(caller, search);
    const place = readPlace(search, contactOrder(filter, fields, caller.org.id).order);
    const page = await listContacts(caller.db, { viewer: viewerFor(caller, 'contacts'), filter, fields, now, limit, ...place });
    return pageAnswer(request, page, place, ({ custom, rank: _rank, rankName: _name, sortValue: _value, ...plain }) => ({ ...plain, custom: readCustomValues(custom) }));
  }),
  staffOperation(
    { resource: 'contacts', action: 'read' },
    {
      id: 'contacts.count', method: 'get', path: '/contacts/count', tag: TAG, summary: 'Count the contacts of a filter', query: z.strictObject(contactFilterQuery),
      answer: z.object({ count: z.int().min(0), isMore: z.boolean().openapi({ description: 'There are more than are counted' }) }).openapi('ContactCount'),
    },
    async ({ caller, search, now }) => {
      const { filter } = await readContactFilter(caller, search);
      const count = await countContacts(caller.db, { viewer: viewerFor(caller, 'contacts'), filter, now });
      const limit = contactCountLimit(filter);
      return answer({ count: Math.min(count, limit), isMore: count > limit });
    },
  ),
  staffOperation({ resource: 'contacts', action: 'read' }, { id: 'contacts.words', method: 'get', path: '/contacts/words', tag: TAG, summary: 'Tags, cities and sources in use, the most used first', answer: words }, async ({ caller, now }) =>
    answer(await listContactWords(caller.db, viewerFor(caller, 'contacts'), now)),
  ),
  staffOperation(
    { resource: 'contacts', action: 'create' },
    {
      id: 'contacts.create', method: 'post', path: '/contacts', tag: TAG, summary: 'Make a contact', body: contactInput.openapi('ContactInput'), answer: created, status: 201, does: ['/contacts/new'],
      query: z.strictObject({ unique: flag.optional().openapi({ description: 'Refuse when another contact has its phone, e-mail or INN', example: 'false' }) }),
      conflict: 'With unique=true: others have its phone, e-mail or INN; `duplicates` names them',
    },
    async ({ caller, query: { unique }, body, now }) => {
      const made = await create(caller, { sent: body, isUnique: unique, now });
      return answer(made, { location: `/contacts/${made.id}` });
    },
  ),
  staffOperation({ resource: 'contacts', action: 'read' }, { id: 'contacts.read', method: 'get', path: '/contacts/{contactId}', tag: TAG, summary: 'Read a contact', params, answer: contact }, async ({ caller, params: { contactId } }) => {
    const found = await requireContact(caller, contactId);
    return answer(found, { version: found.version });
  }),
  staffOperation(
    { resource: 'contacts', action: 'update' },
    { id: 'contacts.update', method: 'patch', path: '/contacts/{contactId}', tag: TAG, summary: 'Change a contact', description: 'What is not named stays as it is.', params, body: contactChange.openapi('ContactChange'), answer: contact, needsVersion: true, does: ['/contacts/:contact/edit'] },
    async ({ caller, params: { contactId }, body, version, now }) => {
      await change(caller, contactId, { sent: body, version, now });
      const after = await requireContact(caller, contactId);
      return answer(after, { version: after.version });
    },
  ),
  staffOperation(
    { resource: 'contacts', action: 'delete' },
    { id: 'contacts.delete', method: 'delete', path: '/contacts/{contactId}', tag: TAG, summary: 'Put a contact into the trash', params, conflict: `${LINKED}; the newest that the caller may see are named`, does: ['/contacts/:contact delete'] },
    async ({ caller, params: { contactId }, now }) => {
      await remove(caller, contactId, now);
      return done();
    },
  ),
  staffOperation(
    { resource: 'contacts', action: 'delete' },
    { id: 'contacts.restore', method: 'post', path: '/contacts/{contactId}/restore', tag: TAG, summary: 'Take a contact out of the trash', params, does: ['/contacts restore'] },
    async ({ caller, params: { contactId }, now }) => {
      if (!(await restoreContact(contactActor(caller, 'delete'), contactId, now))) throw new ApiProblem('not-found');
      return done();
    },
  ),
  staffOperation(
    { resource: 'contacts', action: 'read', also: { resource: 'payments', action: 'read' } },
    { id: 'contacts.balance', method: 'get', path: '/contacts/{contactId}/balance', tag: TAG, summary: 'How a contact stands, by currency', params, answer: pageOf(balance, 'ContactBalance') },
    async ({ caller, params: { contactId } }) => {
      await requireContact(caller, contactId);
      return wholeList(await balanceOfContact(caller.db, caller.org.id, contactId));
    },
  ),
  bulkOperation({
    id: 'contacts.bulk', path: '/contacts', tag: TAG,
    need: { resource: 'contacts', action: 'create', or: { resource: 'contacts', action: 'update' } },
    row: bulkRow(contactInput, contactChange),
    async run({ caller, now }, row) {
      if (row.do === 'create') return create(caller, { sent: row, now });
      if (row.do === 'update') await change(caller, row.id, { sent: row, version: row.version ?? null, now });
      else await remove(caller, row.id, now);
      return { id: row.id };
    },
  }),
  bulkChangesOperation({
    resource: 'contacts', tag: TAG, query: z.strictObject(contactFilterQuery), toSearch: contactSearch,
    does: ['/contacts bulk.owner', '/contacts bulk.addTag', '/contacts bulk.removeTag', '/contacts bulk.custom', '/contacts bulk.trash'],
  }),
];
