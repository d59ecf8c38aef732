import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Inbox } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { parseDashboardPeriod } from '~/domain/dashboard/dashboard-filter';
import { readDashboard } from '~/domain/dashboard/dashboard.server';
import { getFixedT } from '~/platform/i18n.server';
import { buttonClass } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { PageHeader } from '~/ui/page-header';
import { Attention } from './__dashboard/attention';
import { FormPanel } from './__dashboard/form-panel';
import { loadMyOrders } from './__dashboard/load-my-orders.server';
import { loadMyTasks } from './__dashboard/load-my-tasks.server';
import { MyOrders } from './__dashboard/my-orders';
import { MyTasks } from './__dashboard/my-tasks';
import { NewLeads } from './__dashboard/new-leads';
import { PeriodLinks } from './__dashboard/period-links';
import { ServicesAsked } from './__dashboard/services-asked';
import { SpeedTable } from './__dashboard/speed-table';

export const handle = { i18n: ['dashboard', 'tasks', 'orders'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args);
  const { org } = staff;
  const now = new Date();
  const period = parseDashboardPeriod(new URL(args.request.url).searchParams);
  const [t, figures, tasks, orders] = await Promise.all([getFixedT(args.request, 'dashboard'), readDashboard(staff, period, now), loadMyTasks(args.request, staff, now), loadMyOrders(args.request, staff, now)]);
  return {
    title: `${t('title')} · ${org.name}`,
    period,
    figures,
    tasks,
    orders,
    now,
    base: `/o/${org.slug}`,
    timeZone: org.timeZone,
    formUrl: org.isDefault ? '/' : `/r/${org.slug}`,
  };
}

export default function TodayPage() {
  const { t, i18n } = useTranslation('dashboard');
  const { period, figures, tasks, orders, now, base, timeZone, formUrl } = useLoaderData<typeof loader>();
  const today = new Intl.DateTimeFormat(i18n.language === 'en' ? 'en-GB' : i18n.language, { timeZone, weekday: 'long', day: 'numeric', month: 'long' }).format(now);
  if (!figures) {
    return (
      <>
        <PageHeader title={t('title')} intro={today} />
        {orders ? <MyOrders orders={orders} className="max-w-2xl" /> : null}
        {tasks ? <MyTasks tasks={tasks} className="max-w-2xl" /> : <EmptyState icon={Inbox} title={t('nothing.title')}>{t('nothing.text')}</EmptyState>}
      </>
    );
  }
  const { leads, form } = figures;
  return (
    <>
      <PageHeader title={t('title')} intro={today} actions={<PeriodLinks period={period} />} />
      {leads.isNew ? (
        <EmptyState icon={Inbox} title={t('empty.title')} action={<a href={formUrl} className={buttonClass('primary')}>{t('empty.action')}</a>}>{t('empty.text')}</EmptyState>
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-3">
          <Attention now={leads.now} base={base} />
          {tasks ? <MyTasks tasks={tasks} className="lg:col-span-3" /> : null}
          <NewLeads leads={leads} period={period} base={base} />
          <ServicesAsked services={leads.services} filter={leads.filter} total={leads.total} base={base} />
          <SpeedTable response={leads.response} filter={leads.filter} base={base} />
          {form ? <FormPanel form={form} base={base} /> : null}
        </div>
      )}
    </>
  );
}
