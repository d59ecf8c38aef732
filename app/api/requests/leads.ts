import { z } from '@hono/zod-openapi';
import { viewerFor } from '~/domain/accounts/reach.server';
import { ANSWER_FILTERS, LEAD_SORTS, parseLeadFilter, PERIODS, STATE_FILTERS } from '~/domain/leads/lead-filter';
import { PRIORITIES } from '~/domain/leads/lead-options';
import { LEAD_ORDERS } from '~/domain/leads/lead-order';
import { listLeads } from '~/domain/leads/list-leads.server';
import { describeLead, lead, points, priority, requireLead, state } from './lead-answer';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { pageAnswer, pageOf, pageQuery, readPlace } from '../ground/paging';
import { day, id, moment, several, text } from '../ground/schemas';

const TAG = 'Leads';
const READ = { resource: 'leads', action: 'read' } as const;

const row = z
  .object({
    id,
    firstName: z.string().openapi({ example: 'Анна' }),
    lastName: z.string().openapi({ example: 'Орлова' }),
    businessNiche: z.string().nullable(),
    serviceId: id,
    assigneeId: id.nullable(),
    state,
    priority,
    score: points,
    ruleScore: points,
    isOverridden: z.boolean(),
    points: z.object({ budget: points, companySize: points, urgency: points }).openapi({ description: 'The parts of the rules’ score' }),
    scoringVersion: z.int(),
    responseDueAt: moment.nullable(),
    respondedAt: moment.nullable(),
    createdAt: moment,
  })
  .openapi('LeadRow');

/** What the list of requests can be narrowed by, as its page's address says it. */
export const leadFilterQuery = {
  q: text(100).optional().openapi({ description: 'Words, part of a phone, e-mail or reference' }),
  state: z.enum(STATE_FILTERS).optional().openapi({ description: 'open (usual): NEW and IN_PROGRESS' }),
  priority: several(z.enum(PRIORITIES), PRIORITIES.length),
  service: id.optional(),
  assignee: z.union([id, z.enum(['me', 'nobody'])]).optional(),
  answer: z.enum(ANSWER_FILTERS).optional().openapi({ description: 'How it stands with its response clock' }),
  period: z.enum(PERIODS).optional(),
  from: day.optional(),
  to: day.optional(),
};

const query = z.strictObject({ ...pageQuery, ...leadFilterQuery, sort: z.enum(LEAD_SORTS).optional().openapi({ description: 'score (usual): highest first, then oldest first; due: least time left first' }) });

export const leadOperations: Operation[] = [
  staffOperation(READ, { id: 'leads.list', method: 'get', path: '/leads', tag: TAG, summary: 'List leads', query, answer: pageOf(row, 'Lead') }, async ({ caller, query: { limit }, search, request, now }) => {
    const filter = parseLeadFilter(search);
    const place = readPlace(search, LEAD_ORDERS[filter.sort]);
    const page = await listLeads(caller.db, { viewer: viewerFor(caller, 'leads'), filter, now, limit, ...place });
    return pageAnswer(request, page, place, ({ budgetPoints, sizePoints, urgencyPoints, ...plain }) => ({ ...plain, points: { budget: budgetPoints, companySize: sizePoints, urgency: urgencyPoints } }));
  }),
  staffOperation(
    READ,
    { id: 'leads.read', method: 'get', path: '/leads/{leadId}', tag: TAG, summary: 'Read a lead', description: 'With the explanation of its score. Those in quarantine too.', params: z.object({ leadId: id }), answer: lead },
    async ({ caller, params: { leadId }, now }) => {
      const found = await requireLead(caller, leadId);
      return answer(await describeLead(caller, found, now), { version: found.version });
    },
  ),
];
