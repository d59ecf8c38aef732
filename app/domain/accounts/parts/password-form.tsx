import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { PasswordField } from '~/ui/password-field';
import { PASSWORD_MIN } from '../password-rules';
import { passwordChangeSchema } from '../profile.schema';
import { SignInError } from './sign-in-error';

interface Props {
  email: string;
  answer?: { result: SubmissionResult<string[]>; retryAfter: number | null };
}

/** Change of one's own password. */
export function PasswordForm({ email, answer }: Props) {
  const { t } = useTranslation(['profile', 'auth']);
  const [form, fields] = useForm<z.input<typeof passwordChangeSchema>>({ id: 'password', lastResult: answer?.result, constraint: getZodConstraint(passwordChangeSchema) });
  return (
    <Card title={t('password.title')}>
      <Form method="post" {...getFormProps(form)} className="flex max-w-md flex-col gap-4">
        <p className="text-14 text-muted">{t('password.intro')}</p>
        {typeof answer?.retryAfter === 'number' ? <SignInError retryAfter={answer.retryAfter} wrong={t('password.wrong')} /> : null}
        {/* password managers file the new password under this name */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordField field={fields.currentPassword} label={t('password.current')} errorNs="auth" autoComplete="current-password" />
        <PasswordField field={fields.newPassword} label={t('password.new')} hint={t('auth:passwordHint', { count: PASSWORD_MIN })} errorNs="auth" autoComplete="new-password" />
        <Button name="intent" value="password" className="self-start">{t('password.submit')}</Button>
      </Form>
    </Card>
  );
}
