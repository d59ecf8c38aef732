import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import type { Action, Scope } from '~/domain/accounts/permissions';
import { viewerFor } from '~/domain/accounts/reach.server';
import { BODY_MAX, DURATION_MAX, LOGGED_KINDS } from '~/domain/activities/activity-kinds';
import { activityEditSchema, activitySchema, pastMoment } from '~/domain/activities/activity.schema';
import { deleteActivity, editActivity, restoreActivity } from '~/domain/activities/change-activity.server';
import { findActivity, type ActivityRecord } from '~/domain/activities/find-activity.server';
import { listActivities, TIMELINE_ORDER } from '~/domain/activities/list-activities.server';
import { logActivity } from '~/domain/activities/log-activity.server';
import type { Subject } from '~/domain/activities/subject';
import { findContact } from '~/domain/contacts/contact-record.server';
import { findDeal } from '~/domain/deals/deal-record.server';
import { findLead } from '~/domain/leads/lead-detail.server';
import { findOrder } from '~/domain/orders/order-record.server';
import { orderViewer } from '~/domain/orders/order-viewer.server';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { pageAnswer, pageOf, pageQuery, readPlace } from '../ground/paging';
import { ApiProblem, invalid } from '../ground/problem';
import { accept, readInput } from '../ground/read-input';
import { created, id, instant, moment, several, text } from '../ground/schemas';

const TAG = 'Activities';
const KINDS = [...LOGGED_KINDS, 'SYSTEM'] as const;
const PAGES = ['/leads/:lead', '/contacts/:contact', '/deals/:deal', '/orders/:order'];
const formsOf = (intent: string) => PAGES.map((page) => `${page} ${intent}`);
const params = z.object({ activityId: id });

const linkId = id.nullable().openapi({ example: null });
const entry = z
  .object({
    id,
    kind: z.enum(KINDS).openapi({ description: 'SYSTEM lines write themselves' }),
    event: z.string().nullable().openapi({ description: 'Of SYSTEM lines', example: null }),
    data: z.unknown().openapi({ description: 'What belongs to the event', type: ['object', 'null'], example: null }),
    body: z.string().nullable(),
    durationMin: z.int().nullable().openapi({ example: 10 }),
    authorId: id.nullable(),
    occurredAt: moment,
    editedAt: moment.nullable(),
    version: z.int(),
    leadId: linkId, contactId: linkId, dealId: linkId.openapi({ example: '01942f3e-8a6b-7c1d-9e2f-3a4b5c6d7e8f' }), orderId: linkId,
  })
  .openapi('Activity');

const body = text(BODY_MAX).openapi({ example: 'Договорились о замере в четверг' });
const durationMin = z.int().min(1).max(DURATION_MAX).nullable().openapi({ description: 'Minutes, of calls and meetings', example: 10 });
const subjects = { leadId: id.optional(), contactId: id.optional(), dealId: id.optional(), orderId: id.optional() };
const input = z
  .strictObject({ kind: z.enum(LOGGED_KINDS), body: body.optional(), durationMin: durationMin.optional(), occurredAt: instant.optional().openapi({ description: 'Now when nothing is said' }), ...subjects })
  .openapi('ActivityInput', { example: { kind: 'CALL', body: 'Договорились о замере в четверг', durationMin: 10, dealId: '01942f3e-8a6b-7c1d-9e2f-3a4b5c6d7e8f' } });

type Links = Partial<Record<'leadId' | 'contactId' | 'dealId' | 'orderId', string | null>>;

/** Whether the caller sees the record; null: the role sees none of its kind. */
async function sees(caller: ApiCaller, subject: Subject): Promise<boolean | null> {
  const { db, can } = caller;
  if ('leadId' in subject) return can('leads', 'read') ? (await findLead(db, viewerFor(caller, 'leads'), subject.leadId)) !== null : null;
  if ('contactId' in subject) return can('contacts', 'read') ? (await findContact(db, viewerFor(caller, 'contacts'), subject.contactId)) !== null : null;
  if ('dealId' in subject) return can('deals', 'read') ? (await findDeal(db, viewerFor(caller, 'deals'), subject.dealId)) !== null : null;
  return can('orders', 'read') ? (await findOrder(db, orderViewer(caller), subject.orderId)) !== null : null;
}

