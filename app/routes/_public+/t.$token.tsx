import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { clearConsentCookie } from '~/domain/behavior/consent-cookie.server';
import { sayPhone } from '~/domain/contacts/say-phone';
import { findSentLead } from '~/domain/leads/public-form.server';
import { sayResponse } from '~/domain/leads/response-words';
import { withdrawLeadConsent } from '~/domain/leads/withdraw-lead-consent.server';
import { getFixedT } from '~/platform/i18n.server';
import { useNonce } from '~/ui/nonce';
import browserScripts from 'virtual:browser-scripts';
import { presentOrganization } from './__load-form.server';
import { notFound } from './__not-found.server';
import { PublicFrame } from './__public-frame';
import { SentRequest } from './__sent-request';

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
  const { service, state, responseDueAt, respondedAt, ...facts } = lead;
  const now = new Date();
  // What was set aside looks like what was received: a visitor is never told to be suspicious.
  const shownState = state === 'SPAM' ? 'NEW' : state;
  return data({
    title: t('title', { reference: lead.reference }),
    organization: { ...presentOrganization(organization), id: organization.id, timeZone: organization.timeZone },
    lead: { ...facts, phone: facts.phone && sayPhone(facts.phone), serviceName: service.name, state: shownState },
    due: shownState === 'NEW' && responseDueAt && !respondedAt
      ? { at: responseDueAt, words: sayResponse(responseDueAt, now, organization.timeZone) }
      : null,
    isAnswered: respondedAt !== null,
    isWithdrawn: new URL(request.url).searchParams.has('withdrawn'),
    script: browserScripts['public-form']?.path,
  });
}

export async function action({ params, request }: ActionFunctionArgs) {
  const { lead, organization } = (await findSentLead(params.token ?? '')) ?? notFound();
  const intent = (await request.formData()).get('intent');
  if (intent !== 'withdraw') throw new Response('Unknown intent', { status: 400 });
  await withdrawLeadConsent(organization.id, lead.id, new Date());
  return redirect(`/t/${params.token}?withdrawn`, { status: 303, headers: { 'Set-Cookie': clearConsentCookie() } });
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
