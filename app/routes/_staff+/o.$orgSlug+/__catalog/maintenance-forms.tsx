import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { Form, Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MAINTENANCE_LIMITS } from '~/domain/catalog/maintenance/maintenance.schema';
import { Alert } from '~/ui/alert';
import { SubmitButton, buttonClass } from '~/ui/button';
import { DateField } from '~/ui/date-field';
import { SelectField, TextareaField, TextField } from '~/ui/field';
import type { ItemCard } from './load-card.server';
import type { ShownRecord } from './load-maintenance.server';

export const MAINTENANCE_FORMS = ['done', 'planned', 'plan'] as const;
export type MaintenanceForm = (typeof MAINTENANCE_FORMS)[number];

interface Props {
  card: ItemCard;
  lastResult: SubmissionResult | undefined;
}

const title = { required: true, maxLength: MAINTENANCE_LIMITS.title };
const text = { errorNs: 'catalog', autoComplete: 'off' } as const;
const number = { ...text, inputMode: 'decimal', maxLength: 20 } as const;

/** What recurs: every so many days, or hours of the meter. */
export function PlanForm({ lastResult }: Props) {
  const { t } = useTranslation('catalog');
  const [form, input] = useForm<Record<'title' | 'everyDays' | 'everyHours' | 'lastDay' | 'lastHours', string>>({ id: 'plan', lastResult, constraint: { title } });
  return (
    <Form method="post" preventScrollReset {...getFormProps(form)} className="flex flex-col gap-4">
      <input type="hidden" name="intent" value="plan-create" />
      <TextField {...text} field={input.title} label={t('maintenance.title1')} placeholder={t('maintenance.planExample')} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField {...text} field={input.everyDays} label={t('maintenance.everyDays')} inputMode="numeric" maxLength={4} />
        <TextField {...number} field={input.everyHours} label={t('maintenance.everyHours')} hint={t('maintenance.whichever')} />
        <DateField errorNs="catalog" field={input.lastDay} label={t('maintenance.lastDay')} />
        <TextField {...number} field={input.lastHours} label={t('maintenance.lastHours')} />
      </div>
      <Buttons>{t('maintenance.savePlan')}</Buttons>
    </Form>
  );
}

/** A time that is kept for care. */
export function PlannedForm({ card, lastResult, isTaken }: Props & { isTaken: boolean }) {
  const { t } = useTranslation('catalog');
  const [form, input] = useForm<Record<'title' | 'planId' | 'startsAt' | 'endsAt' | 'notes', string>>({ id: 'planned', lastResult, constraint: { title, startsAt: { required: true }, endsAt: { required: true } } });
  return (
    <Form method="post" preventScrollReset {...getFormProps(form)} className="flex flex-col gap-4">
      <input type="hidden" name="intent" value="maintenance-plan" />
      {isTaken ? <Alert tone="danger" title={t('errors.taken')}>{t('errors.takenText')}</Alert> : null}
      <TextField {...text} field={input.title} label={t('maintenance.title1')} />
      <PlanChoice card={card} field={input.planId} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <DateField errorNs="catalog" type="datetime-local" field={input.startsAt} label={t('maintenance.startsAt')} />
        <DateField errorNs="catalog" type="datetime-local" field={input.endsAt} label={t('maintenance.endsAt')} hint={t('maintenance.blocks')} />
      </div>
      <TextareaField field={input.notes} label={t('maintenance.notes')} errorNs="catalog" rows={2} />
      <Buttons>{t('maintenance.savePlanned')}</Buttons>
    </Form>
  );
}

/** What was done: a planned care, or one that nobody planned. */
export function DoneForm({ card, record, lastResult }: Props & { record: ShownRecord | null }) {
  const { t } = useTranslation('catalog');
  const [form, input] = useForm<Record<'title' | 'planId' | 'doneDay' | 'meterHours' | 'cost' | 'notes', string>>({
    id: 'done',
    lastResult,
    constraint: { title, doneDay: { required: true } },
    defaultValue: { title: record?.title ?? '', planId: record?.planId ?? '', doneDay: record?.doneDay ?? card.maintenance?.today ?? '', meterHours: record?.meterHours ?? '', cost: record?.costValue ?? '', notes: record?.notes ?? '' },
  });
  return (
    <Form method="post" preventScrollReset {...getFormProps(form)} className="flex flex-col gap-4">
      <input type="hidden" name="intent" value="maintenance-done" />
      {record ? <input type="hidden" name="recordId" value={record.id} /> : null}
      {record ? <input type="hidden" name="version" value={record.version} /> : null}
      <TextField {...text} field={input.title} label={t('maintenance.title1')} />
      <PlanChoice card={card} field={input.planId} />
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <DateField errorNs="catalog" field={input.doneDay} label={t('maintenance.doneDay')} />
        <TextField {...number} field={input.meterHours} label={t('maintenance.meter')} />
        <TextField {...number} field={input.cost} label={t('maintenance.cost')} hint={t('maintenance.costHint')} />
      </div>
      <TextareaField field={input.notes} label={t('maintenance.notes')} errorNs="catalog" rows={2} />
      <Buttons>{t('maintenance.saveDone')}</Buttons>
    </Form>
  );
}

function PlanChoice({ card, field }: { card: ItemCard; field: Parameters<typeof SelectField>[0]['field'] }) {
  const { t } = useTranslation('catalog');
  const plans = card.maintenance?.plans ?? [];
  if (plans.length === 0) return null;
  return <SelectField field={field} label={t('maintenance.byPlan')} errorNs="catalog" emptyLabel={t('maintenance.noPlan')} options={plans.map(({ id, title: label }) => ({ value: id, label }))} />;
}

function Buttons({ children }: { children: ReactNode }) {
  const { t } = useTranslation(['catalog', 'common']);
  return (
    <div className="flex flex-wrap gap-2">
      <SubmitButton pendingLabel={t('form.saving')}>{children}</SubmitButton>
      <Link to={{ search: '', hash: 'maintenance' }} preventScrollReset className={buttonClass('quiet')}>{t('common:cancel')}</Link>
    </div>
  );
}
