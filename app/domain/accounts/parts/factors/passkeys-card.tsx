import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { Button, buttonClass } from '~/ui/button';
import { Card } from '~/ui/card';
import { TextField } from '~/ui/field';
import { formatDay } from '~/ui/format';
import { RelativeTime } from '~/ui/relative-time';
import type { FactorAnswer } from '~/domain/accounts/factors/factor-answer';
import { passkeyNameSchema } from '~/domain/accounts/factors/factor.schema';
import { AddPasskey } from './add-passkey';
import { FactorState } from './factor-state';
import { PasswordAgain } from './password-again';

interface Passkey {
  id: string;
  name: string;
  isBackedUp: boolean;
  createdAt: Date;
  lastUsedAt: Date | null;
}

interface Props {
  email: string;
  passkeys: Passkey[];
  /** The address at which they work. */
  origin: string;
  now: Date;
  timeZone: string;
  answer?: FactorAnswer;
}

/** The person's passkeys, each of which can be renamed and deleted, and a way to a new one. */
export function PasskeysCard({ email, passkeys, origin, now, timeZone, answer }: Props) {
  const { t, i18n } = useTranslation('security');
  return (
    <Card title={t('passkeys.title')} aside={<FactorState isOn={passkeys.length > 0}>{passkeys.length > 0 ? t('status.keys', { count: passkeys.length }) : t('status.noKeys')}</FactorState>} id="passkeys">
      <p className="mb-4 max-w-prose text-14 text-muted">{t('passkeys.intro')}</p>
      {passkeys.length > 0 ? (
        <ul aria-label={t('passkeys.caption')} className="mb-4 border-y border-line">
          {passkeys.map((passkey) => (
            <li key={passkey.id} data-row="passkeys" data-id={passkey.id} className="border-b border-line py-3 text-14 last:border-0">
              <p className="font-medium break-words">{passkey.name}</p>
              <p className="text-13 text-muted">
                {t('passkeys.added')} {formatDay(passkey.createdAt, i18n.language, timeZone)}
                {passkey.isBackedUp ? `, ${t('passkeys.synced')}` : ''} · {passkey.lastUsedAt ? <>{t('passkeys.used')} <RelativeTime at={passkey.lastUsedAt} now={now} timeZone={timeZone} /></> : t('passkeys.never')}
              </p>
              <ChangePasskey passkey={passkey} email={email} answer={answer?.intent.endsWith(passkey.id) ? answer : undefined} />
            </li>
          ))}
        </ul>
      ) : null}
      <AddPasskey key={passkeys.length} email={email} origin={origin} failed={answer?.intent === 'passkey-add' ? answer.failed : undefined} />
    </Card>
  );
}

function ChangePasskey({ passkey: { id, name }, email, answer }: { passkey: Passkey; email: string; answer?: FactorAnswer }) {
  const { t } = useTranslation('security');
  const isRename = answer?.intent.startsWith('passkey-rename');
  const [form, fields] = useForm<z.input<typeof passkeyNameSchema>>({ id: `passkey-rename-${id}`, lastResult: isRename ? answer?.result : undefined, constraint: getZodConstraint(passkeyNameSchema), defaultValue: { passkeyId: id, name } });
  return (
    <details open={answer ? true : undefined} className="mt-2">
      <summary aria-label={t('passkeys.changeLabel', { name })} className={buttonClass('secondary', 'small', 'cursor-pointer')}>{t('passkeys.change')}</summary>
      <div className="mt-3 grid gap-x-8 gap-y-5 sm:grid-cols-2">
        <Form method="post" {...getFormProps(form)} className="flex max-w-md flex-col gap-4">
          <input type="hidden" name="passkeyId" value={id} />
          <TextField field={fields.name} label={t('passkeys.name')} errorNs="security" autoComplete="off" />
          <Button name="intent" value="passkey-rename" className="self-start">{t('passkeys.rename')}</Button>
        </Form>
        <PasswordAgain intent={`passkey-delete ${id}`} email={email} answer={isRename ? undefined : answer} hint={t('passkeys.deleteIntro')} submit={t('passkeys.delete')} look="danger">
          <input type="hidden" name="passkeyId" value={id} />
        </PasswordAgain>
      </div>
    </details>
  );
}
