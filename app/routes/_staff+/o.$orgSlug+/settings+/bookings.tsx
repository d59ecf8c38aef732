import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { bookingSettingsSchema } from '~/domain/bookings/booking-settings.schema';
import { findSettings } from '~/domain/organizations/settings.server';
import { getFixedT } from '~/platform/i18n.server';
import { TextField } from '~/ui/field';
import { saveSection } from './__save.server';
import { SectionForm } from './__section-form';

export const handle = { i18n: ['settings', 'bookings'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { db, org, can } = await requireStaff(args, 'organization', 'read');
  const t = await getFixedT(args.request, 'bookings');
  const { version, bufferBeforeMin, bufferAfterMin, shiftHours } = await findSettings(db);
  return {
    title: `${t('settings.title')} · ${org.name}`,
    settings: { version, bufferBeforeMin, bufferAfterMin, shiftHours },
    canUpdate: Boolean(can('organization', 'update')),
  };
}

export function action(args: ActionFunctionArgs) {
  return saveSection(args, bookingSettingsSchema, (value) => value);
}

export default function BookingSettingsPage() {
  const { t } = useTranslation('bookings');
  const { settings, canUpdate } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm({
    lastResult: answer?.result,
    constraint: getZodConstraint(bookingSettingsSchema),
    defaultValue: settings,
    shouldValidate: 'onBlur',
    shouldRevalidate: 'onInput',
    onValidate: ({ formData }) => parseWithZod(formData, { schema: bookingSettingsSchema }),
  });
  const current = answer?.current;
  const labels = { bufferBeforeMin: t('settings.before'), bufferAfterMin: t('settings.after'), shiftHours: t('settings.shift') };
  const names = ['bufferBeforeMin', 'bufferAfterMin', 'shiftHours'] as const;
  const conflict = current && names.map((name) => ({ label: labels[name], saved: String(current[name]), typed: String(fields[name].value ?? '') }));
  return (
    <SectionForm form={form} title={t('settings.title')} intro={t('settings.intro')} version={current?.version ?? settings.version} canUpdate={canUpdate} conflict={conflict ?? null}>
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <TextField field={fields.bufferBeforeMin} label={labels.bufferBeforeMin} hint={t('settings.bufferHint')} errorNs="bookings" inputMode="numeric" />
        <TextField field={fields.bufferAfterMin} label={labels.bufferAfterMin} errorNs="bookings" inputMode="numeric" />
      </div>
      <TextField field={fields.shiftHours} label={labels.shiftHours} hint={t('settings.shiftHint')} errorNs="bookings" inputMode="decimal" className="sm:w-1/2 sm:pr-2.5" />
    </SectionForm>
  );
}
