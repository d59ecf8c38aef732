import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import { BarList } from './bar-list';
import { FigureLink } from './figure-link';
import type { ContactFigures } from './load-contacts.server';

/** How the new contacts came, and how many of them have a deal. */
export function ContactSources({ sources }: Pick<ContactFigures, 'sources'>) {
  const { t } = useTranslation('crm-analytics');
  return (
    <Card title={t('sources.title')} aside={t('sources.hint')}>
      {sources.length === 0 ? <p className="text-14 text-muted">{t('sources.none')}</p> : (
        <BarList
          name="contact-source"
          caption={t('sources.caption')}
          heading={t('sources.source')}
          countHeading={t('sources.count')}
          lines={sources.map(({ source, count, withDeals, to, withDealsTo }) => ({
            key: source ?? '',
            label: source ?? <span className="text-muted">{t('sources.unknown')}</span>,
            count,
            to,
            note: <FigureLink name="contact-source-deals" value={withDeals} to={withDealsTo}>{t('sources.withDeals', { count: withDeals })}</FigureLink>,
          }))}
        />
      )}
    </Card>
  );
}
