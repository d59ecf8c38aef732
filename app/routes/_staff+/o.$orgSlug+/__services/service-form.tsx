import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { serviceSchema } from '~/domain/catalog/service.schema';
import { Alert } from '~/ui/alert';
import { SubmitButton, buttonClass } from '~/ui/button';
import { CheckboxField, TextareaField, TextField } from '~/ui/field';

interface Service {
  id: string;
  version: number;
  name: string;
  description: string | null;
  offeredOnForm: boolean;
}

interface Props {
  intent: 'create' | 'update';
  service?: Service;
  lastResult: SubmissionResult | undefined;
  /** The row as somebody else has saved it meanwhile. */
  current?: Service | null;
}

/** New service or edit in place: the same fields. */
export function ServiceForm({ intent, service, lastResult, current }: Props) {
  const { t } = useTranslation(['services', 'common']);
  const [form, fields] = useForm({
    id: service ? `service-${service.id}` : 'service-new',
    lastResult,
    constraint: getZodConstraint(serviceSchema),
    defaultValue: service ?? { offeredOnForm: true },
    shouldValidate: 'onBlur',
    shouldRevalidate: 'onInput',
    onValidate: ({ formData }) => parseWithZod(formData, { schema: serviceSchema }),
  });
  return (
    <Form method="post" {...getFormProps(form)} preventScrollReset className="flex flex-col gap-4">
      <input type="hidden" name="intent" value={intent} />
      {service ? <input type="hidden" name="id" value={service.id} /> : null}
      {service ? <input type="hidden" name="version" value={current?.version ?? service.version} /> : null}
      {current ? <ConflictAlert current={current} /> : null}
      <div className="grid gap-4 md:grid-cols-[minmax(16rem,24rem)_1fr]">
        <div className="flex flex-col gap-3">
          <TextField field={fields.name} label={t('fields.name')} errorNs="services" placeholder={t('fields.namePlaceholder')} autoComplete="off" />
          <CheckboxField field={fields.offeredOnForm} label={t('fields.offered')} />
        </div>
        <TextareaField field={fields.description} label={t('fields.description')} hint={t('fields.descriptionHint')} errorNs="services" rows={3} />
      </div>
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel={t('saving')}>{intent === 'create' ? t('create') : t('common:save')}</SubmitButton>
        <Link to="." preventScrollReset className={buttonClass('quiet')}>{t('common:cancel')}</Link>
      </div>
    </Form>
  );
}

function ConflictAlert({ current }: { current: Service }) {
  const { t } = useTranslation('services');
  return (
    <Alert tone="warm" title={t('conflict.title')}>
      <p>{t('conflict.text')}</p>
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-13">
        <dt className="text-muted">{t('fields.name')}</dt>
        <dd className="font-medium">{current.name}</dd>
        <dt className="text-muted">{t('fields.description')}</dt>
        <dd className="whitespace-pre-line">{current.description ?? '—'}</dd>
        <dt className="text-muted">{t('fields.offered')}</dt>
        <dd>{current.offeredOnForm ? t('offeredYes') : t('offeredNo')}</dd>
      </dl>
      <Link to="." preventScrollReset className="mt-2 inline-block font-medium text-accent underline underline-offset-4">{t('conflict.keep')}</Link>
    </Alert>
  );
}
