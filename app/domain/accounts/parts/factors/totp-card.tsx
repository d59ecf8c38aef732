import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { Button, buttonClass } from '~/ui/button';
import { Card } from '~/ui/card';
import { CopyButton } from '~/ui/copy-button';
import { TextField } from '~/ui/field';
import { formatDay } from '~/ui/format';
import { PasswordField } from '~/ui/password-field';
import type { FactorAnswer, TotpSetUp } from '~/domain/accounts/factors/factor-answer';
import { codeOnlySchema, passwordAndCodeSchema } from '~/domain/accounts/factors/factor.schema';
import { SignInError } from '../sign-in-error';
import { FactorState } from './factor-state';
import { PasswordAgain } from './password-again';

interface Props {
  email: string;
  /** Since when an app is set up; null without one. */
  since: Date | null;
  timeZone: string;
  answer?: FactorAnswer;
}

/** The authenticator app: set up in two steps, or switched off. */
export function TotpCard({ email, since, timeZone, answer }: Props) {
  const { t, i18n } = useTranslation('security');
  return (
    <Card title={t('totp.title')} aside={<FactorState isOn={since !== null}>{t(since ? 'status.on' : 'status.off')}</FactorState>} id="totp">
      <p className="mb-4 max-w-prose text-14 text-muted">{since ? t('totp.on', { date: formatDay(since, i18n.language, timeZone) }) : t('totp.intro')}</p>
      {since ? <SwitchOff email={email} answer={answer?.intent === 'totp-off' ? answer : undefined} /> : null}
      {!since && answer?.setUp ? <SetUp setUp={answer.setUp} answer={answer.intent === 'totp-confirm' ? answer : undefined} /> : null}
      {!since && !answer?.setUp ? (
        <PasswordAgain intent="totp-begin" email={email} answer={answer?.intent === 'totp-begin' ? answer : undefined} hint={t('totp.passwordHint')} submit={t('totp.begin')} look="primary" />
      ) : null}
    </Card>
  );
}

function SetUp({ setUp: { secret, uri, qr }, answer }: { setUp: TotpSetUp; answer?: FactorAnswer }) {
  const { t } = useTranslation('security');
  const [form, fields] = useForm<z.input<typeof codeOnlySchema>>({ id: 'totp-confirm', lastResult: answer?.result, constraint: getZodConstraint(codeOnlySchema) });
  return (
    <div className="grid gap-x-8 gap-y-5 sm:grid-cols-[auto_1fr]">
      <div className="flex flex-col items-start gap-2">
        <h3 className="text-14 font-semibold">1. {t('totp.scan')}</h3>
        <svg role="img" aria-label={t('totp.qr')} viewBox={`0 0 ${qr.size} ${qr.size}`} shapeRendering="crispEdges" className="size-52 rounded-control border border-line">
          <rect width={qr.size} height={qr.size} fill="#fff" />
          <path d={qr.path} fill="#000" />
        </svg>
        <a href={uri} className="text-13 text-accent hover:underline sm:hidden">{t('totp.link')}</a>
      </div>
      <div className="flex min-w-0 flex-col gap-5">
        <div>
          <p className="text-13 text-muted">{t('totp.manual')}</p>
          <p className="mt-1 flex items-center gap-1">
            <code data-testid="totp-secret" className="min-w-0 font-mono text-14 break-all">{(secret.match(/.{1,4}/g) ?? []).join(' ')}</code>
            <CopyButton text={secret} />
          </p>
        </div>
        <Form method="post" {...getFormProps(form)} className="flex max-w-md flex-col gap-4">
          <h3 className="text-14 font-semibold">2. {t('totp.enter')}</h3>
          <TextField field={fields.code} label={t('totp.code')} hint={t('totp.codeHint')} errorNs="security" inputMode="numeric" autoComplete="one-time-code" />
          <div className="flex flex-wrap gap-2">
            <Button look="primary" name="intent" value="totp-confirm">{t('totp.confirm')}</Button>
            <Link to="/profile/security" className={buttonClass('quiet')}>{t('totp.cancel')}</Link>
          </div>
        </Form>
      </div>
    </div>
  );
}

function SwitchOff({ email, answer }: { email: string; answer?: FactorAnswer }) {
  const { t } = useTranslation('security');
  const [form, fields] = useForm<z.input<typeof passwordAndCodeSchema>>({ id: 'totp-off', lastResult: answer?.result, constraint: getZodConstraint(passwordAndCodeSchema) });
  return (
    <details open={answer ? true : undefined}>
      <summary className={buttonClass('danger', 'normal', 'cursor-pointer')}>{t('totp.offOpen')}</summary>
      <Form method="post" {...getFormProps(form)} className="mt-4 flex max-w-md flex-col gap-4 border-t border-line pt-4">
        <p className="text-14 text-muted">{t('totp.offIntro')}</p>
        {typeof answer?.retryAfter === 'number' ? <SignInError retryAfter={answer.retryAfter} wrong={t(answer.isCode ? 'errors.wrongCode' : 'errors.wrongPassword')} /> : null}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordField field={fields.password} label={t('totp.password')} errorNs="security" autoComplete="current-password" />
        <TextField field={fields.code} label={t('totp.offCode')} errorNs="security" autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} />
        <Button look="danger" name="intent" value="totp-off" className="self-start">{t('totp.off')}</Button>
      </Form>
    </details>
  );
}
