import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { timeZones } from '~/domain/accounts/organization-options';
import { OrganizationFields, suggestAddress } from '~/domain/accounts/parts/organization-fields';
import { TooOften } from '~/domain/accounts/parts/sign-in-error';
import { PASSWORD_MIN } from '~/domain/accounts/password-rules';
import { startSession } from '~/domain/accounts/sign-in/sessions.server';
import { setupFields, setupSchema } from '~/domain/accounts/setup.schema';
import { isSetUp, setUpInstallation } from '~/domain/accounts/setup.server';
import { addressBlock } from '~/platform/http/address-block';
import { getFixedT } from '~/platform/i18n.server';
import { spendLimit } from '~/platform/rate-limit.server';
import { SubmitButton } from '~/ui/button';
import { TextField } from '~/ui/field';
import { PasswordField } from '~/ui/password-field';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title ?? 'Teplo' }, { name: 'robots', content: 'noindex' }];

const defaultZone = 'Europe/Moscow';

export async function loader({ request }: LoaderFunctionArgs) {
  if (await isSetUp()) return redirect('/');
  const t = await getFixedT(request, 'auth');
  return { title: `${t('setup.title')} · Teplo`, zones: timeZones() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  if (await isSetUp()) return redirect('/login', 303);
  const submission = parseWithZod(await request.formData(), { schema: setupSchema });
  if (submission.status !== 'success') {
    return data({ result: submission.reply({ hideFields: ['password'] }), retryAfter: null }, { status: 400 });
  }
  const retryAfter = await spendLimit('register', addressBlock(context.clientAddress));
  if (retryAfter > 0) return data({ result: submission.reply({ hideFields: ['password'] }), retryAfter }, { status: 429 });
  const made = await setUpInstallation(submission.value);
  if (!made) return redirect('/login', 303);
  const cookie = await startSession(request, context, { userId: made.userId, remember: false, method: 'setup' });
  return redirect(`/o/${made.slug}`, { status: 303, headers: { 'Set-Cookie': cookie } });
}

export default function SetupPage() {
  const { t } = useTranslation('auth');
  const { zones } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm<z.input<typeof setupFields>>({
    id: 'setup',
    lastResult: answer?.result,
    constraint: getZodConstraint(setupFields),
    defaultValue: { timeZone: defaultZone, currency: 'RUB' },
  });
  useBrowserZone(fields.timeZone.id, answer === undefined);
  return (
    <>
      <h1 className="text-20 font-semibold tracking-tight">{t('setup.title')}</h1>
      <p className="mt-1 mb-6 text-14 text-muted">{t('setup.intro')}</p>
      <Form method="post" {...getFormProps(form)} onInput={suggestAddress} className="flex flex-col gap-8">
        {typeof answer?.retryAfter === 'number' ? <TooOften retryAfter={answer.retryAfter} /> : null}
        <Group legend={t('setup.organization')}>
          <OrganizationFields fields={fields} zones={zones} />
        </Group>
        <Group legend={t('setup.owner')}>
          <TextField field={fields.name} label={t('setup.name')} errorNs="auth" autoComplete="name" />
          <TextField field={fields.email} label={t('email')} errorNs="auth" type="email" inputMode="email" autoComplete="username" autoCapitalize="none" spellCheck={false} />
          <PasswordField field={fields.password} label={t('password')} hint={t('passwordHint', { count: PASSWORD_MIN })} errorNs="auth" autoComplete="new-password" />
        </Group>
        <SubmitButton size="large" pendingLabel={t('setup.pending')}>{t('setup.submit')}</SubmitButton>
      </Form>
    </>
  );
}

function Group({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-3 text-16 font-semibold">{legend}</legend>
      {children}
    </fieldset>
  );
}

/** Chooses the browser's own time zone in a form that has not been sent yet. */
function useBrowserZone(selectId: string, isFresh: boolean) {
  useEffect(() => {
    const select = document.getElementById(selectId);
    if (!isFresh || !(select instanceof HTMLSelectElement) || select.value !== defaultZone) return;
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if ([...select.options].some(({ value }) => value === zone)) select.value = zone;
  }, [selectId, isFresh]);
}
