import type { LoaderFunctionArgs } from '@remix-run/node';
import { isRouteErrorResponse, NavLink, Outlet, useLoaderData, useLocation, useParams, useRouteError, useSearchParams } from '@remix-run/react';
import { Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import type { Resource } from '~/domain/accounts/permissions';
import { ButtonLink } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { EmptyState } from '~/ui/empty-state';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';

export const handle = { i18n: ['analytics', 'crm-analytics', 'form'] };

/** Who reads but own figures sees the pages that can be narrowed to them. */
export async function loader(args: LoaderFunctionArgs) {
  const { scope, can } = await requireStaff(args, 'analytics', 'read');
  return { shown: tabs.filter(({ resource, isOfAll }) => (scope === 'all' || !isOfAll) && (!resource || can(resource, 'read'))).map(({ key }) => key) };
}

interface TabOfFigures {
  key: string;
  path: string;
  /** Whoever reads this. */
  resource?: Resource;
  /** Figures of the whole organisation, which cannot be narrowed to a person. */
  isOfAll?: boolean;
}

const tabs: readonly TabOfFigures[] = [
  { key: 'deals', path: '/deals', resource: 'deals' },
  { key: 'tasks', path: '/tasks', resource: 'tasks' },
  { key: 'contacts', path: '/contacts', resource: 'contacts' },
  { key: 'activities', path: '/activities', resource: 'activities' },
  { key: 'funnel', path: '/funnel', resource: 'deals', isOfAll: true },
  { key: 'statistics', path: '', isOfAll: true },
  { key: 'heatmap', path: '/heatmap', isOfAll: true },
  { key: 'views', path: '/views', isOfAll: true },
];
/** The first of the pages about the form itself. */
const FORM_TABS = ['statistics', 'heatmap', 'views'];
/** What stays chosen from one tab to the next: people and periods among figures of the work, screens among those of the form. */
const SHARED = { work: ['period', 'from', 'to', 'owner'], form: ['period', 'from', 'to', 'width'] };

export default function AnalyticsLayout() {
  const { t } = useTranslation(['analytics', 'crm-analytics']);
  const { shown } = useLoaderData<typeof loader>();
  const { orgSlug } = useParams();
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  const base = `/o/${orgSlug}/analytics`;
  const isForm = tabs.some(({ key, path }) => FORM_TABS.includes(key) && pathname === base + path);
  const kept = (isOfForm: boolean) =>
    isOfForm === isForm ? new URLSearchParams([...search].filter(([name]) => SHARED[isForm ? 'form' : 'work'].includes(name))).toString() : '';
  return (
    <>
      <PageHeader title={t('title')} intro={t(isForm ? 'intro' : 'introWork')} />
      <nav aria-label={t('tabs.label')} className="no-print -mx-4 mb-5 overflow-x-auto px-4 scroll-thin md:mx-0 md:px-0">
        <ul className="flex min-w-max gap-5 border-b border-line md:gap-6">
          {tabs.filter(({ key }) => shown.includes(key)).map(({ key, path }) => (
            <li key={key} className={cx(key === FORM_TABS[0] && 'flex gap-5 before:my-2.5 before:w-px before:bg-line md:gap-6')}>
              <NavLink
                to={{ pathname: base + path, search: kept(FORM_TABS.includes(key)) }}
                end={path === ''}
                prefetch="intent"
                className={({ isActive }) =>
                  cx('-mb-px flex min-h-10 items-center border-b-2 text-14 pointer-coarse:min-h-11', isActive ? 'border-accent font-semibold text-ink' : 'border-transparent text-muted hover:text-ink')
                }
              >
                {t(FORM_TABS.includes(key) ? `tabs.${key}` : `crm-analytics:tabs.${key}`)}
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
      <EmptyState icon={Lock} title={t('forbidden.title')} action={<ButtonLink to={`/o/${orgSlug}/analytics/deals`}>{t('forbidden.action')}</ButtonLink>}>
        {t('forbidden.text')}
      </EmptyState>
    </>
  );
}