/** The records that are named. */
function subjectsOf({ orderId, dealId, leadId, contactId }: Links): Subject[] {
  return [...(orderId ? [{ orderId }] : []), ...(dealId ? [{ dealId }] : []), ...(leadId ? [{ leadId }] : []), ...(contactId ? [{ contactId }] : [])];
}

/** The one record that is named. @throws {ApiProblem} 422 for none or several, 403, 404 */
async function requireSubject(caller: ApiCaller, links: Links, path: string): Promise<Subject> {
  const [subject, second] = subjectsOf(links);
  if (!subject || second) throw invalid(path, 'required', 'Name one record: a lead, a contact, a deal or an order.');
  const isSeen = await sees(caller, subject);
  if (isSeen === null) throw new ApiProblem('forbidden');
  if (!isSeen) throw new ApiProblem('not-found');
  return subject;
}

/** A line, and the record by which the caller sees it. @throws {ApiProblem} 404 */
async function requireActivity(caller: ApiCaller, activityId: string): Promise<{ found: ActivityRecord; subject: Subject }> {
  const found = await findActivity(caller.db, activityId);
  for (const subject of found ? subjectsOf(found) : []) {
    if (found && (await sees(caller, subject))) return { found, subject };
  }
  throw new ApiProblem('not-found');
}

/** The same of a line that people may change. @throws {ApiProblem} 403 for what the system noted */
async function requireLogged(caller: ApiCaller, activityId: string) {
  const known = await requireActivity(caller, activityId);
  if (known.found.kind === 'SYSTEM') throw new ApiProblem('forbidden', { detail: 'What the system noted stays as it is.' });
  return known;
}

function scopeOf({ can }: ApiCaller, action: Action): Scope {
  const scope = can('activities', action);
  if (!scope) throw new ApiProblem('forbidden');
  return scope;
}

/** A line for who sees it by `subject`: an order's lines name nothing else, since who carries it out may not see the rest. */
function toEntry({ id: key, kind, event, data, body: said, durationMin: minutes, authorId, occurredAt, editedAt, version, ...links }: Omit<ActivityRecord, 'deletedAt'>, subject: Subject): z.output<typeof entry> {
  const { leadId, contactId, dealId, orderId } = 'orderId' in subject ? { leadId: null, contactId: null, dealId: null, ...subject } : links;
  return { id: key, kind, event, data, body: said, durationMin: minutes, authorId, occurredAt, editedAt, version, leadId, contactId, dealId, orderId };
}

