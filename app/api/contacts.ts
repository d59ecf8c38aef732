import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/api-caller.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import type { ContactActor } from '~/domain/contacts/contact-command';
import { parseContactFilter } from '~/domain/contacts/contact-filter';
import { CONTACT_KINDS, CONTACT_LIMITS, MAX_WAYS, type ContactInput } from '~/domain/contacts/contact-input';
import { contactOrder } from '~/domain/contacts/contact-order.server';
import { findContact, type ContactRecord } from '~/domain/contacts/contact-record.server';
import { contactSchema } from '~/domain/contacts/contact.schema';
import { createContact } from '~/domain/contacts/create-contact.server';
import { listContacts } from '~/domain/contacts/list-contacts.server';
import { deleteContact, restoreContact } from '~/domain/contacts/remove-contact.server';
import { updateContact } from '~/domain/contacts/update-contact.server';
import type { Action } from '~/domain/accounts/permissions';
import { activeFields } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { bulkOperation, bulkRow } from './bulk';
import { checkCustomKeys, formValues } from './form-values';
import { answer, done, staffOperation, type Operation } from './operation';
import { pageAnswer, pageOf, pageQuery, readPlace } from './paging';
import { ApiProblem } from './problem';
import { accept, onlySent, readInput } from './read-input';
import { created, customValues, filled, id, moment, tags, text } from './schemas';

const TAG = 'Contacts';
const params = z.object({ contactId: id });

const facts = {
  kind: z.enum(CONTACT_KINDS),
  name: filled(CONTACT_LIMITS.name).openapi({ example: 'ООО «Стройпроект»' }),
  contactPerson: text(CONTACT_LIMITS.contactPerson).nullable(),
  phones: z.array(filled(40)).max(MAX_WAYS).openapi({ example: ['+79161234567'] }),
  emails: z.array(filled(255)).max(MAX_WAYS).openapi({ example: ['anna@example.com'] }),
  address: text(CONTACT_LIMITS.address).nullable(),
  city: text(CONTACT_LIMITS.city).nullable().openapi({ example: 'Тверь' }),
  inn: text(20).nullable().openapi({ example: '7707083893' }),
  kpp: text(20).nullable().openapi({ example: '773601001' }),
  bankName: text(CONTACT_LIMITS.bankName).nullable(),
  bik: text(20).nullable().openapi({ example: '044525225' }),
  bankAccount: text(40).nullable().openapi({ example: null }),
  correspondentAccount: text(40).nullable().openapi({ example: null }),
  tags,
  source: text(CONTACT_LIMITS.source).nullable(),
  ownerId: id.nullable().openapi({ example: null }),
  custom: customValues,
};
const notes = text(CONTACT_LIMITS.notes).nullable();
const moments = { createdAt: moment, updatedAt: moment, lastActivityAt: moment.nullable() };
/** What a list can show of a contact. */
const row = z.object({ id, ...facts, ...moments }).omit({ bankName: true, bik: true, bankAccount: true, correspondentAccount: true }).openapi('ContactRow');
const contact = z.object({ id, ...facts, notes, createdById: id.nullable(), ...moments, version: z.int() }).openapi('Contact');
const change = z.strictObject({ ...facts, notes }).partial();
const input = change.required({ kind: true, name: true }).openapi('ContactInput');

function actorOf({ org, user, can }: ApiCaller, action: Action): ContactActor {
  const scope = can('contacts', action);
  if (!scope) throw new ApiProblem('forbidden');
  return { organizationId: org.id, userId: user.id, scope };
}

async function fieldsOf({ db }: ApiCaller) {
  return activeFields(await listCustomFields(db, 'CONTACT'));
}

/** Checked as the form checks it; what was not sent of an existing contact stands in for the check. */
async function readContact(caller: ApiCaller, sent: Partial<z.output<typeof input>>, known: Partial<ContactRecord> = {}): Promise<ContactInput> {
  const fields = await fieldsOf(caller);
  checkCustomKeys(sent.custom, fields);
  const custom = { ...known.custom, ...sent.custom };
  return readInput(contactSchema(fields), formValues({ ...known, ...sent, custom }, fields), 'contacts');
}

async function find(caller: ApiCaller, contactId: string): Promise<ContactRecord> {
  const found = await findContact(caller.db, viewerFor(caller, 'contacts'), contactId);
  if (!found) throw new ApiProblem('not-found');
  return found;
}

const query = z.strictObject({
  ...pageQuery,
  q: text(100).optional().openapi({ description: 'Words, part of a phone, e-mail or INN' }),
  kind: z.enum(CONTACT_KINDS).optional(),
  city: text(CONTACT_LIMITS.city).optional(),
  owner: z.union([id, z.enum(['me', 'mine', 'nobody'])]).optional(),
  source: text(CONTACT_LIMITS.source).optional(),
  hasDeals: z.enum(['yes', 'no']).optional(),
  sort: z.string().max(80).optional().openapi({ description: 'name, -name, created, -created, updated, activity, relevance, cf.<key>, -cf.<key>', example: '-created' }),
});

