import { Link } from '@remix-run/react';
import { CircleCheck, Inbox, SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';

/** Three reasons for an empty list, each with its own next step: nothing came yet, all is done, nothing fits. */
export function NoLeads({ isFiltered, isOpen, hasAny, formUrl }: { isFiltered: boolean; isOpen: boolean; hasAny: boolean; formUrl: string }) {
  const { t } = useTranslation('leads');
  if (!hasAny) {
    return (
      <EmptyState icon={Inbox} title={t('empty.title')} action={<a href={formUrl} className={buttonClass('primary')}>{t('empty.action')}</a>}>
        {t('empty.text')}
      </EmptyState>
    );
  }
  if (isOpen && !isFiltered) {
    return (
      <EmptyState icon={CircleCheck} title={t('allDone.title')} action={<Link to={{ search: 'state=all' }} className={buttonClass('secondary')}>{t('allDone.action')}</Link>}>
        {t('allDone.text')}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={SearchX} title={t('noMatch.title')} action={<Link to={{ search: '' }} className={buttonClass('secondary')}>{t('noMatch.action')}</Link>}>
      {t('noMatch.text')}
    </EmptyState>
  );
}
