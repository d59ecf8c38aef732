import { useTranslation } from 'react-i18next';
import { EQUIPMENT_STATUSES, MATERIAL_KINDS } from '~/domain/catalog/item-kinds';
import { CustomFilterFields } from '~/ui/custom-field-filters';
import { FilterChips } from '~/ui/list/filter-chips';
import { FilterChoice, FilterPair, FilterText } from '~/ui/list/filter-fields';
import { FilterForm } from '~/ui/list/filter-form';
import type { ItemList } from './load-items.server';

type Props = Pick<ItemList, 'filter' | 'chips' | 'clear' | 'search' | 'fields' | 'sorts'>;

/** What the list shows: words to look for, the rest behind "filters"; then the whole as a sentence. */
export function ItemFilterBar({ filter, chips, clear, search, fields, sorts }: Props) {
  const { t } = useTranslation('catalog');
  const asksStatus = filter.kind === null || filter.kind === 'EQUIPMENT' || filter.kind === 'ATTACHMENT';
  const asksMaterial = filter.kind === null || filter.kind === 'MATERIAL';
  return (
    <section aria-label={t('filter.label')} className="flex flex-col gap-3 no-print">
      <FilterForm search={search} q={filter.q} placeholder={t('filter.search')} count={chips.length} keep={{ kind: filter.kind, category: filter.category }}>
        <FilterChoice name="active" label={t('filter.active')} value={filter.active}>
          {(['yes', 'no', 'all'] as const).map((value) => <option key={value} value={value}>{t(`filter.activeIs.${value}`)}</option>)}
        </FilterChoice>
        {asksStatus ? (
          <FilterChoice name="status" label={t('filter.status')} value={filter.status ?? ''}>
            <option value="">{t('filter.any')}</option>
            {EQUIPMENT_STATUSES.map((status) => <option key={status} value={status}>{t(`status.${status}`)}</option>)}
          </FilterChoice>
        ) : null}
        {asksMaterial ? (
          <FilterChoice name="materialKind" label={t('filter.materialKind')} value={filter.materialKind ?? ''}>
            <option value="">{t('filter.any')}</option>
            {MATERIAL_KINDS.map((kind) => <option key={kind} value={kind}>{t(`materialKind.${kind}`)}</option>)}
          </FilterChoice>
        ) : null}
        <FilterPair>
          <FilterText name="priceFrom" label={t('filter.priceFrom')} defaultValue={filter.priceFrom ?? ''} inputMode="decimal" maxLength={20} />
          <FilterText name="priceTo" label={t('filter.priceTo')} defaultValue={filter.priceTo ?? ''} inputMode="decimal" maxLength={20} />
        </FilterPair>
        <CustomFilterFields fields={fields} conditions={filter.custom} />
        <FilterChoice name="sort" label={t('sort.label')} value={filter.sort}>
          {sorts.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}
        </FilterChoice>
      </FilterForm>
      <FilterChips lead={t('filter.chips')} chips={chips} clear={clear} />
    </section>
  );
}
