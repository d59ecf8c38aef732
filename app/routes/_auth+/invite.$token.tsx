import { data, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { findInvitation } from '~/domain/accounts/members/accept-invitation.server';
import { getOptionalUser } from '~/domain/accounts/guard.server';
import { getFixedT } from '~/platform/i18n.server';
import { ButtonLink } from '~/ui/button';
import { runInviteIntent } from './__invite/invite-actions.server';
import { AsOther, AsUser, SignInFirst } from './__invite/known-person';
import { NewPerson } from './__invite/new-person';

export const handle = { i18n: ['auth', 'members'] };
export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title ?? 'Teplo' }, { name: 'robots', content: 'noindex' }];
// the address is a secret: it goes to no other site. ("no-referrer" would take the Origin from the page's own form too.)
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' });

const CLOSED_STATUS = { unknown: 404, expired: 410, revoked: 410, used: 410 } as const;

/** What an invitation's link opens: for a new person, for an account, for somebody else, or why it opens nothing. */
export async function loader(args: LoaderFunctionArgs) {
  const [view, signedIn, t] = await Promise.all([findInvitation(args.params.token, new Date()), getOptionalUser(args), getFixedT(args.request, 'members')]);
  if (view.state !== 'open') return data({ state: view.state, title: t(`join.closed.${view.state}.title`) }, CLOSED_STATUS[view.state]);
  const { email, role, inviter, organization, hasAccount } = view;
  const current = signedIn?.user.email ?? null;
  const way = current === email ? 'asUser' : current ? 'asOther' : hasAccount ? 'signIn' : 'asNew';
  return data({ state: view.state, title: t('join.title', { organization }), way, email, role, inviter, organization, current, signIn: `/login?${new URLSearchParams({ redirectTo: `/invite/${args.params.token}` }).toString()}` } as const);
}

export function action(args: ActionFunctionArgs) {
  return runInviteIntent(args);
}

export default function InvitePage() {
  const { t } = useTranslation('members');
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (page.state !== 'open') {
    return (
      <>
        <h1 className="mb-2 text-20 font-semibold tracking-tight">{t(`join.closed.${page.state}.title`)}</h1>
        <p className="mb-5 text-14 text-muted">{t(`join.closed.${page.state}.text`)}</p>
        <ButtonLink to="/login">{t('join.toSignIn')}</ButtonLink>
      </>
    );
  }
  const { organization, inviter, email, current } = page;
  const role = t(`roles.${page.role}`);
  return (
    <>
      <h1 className="mb-2 text-20 font-semibold tracking-tight">{t('join.title', { organization })}</h1>
      <p className="text-14">{inviter ? t('join.intro', { inviter, role }) : t('join.introNobody', { role })}</p>
      <p className="mb-5 text-13 text-muted">{t(`roleHints.${page.role}`)}</p>
      {page.way === 'asNew' ? <NewPerson email={email} lastResult={answer?.result} retryAfter={answer?.retryAfter ?? null} /> : null}
      {page.way === 'asUser' ? <AsUser email={email} /> : null}
      {page.way === 'asOther' ? <AsOther email={email} current={current ?? ''} /> : null}
      {page.way === 'signIn' ? <SignInFirst email={email} to={page.signIn} /> : null}
    </>
  );
}
