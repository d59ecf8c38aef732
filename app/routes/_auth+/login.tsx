import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { getOptionalUser } from '~/domain/accounts/guard.server';
import { SignInError } from '~/domain/accounts/parts/sign-in-error';
import { findLandingPath } from '~/domain/accounts/members/members.server';
import { PasskeySignIn } from '~/domain/accounts/parts/passkey-sign-in';
import { passkeySite } from '~/domain/accounts/factors/passkey-site.server';
import { openSecondStep, secondStepPath } from '~/domain/accounts/factors/second-step.server';
import { startSession } from '~/domain/accounts/sign-in/sessions.server';
import { signInSchema } from '~/domain/accounts/sign-in/sign-in.schema';
import { authenticateForm, SignInRefused } from '~/domain/accounts/sign-in/sign-in.server';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { isLanguage } from '~/platform/i18n';
import { getFixedT, languageCookie } from '~/platform/i18n.server';
import { Alert } from '~/ui/alert';
import { SubmitButton } from '~/ui/button';
import { CheckboxField, TextField } from '~/ui/field';
import { useKeptNote } from '~/ui/kept-forms/use-kept-note';
import { PasswordField } from '~/ui/password-field';

export const handle = { i18n: ['security'] };
export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title ?? 'Teplo' }, { name: 'robots', content: 'noindex' }];
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export async function loader(args: LoaderFunctionArgs) {
  const redirectTo = safeRedirect(new URL(args.request.url).searchParams.get('redirectTo'), '');
  const signedIn = await getOptionalUser(args);
  if (signedIn) return redirect(redirectTo || (await findLandingPath(signedIn.user.id, args.request)));
  const t = await getFixedT(args.request, 'auth');
  return { redirectTo, passkeyOrigin: passkeySite().origin, title: `${t('login.title')} · Teplo` };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const submission = parseWithZod(await request.clone().formData(), { schema: signInSchema });
  if (submission.status !== 'success') {
    return data({ result: submission.reply({ hideFields: ['password'] }), retryAfter: null }, { status: 400 });
  }
  const { remember, redirectTo } = submission.value;
  try {
    const user = await authenticateForm(request, context.clientAddress);
    if (user.hasFactor) {
      const cookie = await openSecondStep({ userId: user.id, remember, isSecure: context.isSecure, now: new Date() });
      return redirect(secondStepPath(safeRedirect(redirectTo, '')), { status: 303, headers: { 'Set-Cookie': cookie } });
    }
    const answer = new Headers({ 'Set-Cookie': await startSession(request, context, { userId: user.id, remember, passwordHash: user.passwordHash }) });
    if (isLanguage(user.locale)) answer.append('Set-Cookie', await languageCookie.serialize(user.locale));
    return redirect(safeRedirect(redirectTo, '') || (await findLandingPath(user.id, request)), { status: 303, headers: answer });
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    const { retryAfter } = error;
    return data(
      { result: submission.reply({ hideFields: ['password'] }), retryAfter },
      retryAfter > 0 ? { status: 429, headers: { 'Retry-After': String(retryAfter) } } : { status: 400 },
    );
  }
}

export default function LoginPage() {
  const { t } = useTranslation('auth');
  const { redirectTo, passkeyOrigin } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const hasKept = useKeptNote(redirectTo);
  const [form, fields] = useForm<z.input<typeof signInSchema>>({ id: 'login', lastResult: answer?.result, constraint: getZodConstraint(signInSchema) });
  return (
    <>
      <h1 className="mb-5 text-20 font-semibold tracking-tight">{t('login.title')}</h1>
      {hasKept ? <Alert className="mb-4">{t('kept.note')}</Alert> : null}
      <Form method="post" {...getFormProps(form)} className="flex flex-col gap-4">
        {typeof answer?.retryAfter === 'number' ? <SignInError retryAfter={answer.retryAfter} wrong={t('login.wrong')} /> : null}
        <input type="hidden" name="redirectTo" value={redirectTo} />
        <TextField field={fields.email} label={t('login.name')} errorNs="auth" inputMode="email" autoComplete="username webauthn" autoCapitalize="none" spellCheck={false} />
        <PasswordField field={fields.password} label={t('password')} errorNs="auth" autoComplete="current-password" />
        <CheckboxField field={fields.remember} label={t('login.remember')} hint={t('login.rememberHint')} />
        <SubmitButton size="large" pendingLabel={t('login.pending')}>{t('login.submit')}</SubmitButton>
      </Form>
      <p className="mt-5"><Link to="/forgot" className="text-14 text-accent hover:underline">{t('login.forgot')}</Link></p>
      <PasskeySignIn origin={passkeyOrigin} redirectTo={redirectTo} remember={() => document.querySelector<HTMLInputElement>('input[name="remember"]')?.checked ?? false} inNameField />
    </>
  );
}
