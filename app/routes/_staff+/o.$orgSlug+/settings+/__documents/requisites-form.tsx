import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { REQUISITE_NAMES, requisitesFormSchema, type Requisites } from '~/domain/documents/requisites.schema';
import { Alert } from '~/ui/alert';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { TextField } from '~/ui/field';
import { ConflictAlert } from '../__conflict';

export interface RequisitesAnswer {
  result: SubmissionResult<string[]>;
  /** Somebody saved in between. */
  current: { requisites: Requisites; version: number } | null;
}

interface Props {
  requisites: Requisites;
  version: number;
  canUpdate: boolean;
  answer: RequisitesAnswer | undefined;
}

/** Names, numbers, bank and people of the company. */
export function RequisitesForm({ requisites, version, canUpdate, answer }: Props) {
  const { t } = useTranslation(['documents', 'settings', 'common']);
  const [form, fields] = useForm({
    id: 'requisites',
    lastResult: answer?.result,
    constraint: getZodConstraint(requisitesFormSchema),
    defaultValue: requisites,
    shouldValidate: 'onBlur',
    shouldRevalidate: 'onInput',
    onValidate: ({ formData }) => parseWithZod(formData, { schema: requisitesFormSchema }),
  });
  const current = answer?.current;
  const conflict = current && REQUISITE_NAMES.map((name) => ({ label: t(`requisites.${name}`), saved: current.requisites[name] ?? '', typed: fields[name].value ?? '' }));
  const digits = { inputMode: 'numeric', autoComplete: 'off', className: 'tabular-nums' } as const;
  return (
    <Form method="post" {...getFormProps(form)}>
      <Card title={t('settings.title')}>
        <p className="-mt-2 mb-5 max-w-prose text-13 text-muted">{t('settings.intro')}</p>
        <div className="flex flex-col gap-5">
          {canUpdate ? null : <Alert tone="info">{t('settings:readOnly')}</Alert>}
          {conflict ? <ConflictAlert rows={conflict} /> : null}
          <input type="hidden" name="version" value={current?.version ?? version} />
          <fieldset disabled={!canUpdate} className="flex min-w-0 flex-col gap-5">
            <TextField field={fields.legalName} label={t('requisites.legalName')} hint={t('hints.legalName')} errorNs="documents" autoComplete="organization" />
            <div className="grid gap-5 sm:grid-cols-2">
              <TextField field={fields.shortName} label={t('requisites.shortName')} hint={t('hints.shortName')} errorNs="documents" />
              <TextField field={fields.phone} type="tel" inputMode="tel" label={t('requisites.phone')} hint={t('hints.phone')} errorNs="documents" autoComplete="off" />
            </div>
            <div className="grid gap-5 sm:grid-cols-3">
              <TextField field={fields.inn} label={t('requisites.inn')} hint={t('hints.inn')} errorNs="documents" {...digits} />
              <TextField field={fields.kpp} label={t('requisites.kpp')} errorNs="documents" {...digits} />
              <TextField field={fields.ogrn} label={t('requisites.ogrn')} hint={t('hints.ogrn')} errorNs="documents" {...digits} />
            </div>
            <TextField field={fields.legalAddress} label={t('requisites.legalAddress')} errorNs="documents" autoComplete="off" />
            <div className="grid gap-5 sm:grid-cols-[2fr_1fr]">
              <TextField field={fields.bankName} label={t('requisites.bankName')} errorNs="documents" autoComplete="off" />
              <TextField field={fields.bik} label={t('requisites.bik')} hint={t('hints.bik')} errorNs="documents" {...digits} />
            </div>
            <div className="grid gap-5 sm:grid-cols-2">
              <TextField field={fields.bankAccount} label={t('requisites.bankAccount')} hint={t('hints.account')} errorNs="documents" {...digits} />
              <TextField field={fields.correspondentAccount} label={t('requisites.correspondentAccount')} hint={t('hints.correspondentAccount')} errorNs="documents" {...digits} />
            </div>
            <div className="grid gap-5 sm:grid-cols-2">
              <TextField field={fields.director} label={t('requisites.director')} hint={t('hints.director')} errorNs="documents" autoComplete="off" />
              <TextField field={fields.accountant} label={t('requisites.accountant')} errorNs="documents" autoComplete="off" />
            </div>
          </fieldset>
          {canUpdate ? (
            <div>
              <SubmitButton name="intent" value="requisites" pendingLabel={t('settings:saving')}>{t('common:save')}</SubmitButton>
            </div>
          ) : null}
        </div>
      </Card>
    </Form>
  );
}
