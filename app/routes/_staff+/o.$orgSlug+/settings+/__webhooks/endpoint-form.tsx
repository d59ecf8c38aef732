import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { webhookEndpointSchema } from '~/domain/webhooks/endpoint.schema';
import { SubmitButton } from '~/ui/button';
import { TextField } from '~/ui/field';
import { EventChoice } from './event-choice';

interface Props {
  /** Null: a new one. */
  endpoint: { url: string; description: string; events: string[]; version: number } | null;
  lastResult: SubmissionResult<string[]> | undefined;
}

/** Where events are sent and which. */
export function EndpointForm({ endpoint, lastResult }: Props) {
  const { t } = useTranslation('webhooks');
  const [form, fields] = useForm({
    id: endpoint ? 'endpoint' : 'endpoint-new',
    lastResult,
    constraint: getZodConstraint(webhookEndpointSchema),
    defaultValue: endpoint ?? { url: '', description: '', events: [] },
    shouldRevalidate: 'onInput',
    onValidate: ({ formData }) => parseWithZod(formData, { schema: webhookEndpointSchema }),
  });
  const chosen = [fields.events.initialValue ?? []].flat().filter((event) => event !== undefined);
  return (
    <Form method="post" {...getFormProps(form)} className="flex flex-col gap-5">
      {endpoint ? <input type="hidden" name="version" value={endpoint.version} /> : null}
      <TextField field={fields.url} label={t('form.url')} hint={t('form.urlHint')} errorNs="webhooks" type="text" inputMode="url" autoComplete="off" spellCheck={false} placeholder="https://example.ru/teplo" />
      <TextField field={fields.description} label={t('form.description')} hint={t('form.descriptionHint')} errorNs="webhooks" autoComplete="off" />
      <EventChoice field={fields.events} chosen={chosen} />
      <div>
        <SubmitButton name="intent" value={endpoint ? 'save' : 'create'} pendingLabel={t('form.saving')}>{t(endpoint ? 'form.save' : 'form.create')}</SubmitButton>
      </div>
    </Form>
  );
}
