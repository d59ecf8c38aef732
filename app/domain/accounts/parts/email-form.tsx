import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import type { SubmissionResult } from '@conform-to/react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { Alert } from '~/ui/alert';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { TextField } from '~/ui/field';
import { formatDateTime } from '~/ui/format';
import { PasswordField } from '~/ui/password-field';
import { emailChangeSchema } from '../profile.schema';
import { SignInError } from './sign-in-error';

interface Props {
  email: string;
  isConfirmed: boolean;
  /** The address that waits for its link to be followed. */
  pending: { email: string; until: Date } | null;
  /** Without a mail server no link could be sent. */
  canMail: boolean;
  timeZone: string;
  answer?: { result: SubmissionResult<string[]>; retryAfter: number | null };
}

/** The address a person signs in with, and its change. */
export function EmailForm({ email, isConfirmed, pending, canMail, timeZone, answer }: Props) {
  const { t, i18n } = useTranslation(['profile', 'auth']);
  const [form, fields] = useForm<z.input<typeof emailChangeSchema>>({ id: 'email', lastResult: answer?.result, constraint: getZodConstraint(emailChangeSchema) });
  return (
    <Card title={t('email.title')}>
      <p className="text-13 text-muted">{t('email.current')}</p>
      <p className="flex flex-wrap items-baseline gap-x-2 text-16 break-all">
        {email}
        {canMail ? <span className={isConfirmed ? 'text-12 text-ok' : 'text-12 text-warm'}>{t(isConfirmed ? 'email.confirmed' : 'email.unconfirmed')}</span> : null}
      </p>
      {pending ? (
        <Alert tone="info" title={t('email.pendingTitle', { email: pending.email })} className="mt-4">
          <p>{t('email.pending', { until: formatDateTime(new Date(pending.until), i18n.language, timeZone) })}</p>
          <Form method="post" className="mt-2">
            <Button size="small" name="intent" value="keepEmail">{t('email.cancel')}</Button>
          </Form>
        </Alert>
      ) : null}
      {canMail ? (
        <details className="mt-3" open={answer !== undefined}>
          <summary className="w-fit cursor-pointer text-14 text-accent hover:underline">{t('email.open')}</summary>
          <Form method="post" {...getFormProps(form)} className="mt-3 flex max-w-md flex-col gap-4">
            <p className="text-14 text-muted">{t('email.intro')}</p>
            {typeof answer?.retryAfter === 'number' ? <SignInError retryAfter={answer.retryAfter} wrong={t('password.wrong')} /> : null}
            <TextField field={fields.email} label={t('email.new')} errorNs="profile" type="email" inputMode="email" autoComplete="email" autoCapitalize="none" spellCheck={false} />
            <PasswordField field={fields.currentPassword} label={t('email.password')} errorNs="auth" autoComplete="current-password" />
            <Button name="intent" value="email" className="self-start">{t('email.submit')}</Button>
          </Form>
        </details>
      ) : (
        <p className="mt-3 text-14 text-muted">{t('email.noMail')}</p>
      )}
    </Card>
  );
}
