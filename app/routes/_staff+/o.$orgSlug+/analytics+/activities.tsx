import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { getFixedT } from '~/platform/i18n.server';
import { ActivityCards } from './__crm/activity-cards';
import { ActivityPeople } from './__crm/activity-people';
import { ActivityRows } from './__crm/activity-rows';
import { ActivityTimes } from './__crm/activity-times';
import { loadActivityFigures } from './__crm/load-activities.server';
import { PeriodBar } from './__crm/period-bar';
import { requireFigures } from './__crm/require-figures.server';

export const handle = { i18n: ['crm-analytics'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const request = await requireFigures(args, 'activities');
  const [t, figures] = await Promise.all([getFixedT(args.request, 'crm-analytics'), loadActivityFigures(request)]);
  return { title: `${t('tabs.activities')} · ${request.staff.org.name}`, ...figures };
}

export default function ActivityFiguresPage() {
  const { t } = useTranslation('crm-analytics');
  const { bar, totals, kinds, people, unit, times, rows, now, timeZone } = useLoaderData<typeof loader>();
  return (
    <div className="flex flex-col gap-4">
      <PeriodBar {...bar} ownerLabel={t('owner.ofActivities')} />
      <ActivityCards totals={totals} kinds={kinds} />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <ActivityTimes times={times} unit={unit} />
        {people.length > 0 ? <ActivityPeople people={people} /> : null}
      </div>
      <ActivityRows rows={rows} now={now} timeZone={timeZone} />
    </div>
  );
}
