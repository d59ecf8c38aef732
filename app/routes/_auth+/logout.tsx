import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { getOptionalUser } from '~/domain/accounts/guard.server';
import { signOut } from '~/domain/accounts/sign-in/sessions.server';
import { forgetPushBrowser } from '~/domain/notifications/push/this-browser.server';
import { getFixedT } from '~/platform/i18n.server';
import { ButtonLink, SubmitButton } from '~/ui/button';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title ?? 'Teplo' }, { name: 'robots', content: 'noindex' }];

/** Signing out is a post; who comes by a link confirms it. */
export async function loader(args: LoaderFunctionArgs) {
  const signedIn = await getOptionalUser(args);
  if (!signedIn) return redirect('/login');
  const t = await getFixedT(args.request, 'auth');
  return { email: signedIn.user.email, title: `${t('logout.title')} · Teplo` };
}

export async function action({ request, context }: ActionFunctionArgs) {
  await forgetPushBrowser(request);
  return redirect('/login', { status: 303, headers: { 'Set-Cookie': await signOut(request, context) } });
}

export default function LogoutPage() {
  const { t } = useTranslation('auth');
  const { email } = useLoaderData<typeof loader>();
  return (
    <>
      <h1 className="mb-2 text-20 font-semibold tracking-tight">{t('logout.title')}</h1>
      <p className="mb-5 text-14 text-muted">{t('logout.text', { email })}</p>
      <Form method="post" className="flex flex-wrap gap-2">
        <SubmitButton>{t('logout.submit')}</SubmitButton>
        <ButtonLink to="/login" look="quiet">{t('logout.stay')}</ButtonLink>
      </Form>
    </>
  );
}
