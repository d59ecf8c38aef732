import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { Form, Link } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CUSTOM_FIELD_TYPES, LABEL_MAX, type CustomField, type CustomFieldEntity } from '~/domain/custom-fields/custom-field';
import { Alert } from '~/ui/alert';
import { SubmitButton, buttonClass } from '~/ui/button';
import { CheckboxField, SelectField, TextareaField, TextField } from '~/ui/field';

interface Props {
  entity: CustomFieldEntity;
  /** Without one: a new field. */
  field?: CustomField;
  /** As somebody else has saved it meanwhile. */
  current?: CustomField | null;
  cancelTo: string;
  lastResult: SubmissionResult | undefined;
}

interface Values {
  label: string;
  type: string;
  options: string;
  isRequired: boolean;
}

/** A new custom field, or the change of one: its type stays then. Options have a place only where there can be some. */
export function FieldForm({ entity, field, current, cancelTo, lastResult }: Props) {
  const { t } = useTranslation(['fields', 'common']);
  const [form, inputs] = useForm<Values>({
    id: field ? `field-${field.id}` : 'field-new',
    lastResult,
    constraint: { label: { required: true, maxLength: LABEL_MAX } },
    defaultValue: field ? { label: field.label, type: field.type, options: field.options.join('\n'), isRequired: field.isRequired } : { type: 'TEXT' },
  });
  const type = field?.type ?? inputs.type.value;
  // without a script the type can change unseen, so the options stay in sight
  const [isLive, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  return (
    <Form method="post" {...getFormProps(form)} preventScrollReset className="flex flex-col gap-4">
      <input type="hidden" name="intent" value={field ? 'update' : 'create'} />
      {field ? (
        <>
          <input type="hidden" name="id" value={field.id} />
          <input type="hidden" name="version" value={current?.version ?? field.version} />
        </>
      ) : (
        <input type="hidden" name="entity" value={entity} />
      )}
      {current ? (
        <Alert tone="warm" title={t('conflict.title')}>
          <p>{t('conflict.text', { label: current.label, options: current.options.join(', ') || '—' })}</p>
        </Alert>
      ) : null}
      <div className="grid items-start gap-4 md:grid-cols-2">
        <div className="flex flex-col gap-4">
          <TextField field={inputs.label} label={t('form.label')} hint={t('form.labelHint')} errorNs="fields" autoComplete="off" />
          {field ? null : <SelectField field={inputs.type} label={t('form.type')} errorNs="fields" options={CUSTOM_FIELD_TYPES.map((value) => ({ value, label: t(`types.${value}`) }))} />}
          <CheckboxField field={inputs.isRequired} label={t('form.required')} />
        </div>
        {field && type !== 'CHOICE' ? null : (
          <TextareaField
            field={inputs.options}
            label={t('form.options')}
            hint={t(field ? 'form.optionsEditHint' : 'form.optionsHint')}
            errorNs="fields"
            rows={6}
            className={isLive && type !== 'CHOICE' ? 'hidden' : undefined}
          />
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel={t('form.saving')}>{t(field ? 'common:save' : 'form.create')}</SubmitButton>
        <Link to={cancelTo} preventScrollReset className={buttonClass('quiet')}>{t('common:cancel')}</Link>
      </div>
    </Form>
  );
}
