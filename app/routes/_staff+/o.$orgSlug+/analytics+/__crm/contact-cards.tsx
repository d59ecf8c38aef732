import { useTranslation } from 'react-i18next';
import { formatNumber } from '~/ui/format';
import { Metric } from '~/ui/metric';
import type { ContactFigures } from './load-contacts.server';
import { useChange } from './use-change';

/** All contacts, and those that are new in the period. */
export function ContactCards({ all, made }: Pick<ContactFigures, 'all' | 'made'>) {
  const { t, i18n } = useTranslation('crm-analytics');
  const change = useChange();
  const number = (value: number) => formatNumber(value, i18n.language);
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Metric name="contacts-total" value={all.total} label={t('contacts.total')} to={all.to} note={t('contacts.totalNote', { people: number(all.people), companies: number(all.companies) })}>{number(all.total)}</Metric>
      <Metric name="contacts-new" value={made.total} label={t('contacts.made')} to={made.to} change={change(made.change)}>{number(made.total)}</Metric>
      <Metric name="contacts-new-companies" value={made.companies} label={t('contacts.madeCompanies')} to={made.companiesTo}>{number(made.companies)}</Metric>
      <Metric name="contacts-new-people" value={made.people} label={t('contacts.madePeople')} to={made.peopleTo}>{number(made.people)}</Metric>
    </div>
  );
}
