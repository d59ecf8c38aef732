import { Form, useNavigation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, SubmitButton } from '~/ui/button';
import { SheetFileField } from '~/ui/sheet-file-field';

/** One file, and what to do with it. Without a script it is chosen anew for the import after a check. */
export function CatalogUpload({ error }: { error: string | null }) {
  const { t } = useTranslation('catalog-import');
  const isSending = useNavigation().state === 'submitting';
  return (
    <Form method="post" encType="multipart/form-data" className="flex flex-col gap-3">
      <SheetFileField label={t('upload.label')} hint={t('upload.hint')} error={error} />
      <div className="flex flex-wrap items-center gap-3">
        <Button name="intent" value="check">{t('upload.check')}</Button>
        <SubmitButton name="intent" value="load">{t('upload.import')}</SubmitButton>
        <p aria-live="polite" className="text-13 text-muted">{isSending ? t('upload.sending') : t('upload.checkHint')}</p>
      </div>
    </Form>
  );
}
