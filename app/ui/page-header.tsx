import { Link } from '@remix-run/react';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface Crumb {
  label: string;
  to: string;
}

/** Breadcrumb, the page's title, one line about it, and the actions at the right (one of them primary). */
export function PageHeader({ title, crumbs = [], intro, actions }: { title: ReactNode; crumbs?: Crumb[]; intro?: ReactNode; actions?: ReactNode }) {
  const { t } = useTranslation('common');
  return (
    <header className="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        {crumbs.length > 0 ? (
          <nav aria-label={t('breadcrumb')} className="mb-1 text-13 text-muted no-print">
            <ol className="flex flex-wrap items-center gap-1">
              {crumbs.map((crumb) => (
                <li key={crumb.to} className="flex items-center gap-1">
                  <Link to={crumb.to} className="rounded-sm hover:text-ink hover:underline">{crumb.label}</Link>
                  <ChevronRight aria-hidden="true" className="size-3.5" />
                </li>
              ))}
            </ol>
          </nav>
        ) : null}
        <h1 className="text-20 font-semibold tracking-tight md:text-28">{title}</h1>
        {intro ? <p className="mt-1 max-w-prose text-14 text-muted">{intro}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2 no-print">{actions}</div> : null}
    </header>
  );
}
