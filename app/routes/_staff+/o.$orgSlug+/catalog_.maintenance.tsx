import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useRouteError } from '@remix-run/react';
import { CalendarCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { localDay } from '~/domain/behavior/local-day';
import { countPlans, listPlans } from '~/domain/catalog/maintenance/plans.server';
import { countPlanned, listMaintenance } from '~/domain/catalog/maintenance/records.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { Card } from '~/ui/card';
import { EmptyState } from '~/ui/empty-state';
import { ErrorScreen } from '~/ui/error-screen';
import { Metric } from '~/ui/metric';
import { PageHeader } from '~/ui/page-header';
import { DueBadge } from './__catalog/card-maintenance';
import { presenter, presentPlan } from './__catalog/load-maintenance.server';

const PLANNED_SHOWN = 50;

export const handle = { i18n: ['catalog'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { db, org } = await requireStaff(args, 'catalog', 'read');
  const today = localDay(new Date(), org.timeZone);
  const scope = { organizationId: org.id, today };
  const [t, language, plans, counts, planned, plannedCount] = await Promise.all([
    getFixedT(args.request, 'catalog'), getLanguage(args.request), listPlans(db, scope), countPlans(db, scope), listMaintenance(db, { limit: PLANNED_SHOWN }), countPlanned(db),
  ]);
  const present = presenter({ t, language, timeZone: org.timeZone, currency: org.currency, seesCost: false });
  return {
    title: `${t('maintenance.title')} · ${org.name}`,
    catalogUrl: `/o/${org.slug}/catalog`,
    ...counts,
    plannedCount,
    plans: plans.map((plan) => ({ ...presentPlan(plan, { t, language }), machine: plan.machine, itemId: plan.itemId })),
    planned: planned.map(present),
  };
}

export default function MaintenancePage() {
  const { t } = useTranslation('catalog');
  const { catalogUrl, plans, planned, plannedCount, overdue, soon } = useLoaderData<typeof loader>();
  const linkClass = 'font-medium underline-offset-4 hover:underline';
  return (
    <>
      <PageHeader title={t('maintenance.title')} intro={t('maintenance.intro')} crumbs={[{ label: t('title'), to: catalogUrl }]} />
      {plans.length + planned.length === 0 ? (
        <EmptyState icon={CalendarCheck} title={t('maintenance.empty.title')} action={<Link to={`${catalogUrl}?kind=EQUIPMENT`} className="text-14 font-medium text-accent underline underline-offset-4">{t('maintenance.empty.action')}</Link>}>{t('maintenance.empty.text')}</EmptyState>
      ) : (
        <div className="flex flex-col gap-4">
          <div className="grid grid-cols-2 gap-3 md:grid-cols-3">
            <Metric name="maintenance-overdue" value={overdue} label={t('plan.state.overdue')} tone={overdue > 0 ? 'hot' : undefined}>{overdue}</Metric>
            <Metric name="maintenance-soon" value={soon} label={t('plan.state.soon')} tone={soon > 0 ? 'warm' : undefined}>{soon}</Metric>
            <Metric name="maintenance-planned" value={plannedCount} label={t('maintenance.planned')}>{plannedCount}</Metric>
          </div>
          <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
            <Card title={t('maintenance.plans')}>
              {plans.length === 0 ? <p className="text-14 text-muted">{t('maintenance.noPlans')}</p> : (
                <ul className="-my-2 divide-y divide-line">
                  {plans.map((plan) => (
                    <li key={plan.id} data-row="plan" data-id={plan.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5">
                      <div className="min-w-0 flex-1 basis-56">
                        <p className="text-14"><Link to={`${catalogUrl}/${plan.itemId}#maintenance`} className={linkClass}>{plan.machine}</Link> — {plan.title}</p>
                        <p className="text-13 text-muted">{t('plan.next', { when: plan.next })} · {plan.every}</p>
                      </div>
                      <DueBadge plan={plan} />
                    </li>
                  ))}
                </ul>
              )}
            </Card>
            <Card title={t('maintenance.planned')}>
              {planned.length === 0 ? <p className="text-14 text-muted">{t('maintenance.nonePlanned')}</p> : (
                <ul className="-my-2 divide-y divide-line">
                  {planned.map((record) => (
                    <li key={record.id} data-row="maintenance" data-id={record.id} className="py-2.5">
                      <p className="text-14"><Link to={`${catalogUrl}/${record.itemId}#maintenance`} className={linkClass}>{record.machine}</Link> — {record.title}</p>
                      <p className="text-13 text-muted">{record.when}</p>
                    </li>
                  ))}
                </ul>
              )}
            </Card>
          </div>
        </div>
      )}
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
