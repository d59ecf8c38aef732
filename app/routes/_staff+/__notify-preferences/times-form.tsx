import { getFormProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { timesSchema } from '~/domain/notifications/preference.schema';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { TextField } from '~/ui/field';
import type { ProfileAnswer } from '../__profile/profile-intent.server';
import type { PreferencePlace } from './load-preferences.server';

/** Quiet hours and the time of the digest. */
export function TimesForm({ place: { organizationId, timeZone, times }, answer }: { place: PreferencePlace; answer?: ProfileAnswer | undefined }) {
  const { t } = useTranslation('notifications');
  const [form, fields] = useForm({
    id: 'times',
    defaultValue: times,
    ...(answer && { lastResult: answer.result }),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: timesSchema }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Card title={t('quiet.title')} aside={t('quiet.zone', { zone: timeZone })}>
      <Form method="post" preventScrollReset {...getFormProps(form)} className="flex flex-col gap-4">
        <input type="hidden" name="organizationId" value={organizationId} />
        <p className="max-w-prose text-14 text-muted">{t('quiet.intro')}</p>
        <div className="flex flex-wrap gap-3">
          <TextField field={fields.quietFrom} label={t('quiet.from')} type="time" errorNs="notifications" className="w-32" />
          <TextField field={fields.quietTo} label={t('quiet.to')} type="time" errorNs="notifications" className="w-32" />
        </div>
        <p className="text-13 text-muted">{t('quiet.off')}</p>
        <h3 className="mt-2 text-16 font-semibold">{t('digest.title')}</h3>
        <p className="max-w-prose text-14 text-muted">{t('digest.intro')}</p>
        <TextField field={fields.digestAt} label={t('digest.at')} hint={t('digest.off')} type="time" errorNs="notifications" className="max-w-64" />
        <Button name="intent" value="notify.times" className="self-start">{t('preferences.save')}</Button>
      </Form>
    </Card>
  );
}
