import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import type { PreferencePlace } from './load-preferences.server';

/** Sends a few words by every way there is. */
export function TestForm({ place: { organizationId } }: { place: PreferencePlace }) {
  const { t } = useTranslation('notifications');
  return (
    <Card title={t('test.title')}>
      <Form method="post" preventScrollReset className="flex flex-wrap items-center justify-between gap-3">
        <input type="hidden" name="organizationId" value={organizationId} />
        <p className="text-14 text-muted">{t('test.intro')}</p>
        <Button name="intent" value="notify.test">{t('test.send')}</Button>
      </Form>
    </Card>
  );
}
