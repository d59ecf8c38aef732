import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { Button } from '~/ui/button';
import { PasswordField } from '~/ui/password-field';
import type { FactorAnswer } from '~/domain/accounts/factors/factor-answer';
import { passwordOnlySchema } from '~/domain/accounts/factors/factor.schema';
import { SignInError } from '../sign-in-error';

interface Props {
  /** The form's, also its id. */
  intent: string;
  email: string;
  answer?: FactorAnswer;
  hint?: ReactNode;
  submit: ReactNode;
  look?: 'primary' | 'secondary' | 'danger';
  /** Of another form besides the password. */
  children?: ReactNode;
}

/** A form that asks for nothing but the password, for what a session left open must not do. */
export function PasswordAgain({ intent, email, answer, hint, submit, look, children }: Props) {
  const { t } = useTranslation('security');
  const [form, fields] = useForm<z.input<typeof passwordOnlySchema>>({ id: intent.replaceAll(' ', '-'), lastResult: answer?.result, constraint: getZodConstraint(passwordOnlySchema) });
  return (
    <Form method="post" {...getFormProps(form)} className="flex max-w-md flex-col gap-4">
      {typeof answer?.retryAfter === 'number' ? <SignInError retryAfter={answer.retryAfter} wrong={t('errors.wrongPassword')} /> : null}
      {children}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <PasswordField field={fields.password} label={t('totp.password')} hint={hint} errorNs="security" autoComplete="current-password" />
      <Button look={look} name="intent" value={intent.split(' ')[0]} className="self-start">{submit}</Button>
    </Form>
  );
}
