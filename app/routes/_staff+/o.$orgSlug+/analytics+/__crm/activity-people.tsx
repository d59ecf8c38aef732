import { useTranslation } from 'react-i18next';
import { LOGGED_KINDS } from '~/domain/activities/activity-kinds';
import { Card } from '~/ui/card';
import { formatNumber } from '~/ui/format';
import { PersonChip } from '~/ui/person-chip';
import { FigureLink } from './figure-link';
import type { ActivityFigures } from './load-activities.server';

const cell = 'py-2 pl-4 text-right max-md:p-0 max-md:text-left';

/** Who talked to clients how often. */
export function ActivityPeople({ people }: Pick<ActivityFigures, 'people'>) {
  const { t, i18n } = useTranslation('crm-analytics');
  const number = (value: number) => formatNumber(value, i18n.language);
  return (
    <Card title={t('activities.people')}>
      <table data-chart="activities-by-person" className="w-full text-14 max-md:block">
        <caption className="sr-only">{t('activities.people')}</caption>
        <thead className="text-12 text-muted max-md:sr-only">
          <tr>
            <th scope="col" className="pb-2 text-left font-medium">{t('person')}</th>
            <th scope="col" className="pb-2 pl-4 text-right font-medium">{t('activities.all')}</th>
            {LOGGED_KINDS.map((kind) => <th key={kind} scope="col" className="pb-2 pl-4 text-right font-medium">{t(`activities.kinds.${kind}`)}</th>)}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {people.map(({ personId, name, total, to, kinds }) => (
            <tr key={personId ?? 'nobody'} data-row="person" data-id={personId ?? 'nobody'} className="border-t border-line max-md:grid max-md:grid-cols-5 max-md:gap-x-2 max-md:gap-y-2 max-md:py-3">
              <th scope="row" className="py-2 text-left font-normal max-md:col-span-5 max-md:p-0">{name ? <PersonChip name={name} /> : <span className="text-muted">{t('activities.unknown')}</span>}</th>
              <td className={cell}><Label>{t('activities.all')}</Label><FigureLink name="person-activities" value={total} to={to} className="font-semibold">{number(total)}</FigureLink></td>
              {kinds.map(({ kind, count, to: rows }) => (
                <td key={kind} className={cell}>
                  <Label>{t(`activities.kinds.${kind}`)}</Label>
                  <FigureLink name={`person-${kind.toLowerCase()}`} value={count} to={rows}>{number(count)}</FigureLink>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Label({ children }: { children: string }) {
  return <span aria-hidden="true" className="block text-12 text-muted md:hidden">{children}</span>;
}
