import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { confirmSpam, listQuarantine, releaseLead } from '~/domain/leads/quarantine.server';
import { leadActor, points, priority, requireLead } from './lead-answer';
import { done, staffOperation, type Operation } from '../ground/operation';
import { forwardPage, pageOf, pageQuery } from '../ground/paging';
import { ApiProblem } from '../ground/problem';
import { id, moment } from '../ground/schemas';

const TAG = 'Leads';
const params = z.object({ leadId: id });
const fact = z.string().nullable();

const row = z
  .object({
    id, reference: z.string().openapi({ example: 'K7MPXQ' }), firstName: z.string(), lastName: z.string(), email: z.string(), phone: fact, comments: fact, businessInfo: fact, service: z.string(),
    quarantineReason: z.string().openapi({ example: 'links' }), score: points, priority, createdAt: moment, version: z.int(),
  })
  .openapi('QuarantinedLead');

const query = z.strictObject({ limit: pageQuery.limit, after: id.optional().openapi({ description: 'The last lead of the page before; `next` names it', example: undefined }) });

/** What was set aside is nobody's own. @throws {ApiProblem} 403 for whoever sees only some of the leads */
function requireAll({ reach }: ApiCaller): void {
  if (reach.leads !== 'all') throw new ApiProblem('forbidden');
}

/** A decision about a lead in quarantine. @throws {ApiProblem} 404; 409 when somebody has decided already */
async function decide(decision: typeof releaseLead, caller: ApiCaller, leadId: string, now: Date): Promise<void> {
  requireAll(caller);
  await requireLead(caller, leadId);
  if (!(await decision({ actor: leadActor(caller), leadId, now }))) throw new ApiProblem('conflict', { detail: 'It is not in quarantine any more.', extra: { code: 'alreadyDecided' } });
}

const DECIDED = 'Somebody has decided already';

export const leadQuarantineOperations: Operation[] = [
  staffOperation(
    { resource: 'leads', action: 'read', scope: 'all' },
    { id: 'leads.listQuarantine', method: 'get', path: '/leads/quarantine', tag: TAG, summary: 'List leads that were set aside', description: 'Newest first.', query, answer: pageOf(row, 'QuarantinedLead') },
    async ({ caller, query: { limit, after = null }, request }) => {
      requireAll(caller);
      const { rows, next } = await listQuarantine(caller.db, after, limit);
      return forwardPage(request, rows.map(({ service, quarantineReason, ...plain }) => ({ ...plain, service: service.name, quarantineReason: quarantineReason ?? '' })), next);
    },
  ),
  staffOperation(
    { resource: 'leads', action: 'update', scope: 'all' },
    { id: 'leads.release', method: 'post', path: '/leads/{leadId}/release', tag: TAG, summary: 'Let a lead out of the quarantine', description: 'As if it had come now: its response clock starts, staff are told.', params, conflict: DECIDED, does: ['/leads/:lead release', '/leads/quarantine release'] },
    async ({ caller, params: { leadId }, now }) => {
      await decide(releaseLead, caller, leadId, now);
      return done();
    },
  ),
  staffOperation(
    { resource: 'leads', action: 'update', scope: 'all' },
    { id: 'leads.confirmSpam', method: 'post', path: '/leads/{leadId}/spam', tag: TAG, summary: 'Agree that a lead in quarantine is spam', description: 'It can still be reopened. A lead in the list becomes SPAM by /state.', params, conflict: DECIDED, does: ['/leads/:lead spam', '/leads/quarantine spam'] },
    async ({ caller, params: { leadId }, now }) => {
      await decide(confirmSpam, caller, leadId, now);
      return done();
    },
  ),
];
