import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import { formatNumber, formatPercent } from '~/ui/format';
import { PersonChip } from '~/ui/person-chip';
import { Amounts } from './amounts';
import { FigureLink } from './figure-link';
import type { DealFigures } from './load-deals.server';

const cell = 'py-2 pl-4 text-right whitespace-nowrap max-md:p-0 max-md:text-left';
const head = 'pb-2 pl-4 text-right font-medium whitespace-nowrap';

/** Who makes and wins how much. */
export function OwnerTable({ owners }: Pick<DealFigures, 'owners'>) {
  const { t, i18n } = useTranslation('crm-analytics');
  const number = (value: number) => formatNumber(value, i18n.language);
  const columns = ['made', 'won', 'lost', 'winRate', 'wonAmount', 'open', 'openAmount'] as const;
  return (
    <Card title={t('owners.title')}>
      <table data-chart="deals-by-owner" className="w-full text-14 max-md:block">
        <caption className="sr-only">{t('owners.caption')}</caption>
        <thead className="text-12 text-muted max-md:sr-only">
          <tr>
            <th scope="col" className="pb-2 text-left font-medium">{t('owners.owner')}</th>
            {columns.map((key) => <th key={key} scope="col" className={head}>{t(`owners.${key}`)}</th>)}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {owners.map((owner) => {
            const shown = {
              made: <FigureLink name="owner-made" value={owner.made} to={owner.madeTo}>{number(owner.made)}</FigureLink>,
              won: <FigureLink name="owner-won" value={owner.won} to={owner.wonTo} className="font-semibold">{number(owner.won)}</FigureLink>,
              lost: <FigureLink name="owner-lost" value={owner.lost} to={owner.lostTo}>{number(owner.lost)}</FigureLink>,
              winRate: <span data-metric="owner-win-rate" data-value={owner.winRate ?? ''}>{owner.winRate === null ? '—' : formatPercent(owner.winRate, i18n.language)}</span>,
              wonAmount: <Amounts sums={owner.wonAmounts} />,
              open: <FigureLink name="owner-open" value={owner.open} to={owner.openTo}>{number(owner.open)}</FigureLink>,
              openAmount: <Amounts sums={owner.openAmounts} />,
            };
            return (
              <tr key={owner.ownerId ?? 'nobody'} data-row="owner" data-id={owner.ownerId ?? 'nobody'} className="border-t border-line max-md:grid max-md:grid-cols-3 max-md:gap-x-4 max-md:gap-y-2 max-md:py-3">
                <th scope="row" className="py-2 text-left font-normal max-md:col-span-3 max-md:p-0">{owner.name ? <PersonChip name={owner.name} /> : <span className="text-muted">{t('owner.nobody')}</span>}</th>
                {columns.map((key) => (
                  <td key={key} className={cell}>
                    <span aria-hidden="true" className="block text-12 text-muted md:hidden">{t(`owners.${key}`)}</span>
                    {shown[key]}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Card>
  );
}
