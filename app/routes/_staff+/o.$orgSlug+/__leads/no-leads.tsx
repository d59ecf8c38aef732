import { Link } from '@remix-run/react';
import { CircleCheck, Inbox } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '~/ui/button';
import { NoRows } from '~/ui/list/no-rows';

/** Nothing came yet, all is done, or nothing fits. */
export function NoLeads({ isFiltered, isOpen, hasAny, formUrl }: { isFiltered: boolean; isOpen: boolean; hasAny: boolean; formUrl: string }) {
  const { t } = useTranslation('leads');
  return (
    <NoRows
      reason={!hasAny ? 'empty' : isOpen && !isFiltered ? 'done' : 'noMatch'}
      empty={{ icon: Inbox, title: t('empty.title'), text: t('empty.text'), action: <a href={formUrl} className={buttonClass('primary')}>{t('empty.action')}</a> }}
      done={{ icon: CircleCheck, title: t('allDone.title'), text: t('allDone.text'), action: <Link to={{ search: 'state=all' }} className={buttonClass('secondary')}>{t('allDone.action')}</Link> }}
      noMatch={{ title: t('noMatch.title'), text: t('noMatch.text') }}
    />
  );
}
