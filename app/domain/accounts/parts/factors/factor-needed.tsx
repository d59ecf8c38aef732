import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Alert } from '~/ui/alert';
import { buttonClass } from '~/ui/button';

export interface NeededBy {
  /** The organisation's name. */
  organization: string;
  /** Where the person was going. */
  back: string;
}

/** Why a member was led here, and the way back once the second step is set up. */
export function FactorNeeded({ needed: { organization, back }, isDone }: { needed: NeededBy; isDone: boolean }) {
  const { t } = useTranslation('security');
  if (!isDone) {
    return (
      <Alert tone="warm" title={t('needed.title', { organization })}>
        <p className="max-w-prose">{t('needed.text')}</p>
        <Link to="/organizations" className="mt-1 inline-block text-accent hover:underline">{t('needed.switch')}</Link>
      </Alert>
    );
  }
  return (
    <Alert tone="ok" title={t('needed.done', { organization })}>
      <Link to={back} className={buttonClass('primary', 'normal', 'mt-1')}>{t('needed.back')}</Link>
    </Alert>
  );
}
