import { Link } from '@remix-run/react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '../button';

/** Searches of the neighbouring pages and of the start; null where there is none. */
export interface PageLinks {
  previous: string | null;
  next: string | null;
  first?: string | null;
}

/** The ways to a list's other pages. */
export function Pager({ previous, next, first }: PageLinks) {
  const { t } = useTranslation('common');
  if (previous === null && next === null && (first ?? null) === null) return null;
  return (
    <nav aria-label={t('pagination.label')} className="flex items-center gap-2">
      {first != null ? <Link to={{ search: first }} className={buttonClass('quiet', 'small')}>{t('pagination.first')}</Link> : null}
      {previous !== null ? (
        <Link to={{ search: previous }} rel="prev" className={buttonClass('secondary', 'small')}>
          <ChevronLeft aria-hidden="true" className="size-4" />
          {t('pagination.previous')}
        </Link>
      ) : null}
      {next !== null ? (
        <Link to={{ search: next }} rel="next" className={buttonClass('secondary', 'small')}>
          {t('pagination.next')}
          <ChevronRight aria-hidden="true" className="size-4" />
        </Link>
      ) : null}
    </nav>
  );
}
