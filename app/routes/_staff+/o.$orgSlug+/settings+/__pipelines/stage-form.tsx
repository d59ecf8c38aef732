import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { StageRow } from '~/domain/deals/list-pipelines.server';
import { PIPELINE_NAME_MAX, ROT_DAYS_MAX } from '~/domain/deals/pipeline.schema';
import { STAGE_COLORS } from '~/domain/deals/stage-colors';
import { SubmitButton, buttonClass } from '~/ui/button';
import { SelectField, TextField } from '~/ui/field';

interface Values {
  name: string;
  color: string;
  probability: string;
  rotDays: string;
}

interface Props {
  pipelineId: string;
  /** Without one: a new stage. */
  stage?: StageRow;
  lastResult: SubmissionResult | undefined;
}

/** A new stage, or the change of one. */
export function StageForm({ pipelineId, stage, lastResult }: Props) {
  const { t } = useTranslation(['pipelines', 'common']);
  const [form, fields] = useForm<Values>({
    id: stage ? `stage-${stage.id}` : `stage-new-${pipelineId}`,
    lastResult,
    constraint: { name: { required: true, maxLength: PIPELINE_NAME_MAX }, probability: { required: true, min: 0, max: 100 }, rotDays: { min: 1, max: ROT_DAYS_MAX } },
    defaultValue: stage
      ? { name: stage.name, color: stage.color, probability: String(stage.probability), rotDays: stage.rotDays === null ? '' : String(stage.rotDays) }
      : { color: 'blue', probability: '50', rotDays: '10' },
  });
  return (
    <Form method="post" {...getFormProps(form)} preventScrollReset className="flex flex-col gap-4">
      <input type="hidden" name="intent" value={stage ? 'stage-update' : 'stage-create'} />
      <input type="hidden" name="pipelineId" value={pipelineId} />
      {stage ? <input type="hidden" name="id" value={stage.id} /> : null}
      <div className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_1fr]">
        <TextField field={fields.name} label={t('form.stage')} errorNs="pipelines" autoComplete="off" />
        <SelectField field={fields.color} label={t('form.color')} errorNs="pipelines" options={STAGE_COLORS.map((value) => ({ value, label: t(`colors.${value}`) }))} />
        <TextField field={fields.probability} type="number" inputMode="numeric" label={t('form.probability')} errorNs="pipelines" />
        <TextField field={fields.rotDays} type="number" inputMode="numeric" label={t('form.rotDays')} hint={t('form.rotDaysHint')} errorNs="pipelines" />
      </div>
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel={t('form.saving')}>{t(stage ? 'common:save' : 'form.addStage')}</SubmitButton>
        <Link to={{ search: '' }} preventScrollReset className={buttonClass('quiet')}>{t('common:cancel')}</Link>
      </div>
    </Form>
  );
}
