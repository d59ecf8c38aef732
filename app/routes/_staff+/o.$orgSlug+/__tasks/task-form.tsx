import { useForm, type SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { Flag } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { weekdayName } from '~/domain/tasks/due-words';
import { INTERVAL_MAX, REPEATS } from '~/domain/tasks/recurrence';
import { REMINDERS } from '~/domain/tasks/task-due';
import { DESCRIPTION_MAX, TASK_PRIORITIES, TITLE_MAX } from '~/domain/tasks/task-rules';
import { Alert } from '~/ui/alert';
import { SubmitButton } from '~/ui/button';
import { ChoiceField } from '~/ui/choice-field';
import { DateField } from '~/ui/date-field';
import { SelectField, TextareaField, TextField } from '~/ui/field';
import type { PickChoice } from '~/ui/record-pick';
import { RecordPicker } from '~/ui/record-picker';
import type { TaskFormData } from './load-task-form.server';

export interface TaskFormAnswer {
  result: SubmissionResult;
  picks: Record<'contact' | 'deal', { choices: PickChoice[]; query?: string | undefined }>;
  conflict: { version: number; now: string } | null;
}

interface Props {
  data: TaskFormData;
  answer: TaskFormAnswer | undefined;
  /** Of the task as it was read; without one it is new. */
  version?: number;
}

interface Fields {
  title: string;
  description: string;
  dueDay: string;
  dueTime: string;
  priority: string;
  assigneeId: string;
  contactId: string;
  dealId: string;
  leadId: string;
  orderId: string;
  reminder: string;
  every: string;
  interval: string;
  weekdays: string[];
  until: string;
}

/** A task's form, new or not. The parts of a repeat show with the choice that needs them, without JavaScript too. */
export function TaskForm({ data, answer, version }: Props) {
  const { t } = useTranslation(['tasks', 'common']);
  const isNew = version === undefined;
  const [form, fields] = useForm<Fields>({
    id: 'task',
    lastResult: answer?.result,
    defaultValue: data.values,
    constraint: { title: { required: true, maxLength: TITLE_MAX }, description: { maxLength: DESCRIPTION_MAX } },
    shouldRevalidate: 'onSubmit',
  });
  const optionsUrl = `/resources/o/${data.slug}`;
  return (
    <Form method="post" id={form.id} noValidate className="group/task flex max-w-3xl flex-col gap-5 rounded-card border border-line bg-surface p-4 shadow-card md:p-6">
      {isNew ? null : <input type="hidden" name="version" value={answer?.conflict?.version ?? version} />}
      {answer?.conflict ? (
        <Alert tone="danger" title={t('conflict.title')}>
          <p>{answer.conflict.now}</p>
          <p>{t('conflict.keep')}</p>
        </Alert>
      ) : null}
      <TextField field={fields.title} label={t('form.title')} errorNs="tasks" autoComplete="off" />
      <div className="grid gap-4 sm:grid-cols-3">
        <DateField field={fields.dueDay} label={t('form.dueDay')} errorNs="tasks" />
        <DateField field={fields.dueTime} type="time" label={t('form.dueTime')} hint={t('form.timeHint')} errorNs="tasks" />
        <SelectField field={fields.reminder} label={t('form.reminder')} hint={t('reminderHint')} errorNs="tasks" options={REMINDERS.map((value) => ({ value, label: t(`reminder.${value}`) }))} />
      </div>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <ChoiceField field={fields.priority} label={t('form.priority')} errorNs="tasks" options={TASK_PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`), ...(value === 'HIGH' && { Icon: Flag }) }))} />
        <SelectField field={fields.assigneeId} label={t('form.assignee')} errorNs="tasks" emptyLabel={t('nobody')} options={data.people.map(({ id, name }) => ({ value: id, label: id === data.me ? `${name} (${t('you').toLowerCase()})` : name }))} />
      </div>
      <TextareaField field={fields.description} label={t('form.description')} errorNs="tasks" rows={4} />
      <div className="grid gap-4 sm:grid-cols-2">
        <RecordPicker field={fields.contactId} label={t('form.contact')} errorNs="tasks" optionsUrl={`${optionsUrl}/contact-options`} selected={data.picks.contact} query={answer?.picks.contact.query} choices={answer?.picks.contact.choices} />
        <RecordPicker field={fields.dealId} label={t('form.deal')} errorNs="tasks" optionsUrl={`${optionsUrl}/deal-options`} selected={data.picks.deal} query={answer?.picks.deal.query} choices={answer?.picks.deal.choices} />
        {data.picks.lead ? (
          <label className="flex items-center gap-2.5 text-14 pointer-coarse:min-h-11">
            <input type="checkbox" name="leadId" value={data.picks.lead.id} defaultChecked={fields.leadId.initialValue !== undefined} className="size-4.5 accent-accent" />
            {t('form.leadKeep', { name: data.picks.lead.label })}
          </label>
        ) : null}
        {data.picks.order ? (
          <label className="flex items-center gap-2.5 text-14 pointer-coarse:min-h-11">
            <input type="checkbox" name="orderId" value={data.picks.order.id} defaultChecked={fields.orderId.initialValue !== undefined} className="size-4.5 accent-accent" />
            {t('form.orderKeep', { number: data.picks.order.label })}
          </label>
        ) : null}
        {data.hasHidden ? <p className="text-13 text-muted sm:col-span-2">{t('form.hidden')}</p> : null}
      </div>
      <RepeatFields fields={fields} />
      <div className="flex justify-end border-t border-line pt-4"><SubmitButton>{t(isNew ? 'form.create' : 'form.save')}</SubmitButton></div>
    </Form>
  );
}

function RepeatFields({ fields }: { fields: ReturnType<typeof useForm<Fields>>[1] }) {
  const { t, i18n } = useTranslation('tasks');
  const initial = fields.weekdays.initialValue;
  const chosen = Array.isArray(initial) ? initial : typeof initial === 'string' ? [initial] : [];
  return (
    <fieldset className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-3">
        <SelectField field={fields.every} label={t('form.every')} errorNs="tasks" options={(['none', ...REPEATS] as const).map((value) => ({ value, label: t(`every.${value}`) }))} />
        <TextField field={fields.interval} type="number" inputMode="numeric" min={1} max={INTERVAL_MAX} label={t('form.interval')} errorNs="tasks" className="group-has-[option[value=none]:checked]/task:hidden group-has-[option[value=workday]:checked]/task:hidden" />
        <DateField field={fields.until} label={t('form.until')} hint={t('form.untilHint')} errorNs="tasks" className="group-has-[option[value=none]:checked]/task:hidden" />
      </div>
      <fieldset className="hidden group-has-[option[value=week]:checked]/task:block">
        <legend className="mb-1 text-13 font-medium">{t('form.weekdays')}</legend>
        <div className="flex flex-wrap gap-1.5">
          {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
            <label key={weekday} className="grid min-h-9 min-w-11 place-items-center rounded-control border border-line-strong px-2 text-14 hover:bg-raised has-checked:border-accent has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:min-h-11">
              <input type="checkbox" name="weekdays" value={weekday} defaultChecked={chosen.includes(String(weekday))} className="sr-only" />
              {weekdayName(weekday, i18n.language)}
            </label>
          ))}
        </div>
        <p className="mt-1 text-12 text-muted">{t('form.weekdaysHint')}</p>
      </fieldset>
    </fieldset>
  );
}
