import { Form, useNavigation } from '@remix-run/react';
import { FileSpreadsheet } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, SubmitButton } from '~/ui/button';
import { cx } from '~/ui/class-names';

/** One file, and what to do with it. Without a script it is chosen anew for the import after a check. */
export function CatalogUpload({ error }: { error: string | null }) {
  const { t } = useTranslation('catalog-import');
  const isSending = useNavigation().state === 'submitting';
  return (
    <Form method="post" encType="multipart/form-data" className="flex flex-col gap-3">
      <div className={cx('flex flex-col items-center gap-2 rounded-card border border-dashed border-line-strong bg-surface px-5 py-8 text-center has-focus-visible:border-accent', error && 'border-danger')}>
        <FileSpreadsheet aria-hidden="true" className="size-9 text-accent" strokeWidth={1.5} />
        <label htmlFor="file" className="text-16 font-semibold">{t('upload.label')}</label>
        <p id="file-hint" className="max-w-prose text-13 text-muted">{t('upload.hint')}</p>
        <input
          id="file"
          name="file"
          type="file"
          required
          accept=".csv,.txt,.tsv,.xlsx,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          aria-describedby={error ? 'file-error file-hint' : 'file-hint'}
          aria-invalid={error ? true : undefined}
          className="mt-1 w-full max-w-sm rounded-control text-13 file:mr-3 file:h-9 file:cursor-pointer file:rounded-control file:border file:border-line file:bg-raised file:px-3 file:text-13 file:font-medium file:text-ink pointer-coarse:file:h-11"
        />
        {error ? <p id="file-error" role="alert" className="text-13 text-danger">{error}</p> : null}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button name="intent" value="check">{t('upload.check')}</Button>
        <SubmitButton name="intent" value="load">{t('upload.import')}</SubmitButton>
        <p aria-live="polite" className="text-13 text-muted">{isSending ? t('upload.sending') : t('upload.checkHint')}</p>
      </div>
    </Form>
  );
}
