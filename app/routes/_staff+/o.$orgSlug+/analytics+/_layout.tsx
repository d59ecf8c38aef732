import type { LoaderFunctionArgs } from '@remix-run/node';
import { isRouteErrorResponse, NavLink, Outlet, useParams, useRouteError, useSearchParams } from '@remix-run/react';
import { Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { EmptyState } from '~/ui/empty-state';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { requireAnalytics } from './__guard.server';

export const handle = { i18n: ['analytics', 'form'] };

export async function loader(args: LoaderFunctionArgs) {
  await requireAnalytics(args);
  return null;
}

const tabs = [
  { key: 'statistics', path: '' },
  { key: 'heatmap', path: '/heatmap' },
  { key: 'views', path: '/views' },
] as const;
/** What stays chosen from one tab to the next. */
const SHARED = ['period', 'from', 'to', 'width'];

export default function AnalyticsLayout() {
  const { t } = useTranslation('analytics');
  const { orgSlug } = useParams();
  const [search] = useSearchParams();
  const kept = new URLSearchParams([...search].filter(([name]) => SHARED.includes(name))).toString();
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <nav aria-label={t('tabs.label')} className="no-print -mx-4 mb-5 border-b border-line px-4 md:mx-0 md:px-0">
        <ul className="flex gap-5 md:gap-6">
          {tabs.map(({ key, path }) => (
            <li key={key}>
              <NavLink
                to={{ pathname: `/o/${orgSlug}/analytics${path}`, search: kept }}
                end={path === ''}
                prefetch="intent"
                className={({ isActive }) =>
                  cx('-mb-px flex min-h-10 items-center border-b-2 text-14 pointer-coarse:min-h-11', isActive ? 'border-accent font-semibold text-ink' : 'border-transparent text-muted hover:text-ink')
                }
              >
                {t(`tabs.${key}`)}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <Outlet />
    </>
  );
}

export function ErrorBoundary() {
  const { t } = useTranslation('analytics');
  const error = useRouteError();
  const { orgSlug } = useParams();
  if (!isRouteErrorResponse(error) || error.status !== 403) return <ErrorScreen error={error} inFrame home={`/o/${orgSlug}`} />;
  return (
    <>
      <PageHeader title={t('title')} />
      <EmptyState icon={Lock} title={t('forbidden.title')} action={<ButtonLink to={`/o/${orgSlug}/leads`}>{t('forbidden.action')}</ButtonLink>}>
        {t('forbidden.text')}
      </EmptyState>
    </>
  );
}
