import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Alert } from '~/ui/alert';
import { Button } from '~/ui/button';
import type { ContactConflict, ShownDuplicate } from './contact-form-data.server';

/** What was found to be the same client; the form can be saved nevertheless. */
export function DuplicatesAlert({ duplicates, contactsUrl }: { duplicates: readonly ShownDuplicate[]; contactsUrl: string }) {
  const { t } = useTranslation('contacts');
  return (
    <Alert tone="warm" title={t('duplicate.title', { count: duplicates.length })}>
      <ul className="flex flex-col gap-1">
        {duplicates.map(({ id, name, city, matched, value }) => (
          <li key={id} data-row="duplicate" data-id={id}>
            <Link to={`${contactsUrl}/${id}`} target="_blank" className="font-medium underline underline-offset-4">{name}</Link>
            {city ? `, ${city}` : ''} — {t(`duplicate.${matched}`, { value })}
          </li>
        ))}
      </ul>
      <p className="mt-2 text-13 text-muted">{t('duplicate.text')}</p>
      <Button name="saveAnyway" value="yes" size="small" className="mt-2">{t('duplicate.saveAnyway')}</Button>
    </Alert>
  );
}

/** Somebody saved in between: what is saved beside what was typed, only where they differ. `ns`: the namespace that says what was changed; what it leaves open is said by that of contacts. */
export function ConflictAlert({ conflict: { rows }, cancelTo, ns = 'contacts' }: { conflict: ContactConflict; cancelTo: string; ns?: string }) {
  const { t } = useTranslation([ns, 'contacts']);
  return (
    <Alert tone="warm" title={t('conflict.title')}>
      <p>{rows.length > 0 ? t('conflict.text') : t('conflict.same')}</p>
      {rows.length > 0 ? (
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
            {rows.map(({ label, saved, typed }) => (
              <tr key={label} className="align-top">
                <th scope="row" className="py-1 pr-3 font-normal text-muted">{label}</th>
                <td className="max-w-80 py-1 pr-3 break-words whitespace-pre-line">{saved || '—'}</td>
                <td className="max-w-80 py-1 break-words whitespace-pre-line">{typed || '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <Link to={cancelTo} className="mt-2 inline-block font-medium text-accent underline underline-offset-4">{t('conflict.keep')}</Link>
    </Alert>
  );
}
