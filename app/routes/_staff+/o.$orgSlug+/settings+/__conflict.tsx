import { useTranslation } from 'react-i18next';
import { Alert } from '~/ui/alert';

export interface ConflictRow {
  label: string;
  /** As it is saved now. */
  saved: string;
  /** As it was typed. */
  typed: string;
}

/** Somebody saved in between: what is saved beside what was typed, only where they differ. */
export function ConflictAlert({ rows }: { rows: ConflictRow[] }) {
  const { t } = useTranslation('settings');
  const different = rows.filter(({ saved, typed }) => saved.trim() !== typed.trim());
  return (
    <Alert tone="warm" title={t('conflict.title')}>
      <p>{different.length > 0 ? t('conflict.text') : t('conflict.same')}</p>
      {different.length > 0 ? (
        <table className="mt-3 w-full text-left text-13">
          <caption className="sr-only">{t('conflict.title')}</caption>
          <thead>
            <tr className="text-12 text-muted">
              <th scope="col" className="py-1 pr-3 font-medium">{t('conflict.field')}</th>
              <th scope="col" className="py-1 pr-3 font-medium">{t('conflict.saved')}</th>
              <th scope="col" className="py-1 font-medium">{t('conflict.typed')}</th>
            </tr>
          </thead>
          <tbody>
            {different.map(({ label, saved, typed }) => (
              <tr key={label} className="align-top">
                <th scope="row" className="py-1 pr-3 font-normal text-muted">{label}</th>
                <td className="max-w-80 py-1 pr-3 break-words whitespace-pre-line">{saved || '—'}</td>
                <td className="max-w-80 py-1 break-words whitespace-pre-line">{typed || '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </Alert>
  );
}
