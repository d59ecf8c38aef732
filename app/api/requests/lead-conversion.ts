import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { CONTACT_LIMITS } from '~/domain/contacts/contact-input';
import { DEAL_LIMITS } from '~/domain/deals/deal-input';
import { conversionSchema, NEW_CONTACT } from '~/domain/leads/conversion.schema';
import { convertRequest, findConvertible, suggestConversion } from '~/domain/leads/conversion.server';
import type { LeadDetail } from '~/domain/leads/lead-detail.server';
import { getFixedT } from '~/platform/i18n.server';
import { acceptLead } from './lead-answer';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { ApiProblem } from '../ground/problem';
import { readInput, refuse } from '../ground/read-input';
import { amount, currency, day, filled, id } from '../ground/schemas';

const TAG = 'Leads';
const UPDATE = { resource: 'leads', action: 'update' } as const;
const params = z.object({ leadId: id });

const suggestion = z
  .object({
    found: z.array(z.object({ id, name: z.string(), city: z.string().nullable(), matched: z.enum(['phone', 'email', 'inn']), value: z.string() })).openapi({ description: 'Contacts that seem to be the client' }),
    contactName: z.string(),
    title: z.string(),
    amount: amount.nullable(),
    currency,
    ownerId: id.nullable(),
    pipelineId: id.nullable(),
    pipelines: z.array(z.object({ id, name: z.string() })),
    people: z.array(z.object({ id, name: z.string() })).openapi({ description: 'Who can own the deal' }),
  })
  .openapi('ConversionSuggestion');

const input = z
  .strictObject({
    contactId: id.nullable().openapi({ example: null, description: 'A contact that is there; null: a new one' }),
    contactName: filled(CONTACT_LIMITS.name).optional(),
    title: filled(DEAL_LIMITS.title).optional(),
    amount: amount.nullable().optional(),
    currency: currency.optional(),
    expectedCloseDay: day.nullable().optional(),
    ownerId: id.nullable().optional().openapi({ example: null }),
    pipelineId: id.optional(),
    order: z.boolean().optional().openapi({ description: 'Make a draft of the work too, with the asked service as its line' }),
  })
  .openapi('Conversion', { example: { contactId: null, title: 'Котлован: Анна Орлова', amount: '1500000.00', order: true } });

const converted = z.object({ contactId: id, dealId: id, orderId: id.nullable(), isNewContact: z.boolean() }).openapi('ConvertedLead');

async function requireConvertible(caller: ApiCaller, leadId: string): Promise<LeadDetail> {
  const found = await findConvertible(caller, leadId);
  if (!found.ok) refuse(found);
  return found.lead;
}

export const leadConversionOperations: Operation[] = [
  staffOperation(UPDATE, { id: 'leads.suggestConversion', method: 'get', path: '/leads/{leadId}/conversion', tag: TAG, summary: 'See what a conversion would begin with', params, answer: suggestion }, async ({ caller, params: { leadId } }) => {
    return answer(await suggestConversion(caller, await requireConvertible(caller, leadId)));
  }),
  staffOperation(
    UPDATE,
    {
      id: 'leads.convert', method: 'post', path: '/leads/{leadId}/convert', tag: TAG, summary: 'Turn a lead into a contact and a deal', description: 'In one transaction; files and history follow. What is not named is as GET /leads/{leadId}/conversion suggests it. Needs the right to make contacts and deals, with `order` to make orders.',
      params, body: input, answer: converted, status: 201, needsVersion: true, conflict: 'It is converted or closed already', does: ['/leads/:lead/convert'],
    },
    async ({ caller, params: { leadId }, body: { contactId, order = false, ...sent }, version, request, now }) => {
      const lead = await requireConvertible(caller, leadId);
      if (order && !caller.can('orders', 'create')) throw new ApiProblem('forbidden');
      const { contactName, title, amount: budget, currency: usual, ownerId, pipelineId } = await suggestConversion(caller, lead);
      const typed = { contactName, title, amount: budget, currency: usual, ownerId, pipelineId, ...sent, contact: contactId ?? NEW_CONTACT, ...(order && { order: 'on' }), version };
      const t = await getFixedT(request, 'deals');
      const result = await convertRequest({ staff: caller, lead, values: readInput(conversionSchema, typed, 'deals'), source: t('convert.source'), now });
      const { ok: _ok, ...made } = acceptLead(result, { contact: '/contactId', owner: '/ownerId', pipeline: '/pipelineId' });
      return answer(made, { location: `/deals/${made.dealId}` });
    },
  ),
];
