import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import type { Action } from '~/domain/accounts/permissions';
import { viewerFor } from '~/domain/accounts/reach.server';
import type { ContactActor } from '~/domain/contacts/contact-command';
import { parseContactFilter, type ContactFilter } from '~/domain/contacts/contact-filter';
import { CONTACT_KINDS, CONTACT_LIMITS, MAX_WAYS } from '~/domain/contacts/contact-input';
import { findContact, type ContactRecord } from '~/domain/contacts/contact-record.server';
import { activeFields, type CustomField } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { RECORD_PERIODS } from '~/domain/periods/period';
import { MAX_TAG_LENGTH } from '~/domain/tags/tags';
import { customQuery, withCustomConditions } from '../ground/custom-filter';
import { checkSort } from '../ground/paging';
import { ApiProblem, invalid } from '../ground/problem';
import { customValues, day, filled, id, moment, several, tags, text } from '../ground/schemas';

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
export const contactRow = z.object({ id, ...facts, ...moments }).omit({ bankName: true, bik: true, bankAccount: true, correspondentAccount: true }).openapi('ContactRow');
/** What can be written of a contact, and what of it a merge combines. */
export const contactFacts = z.object({ ...facts, notes });
export const contact = z.object({ id, ...facts, notes, createdById: id.nullable(), ...moments, version: z.int() }).openapi('Contact');
export const contactChange = z.strictObject({ ...facts, notes }).partial();
export const contactInput = contactChange.required({ kind: true, name: true });

/** Filters of the list, without its pages and its order. */
export const contactFilterQuery = {
  q: text(100).optional().openapi({ description: 'Words, part of a phone, e-mail or INN' }),
  match: z.enum(['similar']).optional().openapi({ description: 'Words that are nearly those of q are found too' }),
  kind: z.enum(CONTACT_KINDS).optional(),
  tag: several(filled(MAX_TAG_LENGTH), 10).openapi({ description: 'All of them', type: 'array', items: { type: 'string' } }),
  city: text(CONTACT_LIMITS.city).optional(),
  owner: z.union([id, z.enum(['me', 'mine', 'nobody'])]).optional().openapi({ description: 'mine: owned or made by me' }),
  source: text(CONTACT_LIMITS.source).optional().openapi({ description: '-: none is written down' }),
  period: z.enum(RECORD_PERIODS).optional().openapi({ description: 'When they were made' }),
  from: day.optional(),
  to: day.optional(),
  hasDeals: z.enum(['yes', 'no']).optional(),
  custom: customQuery,
};

export async function contactFields({ db }: ApiCaller): Promise<CustomField[]> {
  return activeFields(await listCustomFields(db, 'CONTACT'));
}

/** The filter of an address as the interface's list has it in its own. @throws {ApiProblem} 422 */
export async function contactSearch(caller: ApiCaller, search: URLSearchParams): Promise<URLSearchParams> {
  if (search.has('match') && !search.get('q')?.trim()) throw invalid('query.match', 'words', 'Name in q what to look for.');
  return withCustomConditions(search, await contactFields(caller));
}

/** @throws {ApiProblem} 422 for what the interface would pass over */
export async function readContactFilter(caller: ApiCaller, search: URLSearchParams): Promise<{ filter: ContactFilter; fields: CustomField[] }> {
  const fields = await contactFields(caller);
  const filter = parseContactFilter(await contactSearch(caller, search), fields);
  checkSort(search, filter.sort);
  return { filter, fields };
}

/** @throws {ApiProblem} 403 */
export function contactActor({ org, user, can }: ApiCaller, action: Action): ContactActor {
  const scope = can('contacts', action);
  if (!scope) throw new ApiProblem('forbidden');
  return { organizationId: org.id, userId: user.id, scope };
}

/** @throws {ApiProblem} 404 */
export async function requireContact(caller: ApiCaller, contactId: string): Promise<ContactRecord> {
  const found = await findContact(caller.db, viewerFor(caller, 'contacts'), contactId);
  if (!found) throw new ApiProblem('not-found');
  return found;
}
