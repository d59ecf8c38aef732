import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { leadsLink } from '~/domain/dashboard/dashboard-filter';
import type { ServiceCount } from '~/domain/dashboard/lead-figures.server';
import type { LeadFilter } from '~/domain/leads/lead-filter';
import { Card } from '~/ui/card';
import { formatNumber, formatPercent } from '~/ui/format';

interface Props {
  services: ServiceCount[];
  filter: LeadFilter;
  total: number;
  base: string;
}

/** Services by demand, each a link to its requests. */
export function ServicesAsked({ services, filter, total, base }: Props) {
  const { t, i18n } = useTranslation('dashboard');
  const most = services[0]?.count ?? 0;
  return (
    <Card title={t('services.title')}>
      {services.length === 0 ? <p className="text-14 text-muted">{t('services.none')}</p> : (
        <table data-chart="services-asked" className="w-full text-14">
          <caption className="sr-only">{t('services.caption')}</caption>
          <thead className="sr-only">
            <tr><th scope="col">{t('services.service')}</th><th scope="col">{t('services.count')}</th></tr>
          </thead>
          <tbody>
            {services.map(({ id, name, count }) => (
              <tr key={id} data-row="service" data-id={id}>
                <th scope="row" className="w-full py-1.5 pr-4 text-left font-normal">
                  <Link to={leadsLink(base, filter, { serviceId: id })} className="underline-offset-4 hover:underline">{name}</Link>
                  <span aria-hidden="true" className="mt-1 block h-1.5 rounded-full bg-sunken">
                    <span className="block h-1.5 rounded-full bg-line-strong" style={{ width: `${(count / most) * 100}%` }} />
                  </span>
                </th>
                <td data-metric="leads-service" data-value={count} className="py-1.5 text-right align-top font-semibold whitespace-nowrap">{formatNumber(count, i18n.language)}</td>
                <td className="min-w-13 py-1.5 pl-3 text-right align-top text-13 whitespace-nowrap text-muted">{formatPercent(count / total, i18n.language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
