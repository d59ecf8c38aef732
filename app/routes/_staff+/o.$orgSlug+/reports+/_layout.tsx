import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import { isRouteErrorResponse, Outlet, useLoaderData, useLocation, useParams, useRouteError, useSearchParams } from '@remix-run/react';
import { Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { REPORTS } from '~/domain/reports/report-filter';
import { EmptyState } from '~/ui/empty-state';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { Tabs } from '~/ui/tabs';
import paper from './__paper.css?url';

export const handle = { i18n: ['reports', 'crm-analytics'] };

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: paper }];

/** Figures of the work are for those who read analytics, pay for those who read the payroll. */
export async function loader(args: LoaderFunctionArgs) {
  const { can } = await requireStaff(args);
  const [work, pay] = [Boolean(can('analytics', 'read')), Boolean(can('payroll', 'read'))];
  return { shown: REPORTS.filter((name) => (name === 'pay' ? pay : work)), isOnlyPay: pay && !work };
}

/** What stays chosen from one report to the next. */
const SHARED = ['period', 'from', 'to', 'contact', 'item', 'operator', 'manager', 'currency'];

export default function ReportsLayout() {
  const { t } = useTranslation('reports');
  const { shown, isOnlyPay } = useLoaderData<typeof loader>();
  const { orgSlug } = useParams();
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  const kept = new URLSearchParams([...search].filter(([name]) => SHARED.includes(name))).toString();
  return (
    <>
      <PageHeader title={t(isOnlyPay ? 'ownPay' : 'title')} intro={isOnlyPay ? undefined : t('intro')} />
      {shown.length > 1 ? (
        <div className="mb-5">
          <Tabs label={t('tabs.label')} tabs={shown.map((name) => ({ to: { pathname: `/o/${orgSlug}/reports/${name}`, search: kept }, label: t(`tabs.${name}`), isCurrent: pathname.endsWith(`/reports/${name}`) }))} />
        </div>
      ) : null}
      <Outlet />
    </>
  );
}

export function ErrorBoundary() {
  const { t } = useTranslation('reports');
  const error = useRouteError();
  const { orgSlug } = useParams();
  if (!isRouteErrorResponse(error) || error.status !== 403) return <ErrorScreen error={error} inFrame home={`/o/${orgSlug}`} />;
  return (
    <>
      <PageHeader title={t('title')} />
      <EmptyState icon={Lock} title={t('forbidden.title')}>{t('forbidden.text')}</EmptyState>
    </>
  );
}
