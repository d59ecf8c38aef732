import { z } from '@hono/zod-openapi';
import { ensureFormVersion } from '~/domain/behavior/form-version.server';
import { asksForPrivacy } from '~/domain/behavior/privacy-signal';
import { FIELD_MAX } from '~/domain/leads/form-fields';
import { createFormToken, signFormToken } from '~/domain/leads/form-token.server';
import { formTrackKeys } from '~/domain/leads/form-track-keys';
import { COMPANY_SIZES, CONTACT_METHODS, DEADLINES } from '~/domain/leads/lead-options';
import { readLeadSource } from '~/domain/leads/lead-source';
import { publicFormSchema } from '~/domain/leads/public-form.schema';
import { findPublicOrganization, listOfferedServices, type PublicOrganization } from '~/domain/leads/public-form.server';
import { HONEYPOT_FIELD } from '~/domain/leads/spam';
import { spendOnForm, takeRequest } from '~/domain/leads/take-request.server';
import { orgDb } from '~/platform/db.server';
import { languages } from '~/platform/i18n';
import { getLanguage } from '~/platform/i18n.server';
import { answer, publicOperation, type Operation } from '../ground/operation';
import { ApiProblem, invalid } from '../ground/problem';
import { readInput } from '../ground/read-input';
import { filled, id, text } from '../ground/schemas';

const TAG = 'Public form';
const TOKEN_MAX = 6_000;
const SOURCE_MAX = 500;

export const slugParams = z.object({ slug: z.string().regex(/^[a-z0-9-]{1,60}$/).openapi({ example: 'demo', description: 'Of the organisation' }) });

/** @throws {ApiProblem} 404 */
export async function requirePublicOrganization(slug: string): Promise<PublicOrganization> {
  const organization = await findPublicOrganization(slug);
  if (!organization) throw new ApiProblem('not-found');
  return organization;
}

const form = z
  .object({
    organization: z.object({ slug: z.string(), name: z.string(), intro: z.string().nullable(), contactPhone: z.string().nullable(), contactEmail: z.string().nullable() }),
    services: z.array(z.object({ id, name: z.string(), description: z.string().nullable() })).openapi({ description: 'What is offered at this moment, in its order' }),
    token: z.string().openapi({ description: 'Remembers when the form was shown: send it with the lead' }),
    viewId: z.uuid().openapi({ description: 'Of this opening, for behavior-metrics' }),
    formVersion: z.string().openapi({ description: 'For behavior-metrics' }),
  })
  .openapi('PublicForm');

const optional = (max: number) => text(max).nullable().optional();
const source = text(SOURCE_MAX).optional();
const input = z
  .strictObject({
    firstName: filled(FIELD_MAX.firstName),
    lastName: filled(FIELD_MAX.lastName),
    middleName: optional(FIELD_MAX.middleName),
    email: filled(FIELD_MAX.email),
    phone: optional(FIELD_MAX.phone),
    serviceId: id,
    businessInfo: optional(FIELD_MAX.businessInfo),
    businessNiche: optional(FIELD_MAX.businessNiche),
    companySize: z.enum(COMPANY_SIZES).nullable().optional(),
    budget: optional(FIELD_MAX.budget),
    deadline: z.enum(DEADLINES).nullable().optional(),
    convenientTime: optional(FIELD_MAX.convenientTime),
    preferredContactMethod: z.enum(CONTACT_METHODS).nullable().optional(),
    comments: optional(FIELD_MAX.comments),
    privacyConsent: z.literal(true).openapi({ description: 'The client agreed to the processing of personal data' }),
    behaviorConsent: z.boolean().optional(),
    locale: z.enum(languages).optional(),
    source: z.strictObject({ utm_source: source, utm_medium: source, utm_campaign: source, utm_term: source, utm_content: source, referrer: source }).optional(),
    token: text(TOKEN_MAX).optional().openapi({ description: 'From GET /public/{slug}/form. With it the lead is judged by how long the form was open, and a second sending is known as such' }),
    [HONEYPOT_FIELD]: text(FIELD_MAX.comments).optional().openapi({ description: 'For a field that people never see; filled in, the lead is set aside' }),
  })
  .openapi('PublicLead', {
    example: {
      firstName: 'Анна', lastName: 'Орлова', email: 'anna@example.com', phone: '+7 916 123-45-67', serviceId: '01942f3e-8a6b-7c1d-9e2f-3a4b5c6d7e8f', companySize: '50-100',
      budget: '1,5 млн', deadline: '2w', comments: 'Котлован 20 на 30 метров', privacyConsent: true, source: { utm_source: 'partner' },
    },
  });

const sent = z.object({ token: z.string().openapi({ description: 'Of the client’s own page', example: 'p3V9c0yqS7w1bGk5Zt8RfXn2LdHmUa4eJoYiQx6TvBs' }), page: z.string().openapi({ example: 'https://teplo.example/t/p3V9c0yqS7w1bGk5Zt8RfXn2LdHmUa4eJoYiQx6TvBs' }) }).openapi('SentLead');

export const publicLeadOperations: Operation[] = [
  publicOperation({ id: 'publicForm.read', method: 'get', path: '/public/{slug}/form', tag: TAG, summary: 'Open the public form', params: slugParams, answer: form }, async ({ params: { slug }, now }) => {
    const organization = await requirePublicOrganization(slug);
    const { id: organizationId, name, formIntro, contactPhone, contactEmail } = organization;
    const token = createFormToken(organizationId, null, now);
    const [services, formVersion] = await Promise.all([listOfferedServices(orgDb(organizationId)), ensureFormVersion(organizationId, formTrackKeys)]);
    return answer({ organization: { slug, name, intro: formIntro, contactPhone, contactEmail }, services, token: signFormToken(token), viewId: token.viewId, formVersion });
  }),
  publicOperation(
    {
      id: 'publicForm.send', method: 'post', path: '/public/{slug}/leads', tag: TAG, summary: 'Send a lead',
      description: 'As the public form does: scored, timed and kept once. The same phone or e-mail for the same service within ten minutes is counted on the first lead. What looks like spam is set aside for people to look at and answered like any other. The form and this operation share one limit per address.',
      params: slugParams, body: input, answer: sent, status: 201,
    },
    async ({ params: { slug }, body, request, context, now }) => {
      const wait = await spendOnForm(context.clientAddress);
      if (wait > 0) throw new ApiProblem('too-many-requests', { headers: { 'Retry-After': String(wait) } });
      const { id: organizationId } = await requirePublicOrganization(slug);
      const { token = null, [HONEYPOT_FIELD]: honeypot = null, source: { referrer = null, ...utm } = {}, locale, ...typed } = body;
      const given = Object.entries(utm).filter((entry): entry is [string, string] => entry[1] !== undefined);
      const taken = await takeRequest({
        organizationId,
        form: readInput(publicFormSchema, typed, 'form'),
        uploads: [],
        token: { text: token, isRequired: false },
        honeypot,
        address: context.clientAddress,
        isPrivate: asksForPrivacy(request),
        locale: locale ?? (await getLanguage(request)),
        source: readLeadSource(new URLSearchParams(given), referrer, context.origin),
        now,
      });
      if (!taken.ok) throw invalid('/serviceId', 'choice', 'This service is not offered.');
      context.log.info({ leadId: taken.leadId, outcome: taken.outcome }, 'request taken');
      const { publicToken } = taken;
      return answer({ token: publicToken, page: `${context.origin}/t/${publicToken}` }, { location: `/public/requests/${publicToken}` });
    },
  ),
];
