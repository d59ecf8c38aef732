import { useTranslation } from 'react-i18next';
import { Alert } from '~/ui/alert';
import { CopyButton } from '~/ui/copy-button';
import { controlClass } from '~/ui/field';

/** A new key: shown in this one answer. */
export function KeyOnce({ name, secret }: { name: string; secret: string }) {
  const { t } = useTranslation('api-keys');
  return (
    <Alert tone="ok" title={t('once.title', { name })}>
      <p className="max-w-prose">{t('once.text')}</p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <input readOnly value={secret} aria-label={t('once.label')} onFocus={(event) => event.currentTarget.select()} className={`${controlClass} min-w-0 flex-1 basis-64 font-mono text-13`} />
        <CopyButton text={secret} wide />
      </div>
      <p className="mt-2 text-13 text-muted">
        {t('once.use')} <code className="font-mono text-12 break-all">Authorization: Bearer {secret.slice(0, 12)}…</code>
      </p>
    </Alert>
  );
}
