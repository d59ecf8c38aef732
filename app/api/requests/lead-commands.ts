import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { assignLead } from '~/domain/leads/assign-lead.server';
import { changeLeadState } from '~/domain/leads/change-state.server';
import { overrideSchema, stateSchema } from '~/domain/leads/lead-command.schema';
import { LEAD_STATES, REJECT_REASON_MAX } from '~/domain/leads/lifecycle';
import { overrideScore, takeBackOverride } from '~/domain/leads/override-score.server';
import { undoBatch } from '~/domain/leads/undo-batch.server';
import { acceptLead, describeLead, lead, leadActor, points, requireLead } from './lead-answer';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { ApiProblem } from '../ground/problem';
import { readInput } from '../ground/read-input';
import { filled, id, text } from '../ground/schemas';

const TAG = 'Leads';
const UPDATE = { resource: 'leads', action: 'update' } as const;
const params = z.object({ leadId: id });

const changed = z
  .object({ batchId: z.uuid().openapi({ description: 'For POST /leads/undo' }), lead })
  .openapi('LeadChanged');

async function after(caller: ApiCaller, leadId: string, now: Date) {
  return describeLead(caller, await requireLead(caller, leadId), now);
}

export const leadCommandOperations: Operation[] = [
  staffOperation(
    UPDATE,
    { id: 'leads.changeState', method: 'post', path: '/leads/{leadId}/state', tag: TAG, summary: 'Move a lead to another state', description: 'REJECTED needs a reason. CONVERTED is reached by /convert alone.', params, body: z.strictObject({ to: z.enum(LEAD_STATES).openapi({ example: 'IN_PROGRESS' }), reason: text(REJECT_REASON_MAX).optional().openapi({ example: undefined }) }).openapi('LeadStateChange'), answer: changed, needsVersion: true, conflict: 'Its state does not lead there', does: ['/leads/:lead state'] },
    async ({ caller, params: { leadId }, body, version, now }) => {
      await requireLead(caller, leadId);
      const { to, reason = null } = readInput(stateSchema.omit({ version: true }), body, 'leads');
      const { batchId } = acceptLead(await changeLeadState({ actor: leadActor(caller), leadId, to, reason, version, now }));
      const moved = await after(caller, leadId, now);
      return answer({ batchId, lead: moved }, { version: moved.version });
    },
  ),
  staffOperation(
    UPDATE,
    { id: 'leads.update', method: 'patch', path: '/leads/{leadId}', tag: TAG, summary: 'Assign a lead', description: 'To a person, or to nobody. What the client said stays as it was said.', params, body: z.strictObject({ assigneeId: id.nullable() }).openapi('LeadUpdate'), answer: changed, needsVersion: true, does: ['/leads/:lead assign'] },
    async ({ caller, params: { leadId }, body: { assigneeId }, version, now }) => {
      await requireLead(caller, leadId);
      const { batchId } = acceptLead(await assignLead({ actor: leadActor(caller), leadId, assigneeId, version, now }), { notAssignable: '/assigneeId' });
      const given = await after(caller, leadId, now);
      return answer({ batchId, lead: given }, { version: given.version });
    },
  ),
  staffOperation(
    UPDATE,
    { id: 'leads.overrideScore', method: 'put', path: '/leads/{leadId}/score', tag: TAG, summary: 'Put a score of one’s own in the place of that of the rules', description: 'Its colour and its response time follow.', params, body: z.strictObject({ score: points.openapi({ example: 90 }), reason: filled(REJECT_REASON_MAX) }).openapi('LeadScoreOverride'), answer: lead, needsVersion: true, does: ['/leads/:lead override'] },
    async ({ caller, params: { leadId }, body, version, now }) => {
      await requireLead(caller, leadId);
      const { score, reason } = readInput(overrideSchema.omit({ version: true }), body, 'leads');
      acceptLead(await overrideScore({ actor: leadActor(caller), leadId, score, reason, version, now }));
      const scored = await after(caller, leadId, now);
      return answer(scored, { version: scored.version });
    },
  ),
  staffOperation(
    UPDATE,
    { id: 'leads.takeBackScore', method: 'delete', path: '/leads/{leadId}/score', tag: TAG, summary: 'Give the score of the rules its place back', params, answer: lead, needsVersion: true, does: ['/leads/:lead takeBack'] },
    async ({ caller, params: { leadId }, version, now }) => {
      await requireLead(caller, leadId);
      acceptLead(await takeBackOverride({ actor: leadActor(caller), leadId, version, now }));
      const scored = await after(caller, leadId, now);
      return answer(scored, { version: scored.version });
    },
  ),
  staffOperation(
    UPDATE,
    {
      id: 'leads.undo', method: 'post', path: '/leads/undo', tag: TAG, summary: 'Take back a change of state or an assignment', description: 'The caller’s own, also of many at once; leads that somebody has changed since stay as they are.',
      body: z.strictObject({ batchId: z.uuid().openapi({ description: 'From the answer of the change' }) }), answer: z.object({ reverted: z.int(), kept: z.int() }), does: ['/leads undo'],
    },
    async ({ caller, body: { batchId }, now }) => {
      const undone = await undoBatch({ actor: leadActor(caller), batchId, now });
      if (!undone) throw new ApiProblem('not-found');
      return answer(undone);
    },
  ),
];
