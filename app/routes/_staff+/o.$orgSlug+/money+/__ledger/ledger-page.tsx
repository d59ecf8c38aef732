import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RECORD_PERIODS } from '~/domain/periods/period';
import { ORDER_FACT_NAMES, type LedgerFilter, type OrderFacts } from '~/domain/money/ledger-filter';
import { ButtonLink } from '~/ui/button';
import { FilterChips, type FilterChip } from '~/ui/list/filter-chips';
import { FilterChoice, FilterDay, FilterPair } from '~/ui/list/filter-fields';
import { FilterForm } from '~/ui/list/filter-form';
import { ListFooter, type ListSum } from '~/ui/list/list-footer';
import { NoRows } from '~/ui/list/no-rows';
import type { PageLinks } from '~/ui/list/pager';
import { turnSort, withSort, type ColumnSort } from '~/ui/list/sort-by';
import { PageHeader } from '~/ui/page-header';
import { Tabs } from '~/ui/tabs';
import { ExportLink } from '../../__bulk/export-link';
import { listIcons } from './list-icons';
import type { MoneyList } from './money-tabs';

export interface LedgerFrame {
  base: string;
  list: string;
  tabs: readonly { key: MoneyList; to: string }[];
  search: string;
  isFiltered: boolean;
  hasAny: boolean;
  pages: PageLinks;
  total: number;
  count: string;
  rights: { create: boolean; update: boolean };
}

interface Props {
  kind: MoneyList;
  frame: LedgerFrame;
  filter: LedgerFilter & { contactId?: string | null };
  chips: readonly FilterChip[];
  sums: readonly ListSum[];
  /** The filters of this list alone. */
  filters: ReactNode;
  /** What can be done with the ticked rows. */
  bulk?: ReactNode;
  /** Above the list, for example what went wrong. */
  notice?: ReactNode;
  /** The table; not drawn when there are no rows. */
  children: ReactNode;
}

/** A list of money: tabs, filters, rows, and what all of them come to. */
export function LedgerPage({ kind, frame, filter, chips, sums, filters, bulk, notice, children }: Props) {
  const { t } = useTranslation('money');
  const { list, search, rights } = frame;
  const orderFacts = Object.fromEntries(Object.entries(ORDER_FACT_NAMES).map(([fact, name]) => [name, filter.ofOrders[fact as keyof OrderFacts]]));
  const add = rights.create ? (
    <ButtonLink look="primary" to={`${list}/new`} data-shortcut="new">
      <Plus aria-hidden="true" className="size-4" />
      {t(`${kind}.add`)}
    </ButtonLink>
  ) : null;
  return (
    <>
      <PageHeader title={t('title')} actions={<><ExportLink to={`${list}/export`} search={search} />{add}</>} />
      <div className="mb-4">
        <Tabs label={t('tabs')} tabs={frame.tabs.map(({ key, to }) => ({ to, label: t(`${key}.title`), isCurrent: key === kind }))} />
      </div>
      {notice}
      <section aria-label={t('filter.label')} className="mb-3 flex flex-col gap-3 no-print">
        <FilterForm
          search={search}
          q={filter.q}
          placeholder={t(`${kind}.search`)}
          count={chips.length}
          keep={{ contact: filter.contactId ?? null, order: filter.orderId, ...orderFacts, sort: new URLSearchParams(search).get('sort') }}
        >
          {filters}
          <FilterChoice name="period" label={t('filter.period')} value={filter.period.period ?? ''}>
            <option value="">{t('filter.anytime')}</option>
            {RECORD_PERIODS.map((period) => <option key={period} value={period}>{t(`period.${period}`)}</option>)}
          </FilterChoice>
          <FilterPair>
            <FilterDay name="from" label={t('filter.from')} value={filter.period.from} />
            <FilterDay name="to" label={t('filter.to')} value={filter.period.to} />
          </FilterPair>
        </FilterForm>
        <FilterChips lead={t(`${kind}.lead`)} chips={chips} />
      </section>
      {frame.total === 0 ? (
        <NoRows reason={frame.hasAny || frame.isFiltered ? 'noMatch' : 'empty'} empty={{ icon: listIcons[kind], title: t(`${kind}.empty.title`), text: t(`${kind}.empty.text`), action: add }} />
      ) : (
        <div className="list">
          <div className="list-frame">{children}</div>
          {bulk}
          <ListFooter count={frame.count} total={frame.total} metric={`${kind}-shown`} pages={frame.pages} sums={sums} />
        </div>
      )}
    </>
  );
}

/** What a press on the head of `day` or `amount` does. */
export function ledgerSort(search: string, current: string, first: '-day' | '-amount'): ColumnSort {
  const { sort, direction } = turnSort(current, first);
  return { search: withSort(search, sort, '-day'), direction };
}