export const activityOperations: Operation[] = [
  staffOperation(
    { resource: 'activities', action: 'read' },
    {
      id: 'activities.list', method: 'get', path: '/activities', tag: TAG, summary: 'List the history of a lead, a contact, a deal or an order', description: 'The newest first. Name one record.',
      query: z.strictObject({ ...pageQuery, lead: id.optional(), contact: id.optional(), deal: id.optional(), order: id.optional(), kind: several(z.enum(KINDS), KINDS.length).openapi({ type: 'array', items: { type: 'string', enum: [...KINDS] } }) }),
      answer: pageOf(entry, 'Activity'),
    },
    async ({ caller, query, search, request }) => {
      const subject = await requireSubject(caller, { leadId: query.lead, contactId: query.contact, dealId: query.deal, orderId: query.order }, 'query.deal');
      const { org, user, reach } = caller;
      const place = readPlace(search, TIMELINE_ORDER);
      const page = await listActivities(caller.db, { organizationId: org.id, subject, viewer: { userId: user.id, leads: reach.leads, deals: reach.deals }, kinds: query.kind ?? [], limit: query.limit, ...place });
      return pageAnswer(request, page, place, (row) => toEntry(row, subject));
    },
  ),
  staffOperation(
    { resource: 'activities', action: 'create' },
    { id: 'activities.create', method: 'post', path: '/activities', tag: TAG, summary: 'Log a note, a call, a message or a meeting', description: 'About one record. The first call, message or meeting about a lead stops its response clock.', body: input, answer: created, status: 201, does: formsOf('activity-log') },
    async ({ caller, body: { occurredAt, leadId, contactId, dealId, orderId, ...sent }, now }) => {
      const subject = await requireSubject(caller, { leadId, contactId, dealId, orderId }, '/dealId');
      const logged = readInput(activitySchema({ timeZone: caller.org.timeZone, now }), sent, 'activities');
      const at = occurredAt ? pastMoment(occurredAt, now) : now;
      if (!at) throw invalid('/occurredAt', 'future', 'This is yet to come.');
      const made = await logActivity({ ...logged, occurredAt: at, organizationId: caller.org.id, subject, authorId: caller.user.id, now });
      if (!made) throw new ApiProblem('not-found');
      return answer({ id: made }, { location: `/activities/${made}` });
    },
  ),
  staffOperation({ resource: 'activities', action: 'read' }, { id: 'activities.read', method: 'get', path: '/activities/{activityId}', tag: TAG, summary: 'Read a line of a history', params, answer: entry }, async ({ caller, params: { activityId } }) => {
    const { found, subject } = await requireActivity(caller, activityId);
    if (found.deletedAt) throw new ApiProblem('not-found');
    return answer(toEntry(found, subject), { version: found.version });
  }),
  staffOperation(
    { resource: 'activities', action: 'update' },
    { id: 'activities.update', method: 'patch', path: '/activities/{activityId}', tag: TAG, summary: 'Rewrite what was logged', params, body: z.strictObject({ body, durationMin }).partial().openapi('ActivityChange'), answer: entry, needsVersion: true, does: formsOf('activity-edit') },
    async ({ caller, params: { activityId }, body: sent, version, now }) => {
      const { found, subject } = await requireLogged(caller, activityId);
      if (found.deletedAt) throw new ApiProblem('not-found');
      const edit = readInput(activityEditSchema.omit({ id: true, version: true }), { body: found.body, durationMin: found.durationMin, ...sent }, 'activities');
      accept(await editActivity({ organizationId: caller.org.id, userId: caller.user.id, scope: scopeOf(caller, 'update'), id: activityId, subject, version, now, ...edit }), { empty: '/body' });
      const after = await requireActivity(caller, activityId);
      return answer(toEntry(after.found, subject), { version: after.found.version });
    },
  ),
  staffOperation({ resource: 'activities', action: 'delete' }, { id: 'activities.delete', method: 'delete', path: '/activities/{activityId}', tag: TAG, summary: 'Take out what was logged', params, needsVersion: true, does: formsOf('activity-delete') }, async ({ caller, params: { activityId }, version, now }) => {
    const { found, subject } = await requireLogged(caller, activityId);
    if (found.deletedAt) throw new ApiProblem('not-found');
    accept(await deleteActivity({ organizationId: caller.org.id, userId: caller.user.id, scope: scopeOf(caller, 'delete'), id: activityId, subject, version, now }));
    return done();
  }),
  staffOperation(
    { resource: 'activities', action: 'delete' },
    { id: 'activities.restore', method: 'post', path: '/activities/{activityId}/restore', tag: TAG, summary: 'Bring back what was taken out', params, conflict: 'Somebody changed it at the same moment', does: formsOf('activity-restore') },
    async ({ caller, params: { activityId }, now }) => {
      const { found, subject } = await requireLogged(caller, activityId);
      if (!found.deletedAt) return done();
      const change = { organizationId: caller.org.id, userId: caller.user.id, scope: scopeOf(caller, 'delete'), id: activityId, subject, version: found.version, now };
      accept(await restoreActivity(change), { stale: new ApiProblem('conflict') });
      return done();
    },
  ),
];
