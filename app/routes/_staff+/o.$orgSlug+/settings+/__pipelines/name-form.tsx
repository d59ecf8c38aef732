import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { SubmitButton, buttonClass } from '~/ui/button';
import { TextField } from '~/ui/field';

interface Props {
  id: string;
  intent: string;
  label: string;
  submit: string;
  maxLength: number;
  /** The row that gets another name; without one a new row. */
  row?: { id: string; name: string; version?: number };
  lastResult: SubmissionResult | undefined;
}

/** One name: of a pipeline or a reason, new or changed. */
export function NameForm({ id, intent, label, submit, maxLength, row, lastResult }: Props) {
  const { t } = useTranslation(['pipelines', 'common']);
  const [form, fields] = useForm<{ name: string }>({ id, lastResult, constraint: { name: { required: true, maxLength } }, defaultValue: { name: row?.name ?? '' } });
  return (
    <Form method="post" {...getFormProps(form)} preventScrollReset className="flex flex-wrap items-end gap-2">
      <input type="hidden" name="intent" value={intent} />
      {row ? <input type="hidden" name="id" value={row.id} /> : null}
      {row?.version ? <input type="hidden" name="version" value={row.version} /> : null}
      <TextField field={fields.name} label={label} errorNs="pipelines" autoComplete="off" className="min-w-0 flex-1 basis-60" />
      <SubmitButton pendingLabel={t('form.saving')}>{submit}</SubmitButton>
      <Link to={{ search: '' }} preventScrollReset className={buttonClass('quiet')}>{t('common:cancel')}</Link>
    </Form>
  );
}
