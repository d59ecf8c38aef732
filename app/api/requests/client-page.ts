import { z } from '@hono/zod-openapi';
import { acceptQuote, findClientView } from '~/domain/documents/accept-quote.server';
import { documentPdf } from '~/domain/documents/document-file.server';
import { findSentLead } from '~/domain/leads/public-form.server';
import { seenByClient } from '~/domain/leads/seen-by-client';
import { withdrawLeadConsent } from '~/domain/leads/withdraw-lead-consent.server';
import { ORDER_STATES } from '~/domain/orders/lifecycle';
import { orgDb } from '~/platform/db.server';
import { pdfResponse } from '~/platform/pdf/pdf-response.server';
import { answer, done, publicOperation, type Operation } from '../ground/operation';
import { ApiProblem } from '../ground/problem';
import { accept } from '../ground/read-input';
import { currency, id, moment, money } from '../ground/schemas';

const TAG = 'Client’s page';
const LIMIT = 'clientPage';
const params = z.object({ token: z.string().regex(/^[\w-]{32,43}$/).openapi({ example: 'p3V9c0yqS7w1bGk5Zt8RfXn2LdHmUa4eJoYiQx6TvBs', description: 'The client’s only key' }) });
const fact = z.string().nullable();

const order = z.object({
  number: z.string(),
  state: z.enum(ORDER_STATES),
  start: moment.nullable(),
  end: moment.nullable(),
  quoteAcceptedAt: moment.nullable(),
  quote: z.union([z.object({ id, number: z.string(), total: money, currency }), z.null()]).openapi({ description: 'The offer that stands' }),
});

const sentRequest = z
  .object({
    reference: z.string().openapi({ example: 'K7MPXQ' }),
    state: z.enum(['NEW', 'IN_PROGRESS', 'CONVERTED', 'REJECTED']),
    organization: z.object({ slug: z.string(), name: z.string(), timeZone: z.string().openapi({ example: 'Europe/Moscow' }), contactPhone: fact, contactEmail: fact }),
    createdAt: moment,
    answerDueAt: moment.nullable().openapi({ description: 'Until when an answer is promised' }),
    isAnswered: z.boolean(),
    behaviorConsent: z.boolean(),
    service: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    email: z.string(),
    phone: fact,
    budget: fact,
    companySize: fact,
    deadline: fact,
    comments: fact,
    convenientTime: fact,
    preferredContactMethod: fact,
    files: z.array(z.object({ id, name: z.string(), size: z.int() })),
    order: z.union([order, z.null()]).openapi({ description: 'The work that came of it' }),
  })
  .openapi('SentRequest');

/** The request of a client's token. @throws {ApiProblem} 404 */
async function requireSent(token: string) {
  const found = await findSentLead(token);
  if (!found) throw new ApiProblem('not-found');
  return found;
}

/** The order that came of it with the quote that stands; of what was set aside nothing is shown. */
async function viewOf({ lead, organization }: Awaited<ReturnType<typeof requireSent>>) {
  const view = lead.state === 'SPAM' ? null : await findClientView(orgDb(organization.id), organization.id, lead.id);
  return view && { ...view, quote: view.order.state === 'CANCELLED' ? null : view.quote };
}

export const clientPageOperations: Operation[] = [
  publicOperation(
    { id: 'clientPage.read', method: 'get', path: '/public/requests/{token}', tag: TAG, summary: 'See how a sent lead stands', params, answer: sentRequest },
    async ({ params: { token } }) => {
      const found = await requireSent(token);
      const { id: _id, state, service, responseDueAt, respondedAt, ...facts } = found.lead;
      const { slug, name, timeZone, contactPhone, contactEmail } = found.organization;
      const view = await viewOf(found);
      const seen = seenByClient({ state, responseDueAt, respondedAt }, view !== null);
      return answer({
        ...facts,
        state: seen.state,
        answerDueAt: seen.dueAt,
        isAnswered: respondedAt !== null,
        service: service.name,
        organization: { slug, name, timeZone, contactPhone, contactEmail },
        order: view && {
          number: view.order.number,
          state: view.order.state,
          start: view.order.actualStart ?? view.order.plannedStart,
          end: view.order.actualEnd ?? view.order.plannedEnd,
          quoteAcceptedAt: view.order.quoteAcceptedAt,
          quote: view.quote,
        },
      });
    },
    LIMIT,
  ),
  publicOperation(
    { id: 'clientPage.readQuote', method: 'get', path: '/public/requests/{token}/quote', tag: TAG, summary: 'Get the quote that stands', params, file: ['application/pdf'] },
    async ({ params: { token } }) => {
      const found = await requireSent(token);
      const quote = (await viewOf(found))?.quote;
      const pdf = quote ? await documentPdf(orgDb(found.organization.id), found.organization.id, quote.id) : null;
      if (!pdf) throw new ApiProblem('not-found');
      return pdfResponse(pdf.bytes, pdf.name);
    },
    LIMIT,
  ),
  publicOperation(
    { id: 'clientPage.acceptQuote', method: 'post', path: '/public/requests/{token}/accept-quote', tag: TAG, summary: 'Accept a quote', params, body: z.strictObject({ quoteId: id.openapi({ description: 'The one that the client read' }) }), conflict: 'The work was cancelled or is done, or another quote took the place of this one' },
    async ({ params: { token }, body: { quoteId }, now }) => {
      const { lead, organization } = await requireSent(token);
      if (lead.state === 'SPAM') throw new ApiProblem('not-found');
      accept(await acceptQuote(organization.id, { leadId: lead.id, quoteId }, now), { nothing: new ApiProblem('not-found') });
      return done();
    },
    LIMIT,
  ),
  publicOperation(
    { id: 'clientPage.withdrawConsent', method: 'post', path: '/public/requests/{token}/withdraw-consent', tag: TAG, summary: 'Take back the consent to tie behaviour to the lead', description: 'What was observed is deleted; the lead stays.', params },
    async ({ params: { token }, now }) => {
      const { lead, organization } = await requireSent(token);
      await withdrawLeadConsent(organization.id, lead.id, now);
      return done();
    },
    LIMIT,
  ),
];
