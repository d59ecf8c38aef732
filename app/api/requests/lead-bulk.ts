import { z } from '@hono/zod-openapi';
import { assignLeads, BULK_MAX, changeLeadStates, explainSkipped, type SkipReason } from '~/domain/leads/bulk-leads.server';
import { cleanText } from '~/domain/leads/clean-text';
import { parseLeadFilter, toSearchParams } from '~/domain/leads/lead-filter';
import { REJECT_REASON_MAX } from '~/domain/leads/lifecycle';
import { bulkResult } from '../ground/bulk';
import { bulkChangesOperation } from '../ground/bulk-changes';
import { leadActor } from './lead-answer';
import { leadFilterQuery } from './leads';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { ApiProblem } from '../ground/problem';
import { accept } from '../ground/read-input';
import { filled, id } from '../ground/schemas';

const TAG = 'Leads';
const ids = z.array(id).min(1).max(BULK_MAX);

const body = z
  .discriminatedUnion('do', [
    z.strictObject({ do: z.literal('assign'), ids, assigneeId: id.nullable() }),
    z.strictObject({ do: z.literal('reject'), ids, reason: filled(REJECT_REASON_MAX) }),
    z.strictObject({ do: z.literal('spam'), ids }),
  ])
  .openapi('LeadsBulk');

const done = z.object({ batchId: z.uuid().openapi({ description: 'For POST /leads/undo' }), results: z.array(bulkResult) }).openapi('LeadsBulkDone');

const PROBLEMS: Record<SkipReason, ApiProblem> = {
  notFound: new ApiProblem('not-found'),
  forbidden: new ApiProblem('forbidden'),
  notAllowed: new ApiProblem('conflict', { detail: 'Its state does not lead there.', extra: { code: 'notAllowed' } }),
};

export const leadBulkOperations: Operation[] = [
  staffOperation(
    { resource: 'leads', action: 'update' },
    {
      id: 'leads.bulk', method: 'post', path: '/leads/bulk', tag: TAG, summary: 'Assign or close many', description: `Up to ${BULK_MAX} leads in one transaction, which can be taken back by its batch. Those that cannot go there stay as they are.`,
      body, answer: done, does: ['/leads assign', '/leads reject', '/leads spam'],
    },
    async ({ caller, body: wanted, now, context }) => {
      const actor = leadActor(caller);
      const many = { actor, ids: [...new Set(wanted.ids)], now };
      const result =
        wanted.do === 'assign'
          ? await assignLeads({ ...many, assigneeId: wanted.assigneeId })
          : await changeLeadStates({ ...many, to: wanted.do === 'spam' ? 'SPAM' : 'REJECTED', reason: wanted.do === 'reject' ? cleanText(wanted.reason) : null });
      const { batchId, changedIds } = accept(result, { notAssignable: '/assigneeId', 'transition.reasonRequired': '/reason', 'transition.reasonTooLong': '/reason' });
      const changed = new Set(changedIds);
      const skipped = await explainSkipped(actor, many.ids.filter((one) => !changed.has(one)));
      const results = wanted.ids.map((one, index) => {
        const reason = skipped.get(one);
        // who was given it before keeps it: that is what was asked for
        const isDone = !reason || (wanted.do === 'assign' && reason === 'notAllowed');
        return { index, id: one, ok: isDone, ...(!isDone && { problem: PROBLEMS[reason].describe(context.requestId) }) };
      });
      return answer({ batchId, results });
    },
  ),
  bulkChangesOperation({ resource: 'leads', tag: TAG, query: z.strictObject(leadFilterQuery), toSearch: (_caller, search) => Promise.resolve(toSearchParams(parseLeadFilter(search))), does: ['/leads assign'] }),
];