async function create(caller: ApiCaller, sent: z.output<typeof input>, now: Date): Promise<{ id: string }> {
  const { id } = accept(await createContact({ actor: actorOf(caller, 'create'), input: await readContact(caller, sent), now }), { owner: '/ownerId' });
  return { id };
}

/** @param version null: whichever it has now */
async function update(caller: ApiCaller, contactId: string, sent: z.output<typeof change>, version: number | null, now: Date): Promise<void> {
  const known = await find(caller, contactId);
  const checked = await readContact(caller, sent, known);
  accept(await updateContact({ actor: actorOf(caller, 'update'), viewer: viewerFor(caller, 'contacts'), contactId, change: onlySent(checked, sent), version: version ?? known.version, now }), { owner: '/ownerId' });
}

async function remove(caller: ApiCaller, contactId: string, now: Date): Promise<void> {
  const dealViewer = caller.can('deals', 'read') ? viewerFor(caller, 'deals') : null;
  accept(await deleteContact({ actor: actorOf(caller, 'delete'), viewer: viewerFor(caller, 'contacts'), contactId, dealViewer, now }));
}

export const contactOperations: Operation[] = [
  staffOperation({ resource: 'contacts', action: 'read' }, { id: 'contacts.list', method: 'get', path: '/contacts', tag: TAG, summary: 'List contacts', query, answer: pageOf(row, 'Contact') }, async ({ caller, query: { limit }, search, request, now }) => {
    const fields = await fieldsOf(caller);
    const filter = parseContactFilter(search, fields);
    if (search.has('sort') && search.get('sort') !== filter.sort) throw new ApiProblem('validation', { errors: [{ path: 'query.sort', code: 'unknown', message: 'There is no such order.' }] });
    const place = readPlace(search, contactOrder(filter, fields, caller.org.id).order);
    const page = await listContacts(caller.db, { viewer: viewerFor(caller, 'contacts'), filter, fields, now, limit, ...place });
    return pageAnswer(request, page, place, ({ custom, rank: _rank, rankName: _name, sortValue: _value, ...plain }) => ({ ...plain, custom: custom as z.output<typeof customValues> }));
  }),
  staffOperation({ resource: 'contacts', action: 'create' }, { id: 'contacts.create', method: 'post', path: '/contacts', tag: TAG, summary: 'Make a contact', body: input, answer: created, status: 201, does: ['/contacts/new'] }, async ({ caller, body, now }) => {
    const made = await create(caller, body, now);
    return answer(made, { location: `/contacts/${made.id}` });
  }),
  staffOperation({ resource: 'contacts', action: 'read' }, { id: 'contacts.read', method: 'get', path: '/contacts/{contactId}', tag: TAG, summary: 'Read a contact', params, answer: contact }, async ({ caller, params: { contactId } }) => {
    const found = await find(caller, contactId);
    return answer(found, { version: found.version });
  }),
  staffOperation(
    { resource: 'contacts', action: 'update' },
    { id: 'contacts.update', method: 'patch', path: '/contacts/{contactId}', tag: TAG, summary: 'Change a contact', description: 'What is not named stays as it is.', params, body: change.openapi('ContactChange'), answer: contact, needsVersion: true, does: ['/contacts/:contact/edit'] },
    async ({ caller, params: { contactId }, body, version, now }) => {
      await update(caller, contactId, body, version, now);
      const after = await find(caller, contactId);
      return answer(after, { version: after.version });
    },
  ),
  staffOperation(
    { resource: 'contacts', action: 'delete' },
    { id: 'contacts.delete', method: 'delete', path: '/contacts/{contactId}', tag: TAG, summary: 'Put a contact into the trash', params, conflict: 'Deals or orders are linked to it', does: ['/contacts/:contact delete'] },
    async ({ caller, params: { contactId }, now }) => {
      await remove(caller, contactId, now);
      return done();
    },
  ),
  staffOperation(
    { resource: 'contacts', action: 'delete' },
    { id: 'contacts.restore', method: 'post', path: '/contacts/{contactId}/restore', tag: TAG, summary: 'Take a contact out of the trash', params, does: ['/contacts restore'] },
    async ({ caller, params: { contactId }, now }) => {
      if (!(await restoreContact(actorOf(caller, 'delete'), contactId, now))) throw new ApiProblem('not-found');
      return done();
    },
  ),
  bulkOperation({
    id: 'contacts.bulk', path: '/contacts', tag: TAG,
    need: { resource: 'contacts', action: 'create', or: { resource: 'contacts', action: 'update' } },
    row: bulkRow(input, change),
    async run({ caller, now }, row) {
      if (row.do === 'create') return create(caller, row, now);
      if (row.do === 'update') await update(caller, row.id, row, row.version ?? null, now);
      else await remove(caller, row.id, now);
      return { id: row.id };
    },
  }),
];
