import { Form, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SubmitButton } from '~/ui/button';
import { SheetFileField } from '~/ui/sheet-file-field';

/** One file, by choosing or by dropping it: without a script the plain control does the same. */
export function UploadForm({ error }: { error?: string | undefined }) {
  const { t } = useTranslation('imports');
  const [name, setName] = useState<string | null>(null);
  const isSending = useNavigation().formData?.get('intent') === 'upload';
  return (
    <Form method="post" encType="multipart/form-data" className="flex flex-col gap-3">
      <SheetFileField label={t('upload.label')} hint={t('upload.hint')} error={error ?? null} onChoose={setName} />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton name="intent" value="upload" pendingLabel={t('upload.sending')}>{t('upload.submit')}</SubmitButton>
        <p aria-live="polite" className="text-13 text-muted">{isSending && name ? t('upload.reading', { name }) : t('upload.next')}</p>
      </div>
    </Form>
  );
}
