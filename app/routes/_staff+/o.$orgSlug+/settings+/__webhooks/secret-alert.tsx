import { useTranslation } from 'react-i18next';
import { Alert } from '~/ui/alert';
import { CopyButton } from '~/ui/copy-button';

/** A new secret, the only time that it is shown. */
export function SecretAlert({ secret }: { secret: string }) {
  const { t } = useTranslation('webhooks');
  return (
    <Alert tone="ok" title={t('secret.title')}>
      <p>{t('secret.text')}</p>
      <p className="mt-2 flex items-center gap-1 rounded-control border border-line bg-surface py-1 pr-1 pl-3">
        <code data-secret className="min-w-0 flex-1 font-mono text-13 break-all">{secret}</code>
        <CopyButton text={secret} />
      </p>
    </Alert>
  );
}
