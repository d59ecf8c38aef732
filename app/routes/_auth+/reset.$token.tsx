import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { findLink } from '~/domain/accounts/links/account-links.server';
import { PASSWORD_MIN } from '~/domain/accounts/password-rules';
import { resetSchema } from '~/domain/accounts/profile.schema';
import { resetPassword } from '~/domain/accounts/links/reset-password.server';
import { signOut } from '~/domain/accounts/sign-in/sessions.server';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { ButtonLink, SubmitButton } from '~/ui/button';
import { PasswordField } from '~/ui/password-field';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title ?? 'Teplo' }, { name: 'robots', content: 'noindex' }];
// the address is a secret: it goes to no other site. ("no-referrer" would take the Origin from the page's own form too.)
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' });

/** Looking uses nothing up: mail servers open links before people do. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const [link, t] = await Promise.all([findLink(params.token, ['RESET_PASSWORD'], new Date()), getFixedT(request, 'auth')]);
  if (link.state !== 'open') return data({ email: null, title: `${t('reset.closed')} · Teplo` }, link.state === 'unknown' ? 404 : 410);
  return data({ email: link.person.email, title: `${t('reset.title')} · Teplo` });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const submission = parseWithZod(await request.formData(), { schema: resetSchema });
  const reply = (fault?: string) => ({ result: submission.reply({ hideFields: ['password'], ...(fault && { fieldErrors: { password: [`errors.${fault}`] } }) }) });
  if (submission.status !== 'success') return data(reply(), 422);
  const done = await resetPassword({ token: params.token ?? '', password: submission.value.password, now: new Date() });
  // the page says that the link works no longer
  if (!done.ok) return done.error === 'closed' ? data(reply(), 410) : data(reply(done.error), 422);
  const t = await getFixedT(request, 'auth');
  return redirectWithToast('/login', { message: t('reset.done'), tone: 'success' }, { 'Set-Cookie': await signOut(request, context) });
}

export default function ResetPage() {
  const { t } = useTranslation('auth');
  const { email } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm<z.input<typeof resetSchema>>({ id: 'reset', lastResult: answer?.result, constraint: getZodConstraint(resetSchema) });
  if (email === null) {
    return (
      <>
        <h1 className="mb-2 text-20 font-semibold tracking-tight">{t('reset.closed')}</h1>
        <p className="mb-5 text-14 text-muted">{t('reset.closedText')}</p>
        <ButtonLink to="/forgot" look="primary">{t('reset.another')}</ButtonLink>
      </>
    );
  }
  return (
    <>
      <h1 className="mb-2 text-20 font-semibold tracking-tight">{t('reset.title')}</h1>
      <p className="mb-5 text-14 text-muted">{t('reset.intro', { email })}</p>
      <Form method="post" {...getFormProps(form)} className="flex flex-col gap-4">
        {/* password managers file the new password under this name */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordField field={fields.password} label={t('reset.password')} hint={t('passwordHint', { count: PASSWORD_MIN })} errorNs="auth" autoComplete="new-password" />
        <SubmitButton size="large" pendingLabel={t('reset.pending')}>{t('reset.submit')}</SubmitButton>
      </Form>
    </>
  );
}
