import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { acceptQuote } from '~/domain/documents/accept-quote.server';
import { clearConsentCookie } from '~/domain/behavior/consent-cookie.server';
import { sayPhone } from '~/domain/contacts/say-phone';
import { findSentLead } from '~/domain/leads/public-form.server';
import { sayResponse } from '~/domain/leads/response-words';
import { seenByClient } from '~/domain/leads/seen-by-client';
import { withdrawLeadConsent } from '~/domain/leads/withdraw-lead-consent.server';
import { getFixedT } from '~/platform/i18n.server';
import { useNonce } from '~/ui/nonce';
import browserScripts from 'virtual:browser-scripts';
import { loadClientOrder } from './__load-client-order.server';
import { presentOrganization } from './__load-form.server';
import { notFound } from './__not-found.server';
import { PublicFrame } from './__public-frame';
import { SentRequest } from './__sent-request';

/** Why a quote could not be accepted. */
const PROBLEMS = ['nothing', 'cancelled', 'completed', 'replaced'] as const;

export const handle = { plain: true, i18n: ['state', 'form'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: 'robots', content: 'noindex' },
  // The address is the visitor's key: it must not travel to other sites.
  { name: 'referrer', content: 'same-origin' },
];

export async function loader({ params, request }: LoaderFunctionArgs) {
  const { lead, organization } = (await findSentLead(params.token ?? '')) ?? notFound();
  const t = await getFixedT(request, 'state');
  const { service, state, responseDueAt: _due, respondedAt, ...facts } = lead;
  const [now, query] = [new Date(), new URL(request.url).searchParams];
  const order = state === 'SPAM' ? null : await loadClientOrder(organization.id, lead.id, params.token ?? '');
  const shown = seenByClient(lead, order !== null);
  return data({
    title: t('title', { reference: lead.reference }),
    organization: { ...presentOrganization(organization), id: organization.id, timeZone: organization.timeZone },
    lead: { ...facts, phone: facts.phone && sayPhone(facts.phone), serviceName: service.name, state: shown.state },
    due: shown.dueAt && { at: shown.dueAt, words: sayResponse(shown.dueAt, now, organization.timeZone) },
    isAnswered: respondedAt !== null,
    isWithdrawn: query.has('withdrawn'),
    order,
    problem: PROBLEMS.find((problem) => problem === query.get('problem')) ?? null,
    script: browserScripts['public-form']?.path,
  });
}

export async function action({ params, request }: ActionFunctionArgs) {
  const { lead, organization } = (await findSentLead(params.token ?? '')) ?? notFound();
  const form = await request.formData();
  switch (form.get('intent')) {
    case 'withdraw':
      await withdrawLeadConsent(organization.id, lead.id, new Date());
      return redirect(`/t/${params.token}?withdrawn`, { status: 303, headers: { 'Set-Cookie': clearConsentCookie() } });
    case 'accept': {
      // of what was set aside nothing is shown that could be accepted
      if (lead.state === 'SPAM') notFound();
      const accepted = await acceptQuote(organization.id, { leadId: lead.id, quoteId: String(form.get('quote')) }, new Date());
      return redirect(`/t/${params.token}${accepted.ok ? '' : `?problem=${accepted.error}`}`, 303);
    }
    default:
      throw new Response('Unknown intent', { status: 400 });
  }
}

export default function StatePage() {
  const page = useLoaderData<typeof loader>();
  const nonce = useNonce();
  return (
    <PublicFrame organization={page.organization} isNarrow>
      <SentRequest page={page} />
      {page.script ? <script src={page.script} nonce={nonce} defer /> : null}
    </PublicFrame>
  );
}

export { PublicError as ErrorBoundary } from './__public-error';
