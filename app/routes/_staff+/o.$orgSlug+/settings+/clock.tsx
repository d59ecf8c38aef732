import { getInputProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { PRIORITIES } from '~/domain/leads/lead-options';
import { clockFormSchema, toClockForm, WEEKDAYS } from '~/domain/organizations/clock-form.schema';
import { findSettings } from '~/domain/organizations/settings.server';
import { getFixedT } from '~/platform/i18n.server';
import { controlClass, TextareaField, TextField } from '~/ui/field';
import { TemperatureBadge } from '~/ui/temperature-badge';
import { saveSection } from './__save.server';
import { SectionForm } from './__section-form';

export const handle = { i18n: ['settings'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { db, org, can } = await requireStaff(args, 'organization', 'read');
  const t = await getFixedT(args.request, 'settings');
  const { version, responseClock, timeZone } = await findSettings(db);
  return {
    title: `${t('sections.clock')} · ${org.name}`,
    settings: { version, ...toClockForm(responseClock) },
    canUpdate: Boolean(can('organization', 'update')),
    timeZone,
  };
}

export function action(args: ActionFunctionArgs) {
  return saveSection(args, clockFormSchema, ({ version, clock }) => ({ version, responseClock: clock }));
}

const spans = [['opens', 'closes'], ['opensAgain', 'closesAgain']] as const;

export default function ClockSettingsPage() {
  const { t } = useTranslation(['settings', 'common']);
  const { settings, canUpdate, timeZone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm({
    lastResult: answer?.result,
    defaultValue: settings,
    shouldValidate: 'onBlur',
    shouldRevalidate: 'onInput',
    onValidate: ({ formData }) => parseWithZod(formData, { schema: clockFormSchema }),
  });
  const targets = fields.targets.getFieldset();
  const days = fields.days.getFieldList();
  const current = answer?.current;
  const conflict = current && conflictRows(toClockForm(current.responseClock), form.value, t);

  return (
    <SectionForm form={form} title={t('sections.clock')} intro={t('clock.intro')} version={current?.version ?? settings.version} canUpdate={canUpdate} conflict={conflict ?? null}>
      <fieldset className="min-w-0">
        <legend className="text-14 font-semibold">{t('clock.targets')}</legend>
        <p className="mb-3 text-12 text-muted">{t('clock.targetsHint')}</p>
        <div className="grid gap-4 sm:grid-cols-3">
          {PRIORITIES.map((priority) => (
            <TextField
              key={priority}
              field={targets[priority]}
              type="number"
              step="0.25"
              min="0.25"
              inputMode="decimal"
              label={<TemperatureBadge priority={priority} />}
              hint={t('clock.hours')}
              errorNs="settings"
            />
          ))}
        </div>
      </fieldset>
      <fieldset className="min-w-0">
        <legend className="text-14 font-semibold">{t('clock.week')}</legend>
        <p className="mb-3 text-12 text-muted">{t('clock.weekHint', { timeZone: timeZone.replaceAll('_', ' ') })}</p>
        {fields.days.errors ? <p id={fields.days.errorId} role="alert" className="mb-2 text-13 text-danger">{fields.days.errors.map((key) => t(key)).join(' ')}</p> : null}
        <ul className="flex flex-col gap-2">
          {days.map((day, index) => {
            const parts = day.getFieldset();
            const weekday = t(`clock.days.${WEEKDAYS[index] ?? 1}`);
            const errors = parts.opens.errors;
            return (
              <li key={day.key} className="grid items-center gap-x-4 gap-y-1 sm:grid-cols-[7.5rem_1fr]">
                <span className="text-14">{weekday}</span>
                <span className="flex flex-wrap items-center gap-x-5 gap-y-1.5">
                  {spans.map(([from, to], which) => (
                    <span key={from} className="flex items-center gap-1.5">
                      {[from, to].map((name, end) => {
                        const { key, ...props } = getInputProps(parts[name], { type: 'text' });
                        return (
                          <span key={name} className="flex items-center gap-1.5">
                            {end === 1 ? <span aria-hidden="true" className="text-muted">–</span> : null}
                            <input
                              key={key}
                              {...props}
                              aria-label={t(`clock.${name}`, { day: weekday })}
                              aria-invalid={errors ? true : undefined}
                              aria-describedby={errors ? parts.opens.errorId : undefined}
                              inputMode="numeric"
                              autoComplete="off"
                              maxLength={5}
                              placeholder={which === 0 && end === 0 ? t('clock.closed') : '—'}
                              className={`${controlClass} w-23! text-center`}
                            />
                          </span>
                        );
                      })}
                    </span>
                  ))}
                </span>
                {errors ? <p id={parts.opens.errorId} className="text-13 text-danger sm:col-start-2">{errors.map((key) => t(key)).join(' ')}</p> : null}
              </li>
            );
          })}
        </ul>
      </fieldset>
      <TextareaField field={fields.holidays} label={t('clock.holidays')} hint={t('clock.holidaysHint')} errorNs="settings" rows={4} className="max-w-80" />
    </SectionForm>
  );
}

type ClockForm = ReturnType<typeof toClockForm>;
type Say = (key: string) => string;

function conflictRows(saved: ClockForm, typed: unknown, t: Say) {
  const mine = typed as { days?: Partial<ClockForm['days'][number]>[]; holidays?: string; targets?: Partial<Record<keyof ClockForm['targets'], string>> } | undefined;
  const sayDay = (day: Partial<ClockForm['days'][number]> | undefined) =>
    spans.flatMap(([from, to]) => (day?.[from] || day?.[to] ? [`${day[from] ?? ''}–${day[to] ?? ''}`] : [])).join(', ');
  return [
    ...PRIORITIES.map((priority) => ({ label: t(`common:temperature.${priority}`), saved: String(saved.targets[priority]), typed: mine?.targets?.[priority] ?? '' })),
    ...WEEKDAYS.map((weekday, index) => ({ label: t(`clock.days.${weekday}`), saved: sayDay(saved.days[index]), typed: sayDay(mine?.days?.[index]) })),
    { label: t('clock.holidays'), saved: saved.holidays, typed: mine?.holidays ?? '' },
  ];
}
