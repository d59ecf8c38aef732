import { z } from '@hono/zod-openapi';
import { viewerFor } from '~/domain/accounts/reach.server';
import { canKeepBoth, combineContacts, MERGE_CHOICES, MERGE_FIELDS, type MergeChoices } from '~/domain/contacts/combine-contacts';
import { countRelated } from '~/domain/contacts/count-related.server';
import { listMerges } from '~/domain/contacts/list-merges.server';
import { mergeContacts, unmergeContacts } from '~/domain/contacts/merge-contacts.server';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { contactActor, contactFacts, requireContact } from './contact-shape';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { pageOf, wholeList } from '../ground/paging';
import { ApiProblem, conflict, invalid, type FieldError } from '../ground/problem';
import { accept } from '../ground/read-input';
import { flag, id, moment } from '../ground/schemas';

const TAG = 'Contact merges';
const VERSION_MAX = 2_147_483_647;
const CHANGED = 'One of the two was changed meanwhile';

const seen = z.strictObject({ id, version: z.int().min(1).max(VERSION_MAX).openapi({ description: 'As it was seen', example: 1 }) });
const pair = z
  .strictObject({
    winner: seen.openapi({ description: 'The contact that stays' }),
    loser: seen.openapi({ description: 'The contact that becomes part of it' }),
    choices: z.record(z.string().max(60), z.enum(MERGE_CHOICES)).optional().openapi({
      description: `By field (${MERGE_FIELDS.join(', ')}, custom.<key>): whose value is kept; "both" for phones, emails, tags and notes. What is not named: lists and notes of both, else what the winner has`,
      example: { name: 'winner', phones: 'both' },
    }),
  })
  .openapi('ContactMergeInput');
const merged = z
  .object({
    id: z.union([id, z.null()]).openapi({ description: 'Of the merge, for its undoing; null for a dry run' }),
    contact: contactFacts.openapi({ description: 'What comes of the two' }),
    moved: z.object({ deals: z.int(), orders: z.int(), payments: z.int(), tasks: z.int(), leads: z.int(), activities: z.int(), files: z.int() }).openapi({ description: 'How many records go over to the contact that stays' }),
  })
  .openapi('ContactMerged');
const unmerged = z
  .object({
    winnerId: id, loserId: id, loserName: z.string(),
    kept: z.array(z.string()).openapi({ description: 'Fields of the contact that stayed which were changed since and stay as they are', example: [] }),
    left: z.int().min(0).openapi({ description: 'Records that went elsewhere meanwhile and stay there' }),
  })
  .openapi('ContactUnmerged');
const past = z.object({ id, name: z.string().openapi({ description: 'The contact that became part of this one, as it was called' }), createdAt: moment }).openapi('ContactMerge');

/** @throws {ApiProblem} 422 for fields that are none, and for "both" where only one value fits */
function checkChoices(choices: MergeChoices, fields: readonly CustomField[]): void {
  const known: readonly string[] = [...MERGE_FIELDS, ...fields.map(({ key }) => `custom.${key}`)];
  const errors = Object.entries(choices).flatMap(([field, choice]): FieldError[] => {
    if (!known.includes(field)) return [{ path: `/choices/${field}`, code: 'unknown', message: 'There is no such field.' }];
    return choice === 'both' && !canKeepBoth(field) ? [{ path: `/choices/${field}`, code: 'both', message: 'It holds one value.' }] : [];
  });
  if (errors.length > 0) throw new ApiProblem('validation', { errors });
}

export const contactMergeOperations: Operation[] = [
  staffOperation(
    { resource: 'contacts', action: 'delete' },
    {
      id: 'contactMerges.create', method: 'post', path: '/contact-merges', tag: TAG, summary: 'Make one contact of two', description: 'With all deals, orders, payments, tasks, requests, files and the history of both. dryRun=true: only says what would come of it.',
      query: z.strictObject({ dryRun: flag.optional().openapi({ example: 'false' }) }), body: pair, answer: merged, conflict: `${CHANGED}: \`winner\` and \`loser\` are as they are now`, does: ['/contacts/merge'],
    },
    async ({ caller, query: { dryRun }, body: { winner, loser, choices = {} }, now }) => {
      if (winner.id === loser.id) throw invalid('/loser/id', 'same', 'A contact cannot be merged with itself.');
      const [first, second, fields, moved] = await Promise.all([requireContact(caller, winner.id), requireContact(caller, loser.id), listCustomFields(caller.db, 'CONTACT'), countRelated(caller.db, loser.id)]);
      checkChoices(choices, fields);
      const preview = { contact: toFacts(combineContacts(first, second, choices)), moved };
      if (dryRun) return answer({ id: null, ...preview });
      const result = await mergeContacts({ actor: contactActor(caller, 'delete'), viewer: viewerFor(caller, 'contacts'), winner, loser, choices, now });
      if (!result.ok && result.error === 'stale') throw conflict('stale', CHANGED, { winner: result.winner, loser: result.loser });
      return answer({ id: accept(result).mergeId, ...preview });
    },
  ),
  staffOperation(
    { resource: 'contacts', action: 'read' },
    { id: 'contactMerges.list', method: 'get', path: '/contacts/{contactId}/merges', tag: TAG, summary: 'List what became part of a contact and can be taken apart again', params: z.object({ contactId: id }), answer: pageOf(past, 'ContactMerge') },
    async ({ caller, params: { contactId } }) => {
      await requireContact(caller, contactId);
      return wholeList(await listMerges(caller.db, contactId));
    },
  ),
  staffOperation(
    { resource: 'contacts', action: 'delete' },
    {
      id: 'contactMerges.undo', method: 'post', path: '/contact-merges/{mergeId}/undo', tag: TAG, summary: 'Take a merge apart', params: z.object({ mergeId: id }), answer: unmerged,
      conflict: 'One of the two has been deleted or merged further since', does: ['/contacts/:contact unmerge', '/contacts/duplicates unmerge'],
    },
    async ({ caller, params: { mergeId }, now }) => {
      const { winnerId, loserId, loserName, kept, left } = accept(await unmergeContacts({ actor: contactActor(caller, 'delete'), viewer: viewerFor(caller, 'contacts'), mergeId, now }));
      return answer({ winnerId, loserId, loserName, kept, left });
    },
  ),
];

function toFacts(contact: ReturnType<typeof combineContacts>): z.output<typeof contactFacts> {
  return { ...contact, custom: { ...contact.custom } };
}
