import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { joinSchema } from '~/domain/accounts/members/invitation.schema';
import { TooOften } from '~/domain/accounts/parts/sign-in-error';
import { PASSWORD_MIN } from '~/domain/accounts/password-rules';
import { SubmitButton } from '~/ui/button';
import { controlClass, TextField } from '~/ui/field';
import { PasswordField } from '~/ui/password-field';

/**
 * Name and password of a person who has no account yet. The e-mail is fixed: the link has proved it.
 * @param retryAfter seconds, when too many accounts were made from this address
 */
export function NewPerson({ email, lastResult, retryAfter }: { email: string; lastResult?: SubmissionResult<string[]>; retryAfter: number | null }) {
  const { t } = useTranslation(['members', 'auth']);
  const [form, fields] = useForm<z.input<typeof joinSchema>>({ id: 'join', lastResult, constraint: getZodConstraint(joinSchema) });
  return (
    <Form method="post" {...getFormProps(form)} className="flex flex-col gap-4">
      {retryAfter === null ? null : <TooOften retryAfter={retryAfter} />}
      <div className="flex flex-col gap-1">
        <label htmlFor="join-email" className="text-13 font-medium">{t('join.email')}</label>
        <input id="join-email" type="email" value={email} readOnly autoComplete="username" aria-describedby="join-email-hint" className={`${controlClass} bg-sunken text-muted`} />
        <p id="join-email-hint" className="text-12 text-muted">{t('join.emailHint')}</p>
      </div>
      <TextField field={fields.name} label={t('join.name')} errorNs="auth" autoComplete="name" />
      <PasswordField field={fields.password} label={t('auth:password')} hint={t('auth:passwordHint', { count: PASSWORD_MIN })} errorNs="auth" autoComplete="new-password" />
      <SubmitButton size="large" name="intent" value="join" pendingLabel={t('join.pending')}>{t('join.submit')}</SubmitButton>
    </Form>
  );
}
