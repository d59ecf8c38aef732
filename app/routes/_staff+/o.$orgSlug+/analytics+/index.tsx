import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ChartNoAxesCombined } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { getFixedT } from '~/platform/i18n.server';
import { buttonClass, ButtonLink } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { FieldsTable } from './__fields-table';
import { Funnel } from './__funnel';
import { requireAnalytics } from './__guard.server';
import { loadStatistics } from './__load-statistics.server';
import { PeriodSwitch } from './__period-switch';
import { TimeChart, TimeFigures } from './__time-on-page';
import { UpsetTable } from './__upset-table';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireAnalytics(args);
  const t = await getFixedT(args.request, 'analytics');
  const statistics = await loadStatistics(staff, new URL(args.request.url).searchParams, new Date());
  return { title: `${t('tabs.statistics')} · ${staff.org.name}`, ...statistics };
}

export default function StatisticsPage() {
  const { t } = useTranslation('analytics');
  const { today, filter, sort, times, chart, activity, steps, leads, fields, fieldsAt, upset, formUrl } = useLoaderData<typeof loader>();
  if (activity.views === 0 && times.every(({ n, previous }) => n + previous.n === 0)) {
    return (
      <EmptyState icon={ChartNoAxesCombined} title={t('empty.title')} action={<a href={formUrl} className={buttonClass('primary')}>{t('empty.action')}</a>}>
        {t('empty.text')}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-6">
      <TimeFigures times={times} />
      <PeriodSwitch filter={filter} today={today} />
      {activity.views === 0 ? (
        <EmptyState icon={ChartNoAxesCombined} title={t('empty.periodTitle')} action={<ButtonLink to="?period=90">{t('empty.periodAction')}</ButtonLink>}>
          {t('empty.periodText')}
        </EmptyState>
      ) : (
        <>
          <div className="grid grid-cols-1 gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
            <TimeChart {...chart} />
            <Funnel steps={steps} leads={leads} />
          </div>
          <FieldsTable lines={fields} sort={sort} leftAt={(field) => `${fieldsAt}${fieldsAt.includes('?') ? '&' : '?'}field=${field}`} />
          <UpsetTable {...upset} />
        </>
      )}
    </div>
  );
}
