import { z } from '@hono/zod-openapi';
import { viewerFor } from '~/domain/accounts/reach.server';
import { CONTACT_KINDS, MAX_WAYS } from '~/domain/contacts/contact-input';
import { declareDistinct, DISTINCT_MAX, undoDistinct } from '~/domain/contacts/distinctions.server';
import { listDuplicateGroups } from '~/domain/contacts/duplicate-groups.server';
import { findDuplicates } from '~/domain/contacts/duplicates.server';
import { isEmail, normalizeEmail } from '~/domain/contacts/email';
import { checkInn } from '~/domain/contacts/inn';
import { normalizePhone } from '~/domain/contacts/phone';
import { contactActor, requireContact } from './contact-shape';
import { done, staffOperation, type Operation } from '../ground/operation';
import { forwardPage, forwardQuery, pageOf, wholeList } from '../ground/paging';
import { ApiProblem, invalid, type FieldError } from '../ground/problem';
import { filled, id, moment } from '../ground/schemas';

const TAG = 'Contact duplicates';
const params = z.object({ contactId: id });
const KEY = /^[pei]:[^\0]{1,258}$/;
const MATCHED = ['phone', 'email', 'inn'] as const;

const shared = {
  matched: z.enum(MATCHED).openapi({ description: 'What they have in common, the first of several' }),
  value: z.string().openapi({ description: 'E.164, lower case, digits', example: '+79161234567' }),
};
const group = z
  .object({
    ...shared,
    members: z.array(
      z.object({
        id, kind: z.enum(CONTACT_KINDS), name: z.string(), contactPerson: z.string().nullable(), phones: z.array(z.string()), emails: z.array(z.string()), city: z.string().nullable(), inn: z.string().nullable(),
        version: z.int(), createdAt: moment, deals: z.int().min(0).openapi({ description: 'How many deals it has' }),
      }),
    ).openapi({ description: 'The oldest first' }),
  })
  .openapi('DuplicateGroup');
const duplicates = pageOf(z.object({ id, name: z.string(), city: z.string().nullable(), ...shared }).openapi('Duplicate'), 'Duplicate');

const asked = z
  .strictObject({
    phones: z.array(filled(40)).max(MAX_WAYS).optional().openapi({ example: ['+79161234567'] }),
    emails: z.array(filled(255)).max(MAX_WAYS).optional().openapi({ example: ['anna@example.com'] }),
    inn: filled(20).optional().openapi({ example: '7707083893' }),
  })
  .openapi('DuplicateQuestion');
const pair = z.strictObject({ contactIds: z.array(id).min(2).max(DISTINCT_MAX) }).openapi('Distinction', { example: { contactIds: ['01942f3e-8a6b-7c1d-9e2f-3a4b5c6d7e8f', '01942f3e-8a6b-7c1d-9e2f-3a4b5c6d7e90'] } });

/** The ways to reach somebody as they are stored. @throws {ApiProblem} 422 for what is none */
function readWays({ phones = [], emails = [], inn = '' }: z.output<typeof asked>): { phones: string[]; emails: string[]; inn: string | null } {
  const errors: FieldError[] = [];
  const wrong = (path: string, code: string, message: string) => void errors.push({ path, code, message });
  const ways = {
    phones: phones.map((typed, index) => normalizePhone(typed) ?? wrong(`/phones/${index}`, 'phone', 'This is no phone number.')).filter((phone) => phone !== undefined),
    emails: emails.map(normalizeEmail),
    inn: inn.replace(/[\s-]/g, '') || null,
  };
  ways.emails.forEach((email, index) => isEmail(email) || wrong(`/emails/${index}`, 'email', 'This is no e-mail address.'));
  if (ways.inn && !checkInn(ways.inn)) wrong('/inn', 'inn', 'This is no INN.');
  if (errors.length > 0) throw new ApiProblem('validation', { errors });
  return ways;
}

/** A key of the table of keys out of a cursor. @throws {ApiProblem} 422 */
function readPlace(after: string | undefined): string | null {
  if (after === undefined) return null;
  const key = Buffer.from(after, 'base64url').toString('utf8');
  if (!KEY.test(key)) throw invalid('query.after', 'cursor', 'This is no place in this list.');
  return key;
}

export const contactDuplicateOperations: Operation[] = [
  staffOperation(
    { resource: 'contacts', action: 'delete' },
    {
      id: 'contactDuplicates.list', method: 'get', path: '/contact-duplicates', tag: TAG, summary: 'List contacts that may be one client', description: 'In groups that share a phone, an e-mail or an INN, 20 a page.',
      query: z.strictObject({ after: forwardQuery.after }), answer: pageOf(group, 'DuplicateGroup'),
    },
    async ({ caller, query: { after }, request }) => {
      const { groups, next } = await listDuplicateGroups(caller.db, viewerFor(caller, 'contacts'), readPlace(after));
      return forwardPage(request, groups.map(({ kind, ...rest }) => ({ matched: kind, ...rest })), next && Buffer.from(next).toString('base64url'));
    },
  ),
  staffOperation(
    { resource: 'contacts', action: 'read' },
    { id: 'contactDuplicates.check', method: 'post', path: '/contact-duplicates/check', tag: TAG, summary: 'Who has these phones, e-mails or this INN', description: 'Before a contact is made. Changes nothing.', body: asked, answer: duplicates },
    async ({ caller, body }) => wholeList(await findDuplicates(caller.db, viewerFor(caller, 'contacts'), readWays(body))),
  ),
  staffOperation(
    { resource: 'contacts', action: 'read' },
    { id: 'contactDuplicates.ofContact', method: 'get', path: '/contacts/{contactId}/duplicates', tag: TAG, summary: 'List contacts that may be the same client as this one', params, answer: duplicates },
    async ({ caller, params: { contactId } }) => {
      const { phones, emails, inn } = await requireContact(caller, contactId);
      return wholeList(await findDuplicates(caller.db, viewerFor(caller, 'contacts'), { phones, emails, inn, exceptId: contactId }));
    },
  ),
  staffOperation(
    { resource: 'contacts', action: 'delete' },
    { id: 'contactDuplicates.distinguish', method: 'post', path: '/contact-duplicates/distinct', tag: TAG, summary: 'Say that contacts are different clients', description: 'Each of them is another than all the others; they are not suspected any more.', body: pair, does: ['/contacts/duplicates distinct'] },
    async ({ caller, body: { contactIds }, now }) => {
      const isDone = await declareDistinct({ actor: contactActor(caller, 'delete'), viewer: viewerFor(caller, 'contacts'), ids: contactIds, now });
      if (!isDone) throw invalid('/contactIds', 'notFound', 'Fewer than two of these contacts are there.');
      return done();
    },
  ),
  staffOperation(
    { resource: 'contacts', action: 'delete' },
    { id: 'contactDuplicates.undistinguish', method: 'post', path: '/contact-duplicates/undistinct', tag: TAG, summary: 'Take back that contacts are different clients', body: pair, does: ['/contacts/duplicates undistinct'] },
    async ({ caller, body: { contactIds } }) => {
      await undoDistinct({ actor: contactActor(caller, 'delete'), ids: contactIds });
      return done();
    },
  ),
];
