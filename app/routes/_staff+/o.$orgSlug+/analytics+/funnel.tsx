import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Filter } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { getFixedT } from '~/platform/i18n.server';
import { ButtonLink } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { FunnelSteps } from './__crm/funnel-steps';
import { loadFunnel } from './__crm/load-funnel.server';
import { PeriodBar } from './__crm/period-bar';
import { requireFigures } from './__crm/require-figures.server';
import { requireAnalytics } from './__guard.server';

export const handle = { i18n: ['crm-analytics'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  await requireAnalytics(args);
  const request = await requireFigures(args, 'deals');
  const [t, funnel] = await Promise.all([getFixedT(args.request, 'crm-analytics'), loadFunnel(request)]);
  return { title: `${t('tabs.funnel')} · ${request.staff.org.name}`, ...funnel };
}

export default function FunnelPage() {
  const { t } = useTranslation('crm-analytics');
  const { bar, isEmpty, steps } = useLoaderData<typeof loader>();
  return (
    <div className="flex flex-col gap-4">
      <PeriodBar {...bar} ownerLabel={null} />
      {isEmpty ? (
        <EmptyState icon={Filter} title={t('funnel.empty')} action={<ButtonLink to="?period=year">{t('funnel.emptyAction')}</ButtonLink>}>{t('funnel.emptyText')}</EmptyState>
      ) : <FunnelSteps steps={steps} />}
    </div>
  );
}
