import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Alert } from '~/ui/alert';
import { Button, buttonClass } from '~/ui/button';
import { Card } from '~/ui/card';

/** For a member who lost phone and codes; opened first, so that nobody does it in passing. */
export function ResetFactorsForm({ name, isRefused }: { name: string; isRefused: boolean }) {
  const { t } = useTranslation('security');
  return (
    <Card title={t('member.title')}>
      <p className="-mt-2 mb-3 max-w-prose text-14 text-muted">{t('member.text', { name })}</p>
      {isRefused ? <Alert tone="danger">{t('member.elsewhere', { name })}</Alert> : (
        <details>
          <summary className={buttonClass('danger', 'normal', 'cursor-pointer')}>{t('member.open')}</summary>
          <Form method="post" className="mt-4 flex flex-col items-start gap-4 border-t border-line pt-4">
            <p className="max-w-prose text-14">{t('member.confirm', { name })}</p>
            <Button look="danger" name="intent" value="resetFactors">{t('member.submit')}</Button>
          </Form>
        </details>
      )}
    </Card>
  );
}
