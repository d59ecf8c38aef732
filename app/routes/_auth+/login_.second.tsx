import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { codeOnlySchema } from '~/domain/accounts/factors/factor.schema';
import { findOwingSession } from '~/domain/accounts/guard.server';
import { PasskeySignIn } from '~/domain/accounts/parts/passkey-sign-in';
import { SignInError } from '~/domain/accounts/parts/sign-in-error';
import { passkeySite } from '~/domain/accounts/factors/passkey-site.server';
import { findSecondStep, openSecondStep, secondStepPath } from '~/domain/accounts/factors/second-step.server';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { getFixedT } from '~/platform/i18n.server';
import { SubmitButton } from '~/ui/button';
import { TextField } from '~/ui/field';
import { answerSecondStep } from './__second/answer-second-step.server';

export const handle = { i18n: ['security', 'auth'] };
export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title ?? 'Teplo' }, { name: 'robots', content: 'noindex' }];
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args;
  const now = new Date();
  const search = new URL(request.url).searchParams;
  const redirectTo = safeRedirect(search.get('redirectTo'), '');
  const step = await findSecondStep(request, now);
  if (!step) {
    const owing = await findOwingSession(args);
    if (!owing) return redirect(redirectTo || '/login');
    const cookie = await openSecondStep({ ...owing, isSecure: context.isSecure, now });
    return redirect(secondStepPath(redirectTo), { status: 303, headers: { 'Set-Cookie': cookie } });
  }
  const t = await getFixedT(request, 'security');
  const { hasTotp, passkeys, remember } = step;
  return { title: `${t('second.title')} · Teplo`, redirectTo, hasTotp, hasPasskey: passkeys > 0, remember, isRecovery: !hasTotp || search.has('recovery'), origin: passkeySite().origin };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const redirectTo = safeRedirect(new URL(request.url).searchParams.get('redirectTo'), '');
  const submission = parseWithZod(await request.formData(), { schema: codeOnlySchema });
  if (submission.status !== 'success') return data({ result: submission.reply({ hideFields: ['code'] }), retryAfter: null }, 400);
  const refusal = await answerSecondStep(request, context, { code: submission.value.code, redirectTo });
  if (refusal instanceof Response) return refusal;
  const { retryAfter } = refusal;
  return data(
    { result: submission.reply({ hideFields: ['code'] }), retryAfter },
    retryAfter > 0 ? { status: 429, headers: { 'Retry-After': String(retryAfter) } } : 400,
  );
}

export default function SecondStepPage() {
  const { t } = useTranslation('security');
  const { redirectTo, hasTotp, hasPasskey, remember, isRecovery, origin } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm<z.input<typeof codeOnlySchema>>({ id: 'second', lastResult: answer?.result, constraint: getZodConstraint(codeOnlySchema) });
  const other = new URLSearchParams({ ...(redirectTo && { redirectTo }), ...(isRecovery ? {} : { recovery: '' }) }).toString();
  return (
    <>
      <h1 className="text-20 font-semibold tracking-tight">{t('second.title')}</h1>
      <p className="mt-1 mb-5 text-14 text-muted">{t(!hasTotp && hasPasskey ? 'second.introPasskey' : isRecovery ? 'second.introRecovery' : 'second.intro')}</p>
      {hasPasskey ? <PasskeySignIn origin={origin} redirectTo={redirectTo} remember={() => remember} orBelow /> : null}
      <Form method="post" {...getFormProps(form)} className="flex flex-col gap-4">
        {typeof answer?.retryAfter === 'number' ? <SignInError retryAfter={answer.retryAfter} wrong={t(isRecovery ? 'second.wrongRecovery' : 'second.wrong')} /> : null}
        {isRecovery ? (
          <TextField key="recovery" field={fields.code} label={t('second.recovery')} hint={t('second.recoveryHint')} errorNs="security" autoComplete="off" autoCapitalize="none" spellCheck={false} />
        ) : (
          <TextField key="code" field={fields.code} label={t('second.code')} hint={t('totp.codeHint')} errorNs="security" inputMode="numeric" autoComplete="one-time-code" />
        )}
        <SubmitButton size="large" pendingLabel={t('second.pending')}>{t('second.submit')}</SubmitButton>
      </Form>
      <p className="mt-4 flex flex-col gap-2 text-14">
        {hasTotp ? <Link to={`?${other}`} className="text-accent hover:underline">{t(isRecovery ? 'second.toCode' : 'second.toRecovery')}</Link> : null}
        <Link to={redirectTo ? `/login?${new URLSearchParams({ redirectTo }).toString()}` : '/login'} className="text-muted hover:text-ink hover:underline">{t('second.restart')}</Link>
      </p>
    </>
  );
}
