import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { SignInError } from '~/domain/accounts/parts/sign-in-error';
import { forgotSchema } from '~/domain/accounts/profile.schema';
import { requestPasswordReset } from '~/domain/accounts/links/reset-password.server';
import { getFixedT } from '~/platform/i18n.server';
import { isMailConfigured } from '~/platform/mail.server';
import { Alert } from '~/ui/alert';
import { SubmitButton } from '~/ui/button';
import { TextField } from '~/ui/field';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title ?? 'Teplo' }, { name: 'robots', content: 'noindex' }];
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export async function loader({ request }: LoaderFunctionArgs) {
  const t = await getFixedT(request, 'auth');
  return { title: `${t('forgot.title')} · Teplo`, canMail: isMailConfigured(), isSent: new URL(request.url).searchParams.has('sent') };
}

/** The same answer, after the same time, whether there is such an account or not. */
export async function action({ request, context }: ActionFunctionArgs) {
  const submission = parseWithZod(await request.formData(), { schema: forgotSchema });
  if (submission.status !== 'success') return data({ result: submission.reply(), retryAfter: null }, 400);
  const retryAfter = await requestPasswordReset({ email: submission.value.email, address: context.clientAddress });
  if (retryAfter > 0) return data({ result: submission.reply(), retryAfter }, { status: 429, headers: { 'Retry-After': String(retryAfter) } });
  return redirect('/forgot?sent', 303);
}

export default function ForgotPage() {
  const { t } = useTranslation('auth');
  const { canMail, isSent } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm<z.input<typeof forgotSchema>>({ id: 'forgot', lastResult: answer?.result, constraint: getZodConstraint(forgotSchema) });
  const back = <Link to="/login" className="text-14 text-accent hover:underline">{t('forgot.back')}</Link>;
  if (!canMail) return <><h1 className="mb-2 text-20 font-semibold tracking-tight">{t('forgot.title')}</h1><p className="mb-5 text-14">{t('forgot.noMail')}</p>{back}</>;
  return (
    <>
      <h1 className="mb-2 text-20 font-semibold tracking-tight">{t('forgot.title')}</h1>
      {isSent ? <Alert tone="ok" title={t('forgot.sentTitle')} className="mb-4">{t('forgot.sent')}</Alert> : <p className="mb-5 text-14 text-muted">{t('forgot.intro')}</p>}
      <Form method="post" {...getFormProps(form)} action="/forgot" className="flex flex-col gap-4">
        {typeof answer?.retryAfter === 'number' ? <SignInError retryAfter={answer.retryAfter} wrong="" /> : null}
        <TextField field={fields.email} label={t('email')} errorNs="auth" type="email" inputMode="email" autoComplete="username" autoCapitalize="none" spellCheck={false} />
        <SubmitButton size="large" look={isSent ? 'secondary' : 'primary'} pendingLabel={t('forgot.pending')}>{t(isSent ? 'forgot.again' : 'forgot.submit')}</SubmitButton>
      </Form>
      <p className="mt-5">{back}</p>
    </>
  );
}
