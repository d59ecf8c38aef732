import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { useFetcher, useSubmit } from '@remix-run/react';
import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { Alert } from '~/ui/alert';
import { Button, buttonClass } from '~/ui/button';
import { TextField } from '~/ui/field';
import { PasswordField } from '~/ui/password-field';
import type { FactorAnswer } from '~/domain/accounts/factors/factor-answer';
import { newPasskeySchema } from '~/domain/accounts/factors/factor.schema';
import { SignInError } from '../sign-in-error';

type Support = 'noScript' | 'unsupported' | 'otherAddress' | 'ready';

/** A new passkey: name and password first, then the device asks. Where it cannot work, says why. */
export function AddPasskey({ email, origin, failed }: { email: string; origin: string; failed?: string }) {
  const { t } = useTranslation('security');
  const [support, setSupport] = useState<Support>('noScript');
  useEffect(() => setSupport(!('PublicKeyCredential' in window) ? 'unsupported' : window.location.origin === origin ? 'ready' : 'otherAddress'), [origin]);
  if (support === 'noScript') return <p className="text-13 text-muted">{t('passkeys.needsScript')}</p>;
  if (support !== 'ready') return <p className="text-13 text-muted">{t(`passkeys.${support}`, { origin })}</p>;
  return <NewPasskey email={email} failed={failed} />;
}

function NewPasskey({ email, failed }: { email: string; failed?: string }) {
  const { t } = useTranslation('security');
  const begin = useFetcher<FactorAnswer>();
  const submit = useSubmit();
  const [fault, setFault] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const asked = useRef<object | null>(null);
  const answer = begin.data;
  const [form, fields] = useForm<z.input<typeof newPasskeySchema>>({ id: 'passkey-begin', lastResult: answer?.result, constraint: getZodConstraint(newPasskeySchema) });
  const name = fields.name.value ?? '';
  useEffect(() => {
    const options = answer?.options;
    if (!options || asked.current === options) return;
    asked.current = options;
    setFault(null);
    setAsking(true);
    void makePasskey(options).then((made) => {
      setAsking(false);
      if (!made.ok) return setFault(made.failed);
      submit({ intent: 'passkey-add', name, response: made.response }, { method: 'post' });
    });
  }, [answer, name, submit]);
  const told = fault ?? answer?.failed ?? failed;
  const isBusy = begin.state !== 'idle' || isAsking;
  return (
    <details open={answer || failed ? true : undefined}>
      <summary className={buttonClass('secondary', 'normal', 'cursor-pointer')}>{t('passkeys.add')}</summary>
      <begin.Form method="post" {...getFormProps(form)} className="mt-4 flex max-w-md flex-col gap-4 border-t border-line pt-4">
        {told && !isBusy ? <Alert tone="danger">{t(`passkeys.failed.${told}`)}</Alert> : null}
        {typeof answer?.retryAfter === 'number' ? <SignInError retryAfter={answer.retryAfter} wrong={t('errors.wrongPassword')} /> : null}
        <TextField field={fields.name} label={t('passkeys.name')} hint={t('passkeys.nameHint')} errorNs="security" autoComplete="off" />
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordField field={fields.password} label={t('totp.password')} errorNs="security" autoComplete="current-password" />
        <Button look="primary" name="intent" value="passkey-begin" aria-disabled={isBusy || undefined} className="self-start">{t(isBusy ? 'passkeys.waiting' : 'passkeys.create')}</Button>
      </begin.Form>
    </details>
  );
}

type Made = { ok: true; response: string } | { ok: false; failed: 'known' | 'cancelled' };

/** Lets the device make a key. */
async function makePasskey(optionsJSON: PublicKeyCredentialCreationOptionsJSON): Promise<Made> {
  const { startRegistration, WebAuthnError } = await import('@simplewebauthn/browser');
  try {
    return { ok: true, response: JSON.stringify(await startRegistration({ optionsJSON })) };
  } catch (error) {
    const isKnown = error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED';
    return { ok: false, failed: isKnown ? 'known' : 'cancelled' };
  }
}
