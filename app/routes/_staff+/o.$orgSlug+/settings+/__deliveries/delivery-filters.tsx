import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { OUTWARD_CHANNELS } from '~/domain/notifications/channels/outward-channels';
import type { DeliveryFilter } from '~/domain/notifications/delivery-filter';
import { DELIVERY_STATES } from '~/domain/notifications/delivery-states';
import { Button, buttonClass } from '~/ui/button';
import { FilterChoice, FilterDay } from '~/ui/list/filter-fields';

/** By which way, what became of it, when. */
export function DeliveryFilters({ filter, isFiltered }: { filter: DeliveryFilter; isFiltered: boolean }) {
  const { t } = useTranslation('notifications');
  return (
    <Form method="get" className="grid grid-cols-2 gap-3 rounded-card border border-line bg-surface p-4 shadow-card no-print xl:grid-cols-[repeat(4,1fr)_auto]">
      <FilterChoice name="channel" label={t('deliveries.channel')} value={filter.channel ?? ''}>
        <option value="">{t('deliveries.all')}</option>
        {OUTWARD_CHANNELS.map((channel) => <option key={channel} value={channel}>{t(`channel.${channel}`)}</option>)}
      </FilterChoice>
      <FilterChoice name="state" label={t('deliveries.state')} value={filter.state ?? ''}>
        <option value="">{t('deliveries.all')}</option>
        {DELIVERY_STATES.map((state) => <option key={state} value={state}>{t(`state.${state}`)}</option>)}
      </FilterChoice>
      <FilterDay name="from" label={t('deliveries.from')} value={filter.from} />
      <FilterDay name="to" label={t('deliveries.to2')} value={filter.to} />
      <div className="col-span-2 flex items-end justify-end gap-2 xl:col-span-1">
        {isFiltered ? <Link to={{ search: '' }} className={buttonClass('quiet')}>{t('deliveries.reset')}</Link> : null}
        <Button look="primary">{t('deliveries.apply')}</Button>
      </div>
    </Form>
  );
}
