import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { publicFormSettingsSchema } from '~/domain/organizations/settings.schema';
import { findSettings } from '~/domain/organizations/settings.server';
import { getFixedT } from '~/platform/i18n.server';
import { CheckboxField, TextareaField, TextField } from '~/ui/field';
import { saveSection } from './__save.server';
import { SectionForm } from './__section-form';

export const handle = { i18n: ['settings'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { db, org, can } = await requireStaff(args, 'organization', 'read');
  const t = await getFixedT(args.request, 'settings');
  const { version, formIntro, contactPhone, contactEmail, privacyText, strictBehavior } = await findSettings(db);
  return {
    title: `${t('sections.form')} · ${org.name}`,
    settings: { version, formIntro, contactPhone, contactEmail, privacyText, strictBehavior },
    canUpdate: Boolean(can('organization', 'update')),
    formUrl: org.isDefault ? '/' : `/r/${org.slug}`,
  };
}

export function action(args: ActionFunctionArgs) {
  return saveSection(args, publicFormSettingsSchema, (value) => value);
}

export default function PublicFormSettingsPage() {
  const { t } = useTranslation('settings');
  const { settings, canUpdate, formUrl } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm({
    lastResult: answer?.result,
    constraint: getZodConstraint(publicFormSettingsSchema),
    defaultValue: settings,
    shouldValidate: 'onBlur',
    shouldRevalidate: 'onInput',
    onValidate: ({ formData }) => parseWithZod(formData, { schema: publicFormSettingsSchema }),
  });
  const current = answer?.current;
  const texts = ['formIntro', 'contactPhone', 'contactEmail', 'privacyText'] as const;
  const yesNo = (value: boolean) => (value ? t('yes') : t('no'));
  const conflict = current && [
    ...texts.map((name) => ({ label: t(`form.${name}`), saved: current[name] ?? '', typed: fields[name].value ?? '' })),
    { label: t('form.strictBehavior'), saved: yesNo(current.strictBehavior), typed: yesNo(fields.strictBehavior.value === 'on') },
  ];
  return (
    <SectionForm form={form} title={t('sections.form')} intro={t('form.intro')} version={current?.version ?? settings.version} canUpdate={canUpdate} conflict={conflict ?? null}>
      <a href={formUrl} className="-mt-3 inline-flex items-center gap-1.5 self-start text-14 font-medium text-accent underline-offset-4 hover:underline">
        <ExternalLink aria-hidden="true" className="size-4" />
        {t('form.open')}
      </a>
      <TextareaField field={fields.formIntro} label={t('form.formIntro')} hint={t('form.formIntroHint')} errorNs="settings" rows={3} />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField field={fields.contactPhone} type="tel" label={t('form.contactPhone')} hint={t('form.contactPhoneHint')} errorNs="settings" inputMode="tel" autoComplete="off" />
        <TextField field={fields.contactEmail} type="email" label={t('form.contactEmail')} hint={t('form.contactEmailHint')} errorNs="settings" inputMode="email" autoComplete="off" />
      </div>
      <TextareaField field={fields.privacyText} label={t('form.privacyText')} hint={t('form.privacyTextHint')} errorNs="settings" rows={10} />
      <CheckboxField field={fields.strictBehavior} label={t('form.strictBehavior')} hint={t('form.strictBehaviorHint')} errorNs="settings" />
    </SectionForm>
  );
}
