import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { apiKeyFields, KEY_ACCESSES, KEY_LIVES } from '~/domain/accounts/programs/api-keys.schema';
import { Alert } from '~/ui/alert';
import { ButtonLink, SubmitButton } from '~/ui/button';
import { ChoiceField } from '~/ui/choice-field';
import { TextField } from '~/ui/field';
import { ScopeTables } from './scope-tables';

/** Asks for a name, what the key may do, and for how long. The tables of scopes show when they count. */
export function ApiKeyForm({ base, lastResult }: { base: string; lastResult?: SubmissionResult<string[]> }) {
  const { t } = useTranslation('api-keys');
  const [form, fields] = useForm<z.input<typeof apiKeyFields>>({ id: 'api-key', lastResult, constraint: getZodConstraint(apiKeyFields), defaultValue: { access: 'read', expires: '365' } });
  const chosen = fields.scopes.initialValue;
  return (
    <Form method="post" action={base} {...getFormProps(form)} aria-labelledby="api-key-title" className="group/key flex flex-col gap-4 rounded-card border border-accent bg-surface p-4 shadow-card md:p-5">
      <h3 id="api-key-title" className="text-16 font-semibold">{t('create.title')}</h3>
      {form.errors ? <Alert tone="danger">{form.errors.join(' ')}</Alert> : null}
      <TextField field={fields.name} label={t('create.name')} hint={t('create.nameHint')} errorNs="api-keys" autoComplete="off" className="max-w-96" />
      <ChoiceField field={fields.access} label={t('create.access')} hint={t('create.accessHint')} errorNs="api-keys" options={KEY_ACCESSES.map((value) => ({ value, label: t(`access.${value}`) }))} />
      <div className="hidden group-has-[input[value=chosen]:checked]/key:block">
        <ScopeTables name={fields.scopes.name} chosen={Array.isArray(chosen) ? chosen.map(String) : []} />
      </div>
      {fields.scopes.errors ? <p id={fields.scopes.errorId} role="alert" className="text-13 text-danger">{fields.scopes.errors.map((error) => t(error)).join(' ')}</p> : null}
      <ChoiceField field={fields.expires} label={t('create.expires')} errorNs="api-keys" options={KEY_LIVES.map((value) => ({ value, label: t(`lives.${value}`) }))} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton name="intent" value="key-create">{t('create.submit')}</SubmitButton>
        <ButtonLink look="quiet" to={base} preventScrollReset>{t('create.cancel')}</ButtonLink>
      </div>
    </Form>
  );
}
