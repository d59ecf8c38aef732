import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useParams } from '@remix-run/react';
import { Handshake } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { getFixedT } from '~/platform/i18n.server';
import { ButtonLink } from '~/ui/button';
import { Card } from '~/ui/card';
import { cx } from '~/ui/class-names';
import { EmptyState } from '~/ui/empty-state';
import { Amounts } from './__crm/amounts';
import { BarList } from './__crm/bar-list';
import { DealCards } from './__crm/deal-cards';
import { DealMonths } from './__crm/deal-months';
import { loadDealFigures } from './__crm/load-deals.server';
import { OwnerTable } from './__crm/owner-table';
import { PeriodBar } from './__crm/period-bar';
import { requireFigures } from './__crm/require-figures.server';
import { StageTable } from './__crm/stage-table';
import { StatesBar } from './__crm/states-bar';

export const handle = { i18n: ['crm-analytics'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const request = await requireFigures(args, 'deals');
  const [t, figures] = await Promise.all([getFixedT(args.request, 'crm-analytics'), loadDealFigures(request)]);
  return { title: `${t('tabs.deals')} · ${request.staff.org.name}`, ...figures };
}

const fills = { NEW: 'bg-warm', IN_PROGRESS: 'bg-accent', WON: 'bg-ok', LOST: 'bg-hot', CLOSED: 'bg-line-strong' };
const keys = { NEW: 'new', IN_PROGRESS: 'in-progress', WON: 'won', LOST: 'lost', CLOSED: 'closed' };

export default function DealFiguresPage() {
  const { t } = useTranslation('crm-analytics');
  const { orgSlug } = useParams();
  const { bar, isEmpty, made, states, results, open, months, currency, owners, reasons, ...stages } = useLoaderData<typeof loader>();
  if (isEmpty) {
    return <EmptyState icon={Handshake} title={t('deals.empty')} action={<ButtonLink to={`/o/${orgSlug}/deals`}>{t('deals.emptyAction')}</ButtonLink>}>{t('deals.emptyText')}</EmptyState>;
  }
  return (
    <div className="flex flex-col gap-4">
      <PeriodBar {...bar} ownerLabel={t('owner.ofDeals')} />
      <DealCards made={made} results={results} open={open} />
      <Card title={t('deals.states')} aside={t('deals.statesHint')}>
        <StatesBar name="deals" parts={states.map(({ state, count, to }) => ({ key: keys[state], label: t(`deals.state.${state}`), count, to, fill: fills[state] }))} />
      </Card>
      <DealMonths months={months} currency={currency} />
      {stages.pipelineId ? <StageTable {...stages} /> : null}
      <div className={cx('grid grid-cols-1 items-start gap-4', owners.length > 0 && 'xl:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]')}>
        {owners.length > 0 ? <OwnerTable owners={owners} /> : null}
        <Card title={t('reasons.title')} aside={t('reasons.hint')}>
          {reasons.length === 0 ? <p className="text-14 text-muted">{t('reasons.none')}</p> : (
            <BarList
              name="lost-reason"
              caption={t('reasons.caption')}
              heading={t('reasons.reason')}
              countHeading={t('reasons.count')}
              lines={reasons.map(({ id, name, count, amounts, to }) => ({ key: id, label: name, count, to, note: <Amounts sums={amounts} /> }))}
            />
          )}
        </Card>
      </div>
    </div>
  );
}
