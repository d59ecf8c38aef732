import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { confirmEmail, findEmailLink } from '~/domain/accounts/links/confirm-email.server';
import { getOptionalUser } from '~/domain/accounts/guard.server';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { Alert } from '~/ui/alert';
import { ButtonLink, SubmitButton } from '~/ui/button';

export const handle = { i18n: ['confirm'] };
export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title ?? 'Teplo' }, { name: 'robots', content: 'noindex' }];
// the address is a secret: it goes to no other site. ("no-referrer" would take the Origin from the page's own form too.)
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' });

/** Looking uses nothing up: mail servers open links before people do. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const [link, t] = await Promise.all([findEmailLink(params.token, new Date()), getFixedT(request, 'confirm')]);
  if (link.state !== 'open') return data({ link: null, title: `${t('closed')} · Teplo` }, link.state === 'unknown' ? 404 : 410);
  const kind = link.kind === 'CHANGE_EMAIL' ? 'change' : 'confirm';
  return data({ link: { kind, email: link.email, old: link.person.email } as const, title: `${t(`${kind}.title`)} · Teplo` });
}

export async function action(args: ActionFunctionArgs) {
  const done = await confirmEmail({ token: args.params.token ?? '', now: new Date() });
  if (!done.ok) return done.error === 'taken' ? data({ isTaken: true }, 409) : redirect(new URL(args.request.url).pathname, 303);
  const [t, signedIn] = await Promise.all([getFixedT(args.request, 'confirm'), getOptionalUser(args)]);
  const message = t(done.kind === 'CHANGE_EMAIL' ? 'change.done' : 'confirm.done', { email: done.email });
  return redirectWithToast(signedIn ? '/profile/account' : '/login', { message, tone: 'success' });
}

export default function ConfirmPage() {
  const { t } = useTranslation('confirm');
  const { link } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!link) {
    return (
      <>
        <h1 className="mb-2 text-20 font-semibold tracking-tight">{t('closed')}</h1>
        <p className="mb-5 text-14 text-muted">{t('closedText')}</p>
        <ButtonLink to="/profile/account">{t('toProfile')}</ButtonLink>
      </>
    );
  }
  const { kind, email, old } = link;
  return (
    <>
      <h1 className="mb-2 text-20 font-semibold tracking-tight">{t(`${kind}.title`)}</h1>
      {answer?.isTaken ? <Alert tone="danger" className="mb-4">{t('taken', { email })}</Alert> : null}
      <p className="mb-5 text-14 break-words">{t(`${kind}.text`, { email, old })}</p>
      <Form method="post">
        <SubmitButton size="large" pendingLabel={t('pending')}>{t(`${kind}.submit`)}</SubmitButton>
      </Form>
    </>
  );
}
