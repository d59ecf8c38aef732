import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { SelectField, TextField } from '~/ui/field';
import { detailsSchema } from '../profile.schema';

interface Props {
  details: { name: string; phone: string; language: 'ru' | 'en'; timeZone: string };
  zones: string[];
  answer?: { result: SubmissionResult<string[]> };
}

/** Name, phone, language and time zone. A full page load on purpose: texts of both languages are never mixed. */
export function DetailsForm({ details, zones, answer }: Props) {
  const { t } = useTranslation(['profile', 'common']);
  const [form, fields] = useForm({ id: 'details', lastResult: answer?.result, constraint: getZodConstraint(detailsSchema), defaultValue: details });
  return (
    <Card title={t('details.title')}>
      <Form method="post" reloadDocument {...getFormProps(form)} className="grid gap-4 md:grid-cols-2">
        <TextField field={fields.name} label={t('details.name')} errorNs="auth" autoComplete="name" />
        <TextField field={fields.phone} label={t('details.phone')} hint={t('details.phoneHint')} errorNs="profile" type="tel" inputMode="tel" autoComplete="tel" />
        <SelectField
          field={fields.language}
          label={t('details.language')}
          errorNs="auth"
          options={detailsSchema.shape.language.options.map((value) => ({ value, label: t(`common:languages.${value}`) }))}
        />
        <SelectField
          field={fields.timeZone}
          label={t('details.timeZone')}
          hint={t('details.timeZoneHint')}
          errorNs="auth"
          emptyLabel={t('details.timeZoneOfOrganization')}
          options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        />
        <Button look="primary" name="intent" value="details" className="justify-self-start md:col-span-2">{t('common:save')}</Button>
      </Form>
    </Card>
  );
}
