import { useTranslation } from 'react-i18next';
import { ORDER_DATES } from '~/domain/orders/order-filter';
import { RECORD_PERIODS } from '~/domain/periods/period';
import { ColumnChooser } from '~/ui/list/column-chooser';
import { FilterChips } from '~/ui/list/filter-chips';
import { FilterChecks, FilterChoice, FilterDay, FilterPair, FilterText } from '~/ui/list/filter-fields';
import { FilterForm } from '~/ui/list/filter-form';
import { Tabs } from '~/ui/tabs';
import type { OrdersPage } from './load-orders.server';

/** What the list shows: its states as tabs, words to look for, the rest behind "filters"; then the whole as a sentence. */
export function OrderFilterBar({ page }: { page: OrdersPage }) {
  const { t } = useTranslation(['orders', 'common']);
  const { filter, search, chips, columns, people, managers, tabs, canSeeMoney, isOperator } = page;
  const sort = new URLSearchParams(search).get('sort');
  const hidden = { contact: filter.contactId, deal: filter.dealId, item: filter.itemId, sort, columns: columns.kept, state: new URLSearchParams(search).get('state') };
  return (
    <section aria-label={t('filter.label')} className="mb-3 flex flex-col gap-3 no-print">
      <Tabs label={t('filter.state')} tabs={tabs.map((tab) => ({ to: { search: tab.search }, isCurrent: tab.isCurrent, label: t(`states.${tab.state}`) }))} />
      <FilterForm
        search={search}
        q={filter.q}
        placeholder={t('filter.search')}
        count={chips.length}
        keep={hidden}
        aside={<ColumnChooser columns={columns.known.map((name) => ({ name, label: t(`columns.${name}`) }))} shown={columns.shown} search={search} />}
      >
        {isOperator ? null : (
          <>
            <FilterChoice name="manager" label={t('filter.manager')} value={filter.manager ?? ''}>
              <option value="">{t('filter.anybody')}</option>
              <option value="me">{t('filter.me')}</option>
              <option value="mine">{t('filter.mine')}</option>
              <option value="nobody">{t('filter.nobody')}</option>
              {managers.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
            </FilterChoice>
            <FilterChoice name="operator" label={t('filter.operator')} value={filter.operator ?? ''}>
              <option value="">{t('filter.anybody')}</option>
              {people.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
            </FilterChoice>
          </>
        )}
        <FilterChoice name="on" label={t('filter.on')} value={filter.on}>
          {ORDER_DATES.map((on) => <option key={on} value={on}>{t(`on.${on}`)}</option>)}
        </FilterChoice>
        <FilterChoice name="period" label={t('filter.period')} value={filter.period.period ?? ''}>
          <option value="">{t('filter.anytime')}</option>
          {RECORD_PERIODS.map((period) => <option key={period} value={period}>{t(`period.${period}`)}</option>)}
        </FilterChoice>
        <FilterPair>
          <FilterDay name="from" label={t('filter.from')} value={filter.period.from} />
          <FilterDay name="to" label={t('filter.to')} value={filter.period.to} />
        </FilterPair>
        {canSeeMoney ? (
          <>
            <FilterText name="currency" label={t('filter.currency')} defaultValue={filter.currency ?? ''} maxLength={3} placeholder="RUB" />
            <FilterChecks legend={t('filter.money')} name="due" options={[{ value: 'yes', label: t('filter.due') }]} checked={filter.debt === 'due' ? ['yes'] : []} />
          </>
        ) : null}
      </FilterForm>
      <FilterChips lead={t('filter.chips')} chips={chips} clear="" />
    </section>
  );
}
