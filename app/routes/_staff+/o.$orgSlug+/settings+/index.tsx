import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { CURRENCIES, timeZones } from '~/domain/accounts/organization-options';
import { organizationSchema } from '~/domain/organizations/settings.schema';
import { findSettings } from '~/domain/organizations/settings.server';
import { getFixedT } from '~/platform/i18n.server';
import { SelectField, TextField } from '~/ui/field';
import { saveSection } from './__save.server';
import { SectionForm } from './__section-form';

export const handle = { i18n: ['settings'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { db, org, can } = await requireStaff(args, 'organization', 'read');
  const t = await getFixedT(args.request, 'settings');
  const { version, name, timeZone, currency } = await findSettings(db);
  return {
    title: `${t('sections.organization')} · ${org.name}`,
    settings: { version, name, timeZone, currency },
    canUpdate: Boolean(can('organization', 'update')),
    timeZones: timeZones(),
    address: `/o/${org.slug}`,
  };
}

export function action(args: ActionFunctionArgs) {
  return saveSection(args, organizationSchema, (value) => value);
}

export default function OrganizationSettingsPage() {
  const { t, i18n } = useTranslation('settings');
  const { settings, canUpdate, timeZones: zones, address } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm({
    lastResult: answer?.result,
    constraint: getZodConstraint(organizationSchema),
    defaultValue: settings,
    shouldValidate: 'onBlur',
    shouldRevalidate: 'onInput',
    onValidate: ({ formData }) => parseWithZod(formData, { schema: organizationSchema }),
  });
  const current = answer?.current;
  const names = ['name', 'timeZone', 'currency'] as const;
  const conflict = current && names.map((name) => ({ label: t(`organization.${name}`), saved: current[name], typed: fields[name].value ?? '' }));
  const currencyNames = new Intl.DisplayNames([i18n.language], { type: 'currency' });
  return (
    <SectionForm form={form} title={t('sections.organization')} intro={t('organization.intro')} version={current?.version ?? settings.version} canUpdate={canUpdate} conflict={conflict ?? null}>
      <TextField field={fields.name} label={t('organization.name')} hint={t('organization.nameHint')} errorNs="settings" autoComplete="organization" />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField field={fields.timeZone} label={t('organization.timeZone')} hint={t('organization.timeZoneHint')} errorNs="settings" options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))} />
        <SelectField field={fields.currency} label={t('organization.currency')} hint={t('organization.currencyHint')} errorNs="settings" options={CURRENCIES.map((code) => ({ value: code, label: `${code} — ${currencyNames.of(code) ?? code}` }))} />
      </div>
      <div>
        <p className="text-13 font-medium">{t('organization.address')}</p>
        <p className="mt-1 font-mono text-13 text-muted">{address}</p>
        <p className="mt-1 text-12 text-muted">{t('organization.addressHint')}</p>
      </div>
    </SectionForm>
  );
}
