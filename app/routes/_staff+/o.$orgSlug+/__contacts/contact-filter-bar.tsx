import { useTranslation } from 'react-i18next';
import { NO_SOURCE } from '~/domain/contacts/contact-filter';
import { RECORD_PERIODS } from '~/domain/periods/period';
import { CustomFilterFields } from '~/ui/custom-field-filters';
import { ColumnChooser } from '~/ui/list/column-chooser';
import { FilterChips } from '~/ui/list/filter-chips';
import { FilterChoice, FilterDay, FilterPair, FilterText } from '~/ui/list/filter-fields';
import { FilterForm } from '~/ui/list/filter-form';
import type { ContactList } from './load-contacts.server';

type Props = Pick<ContactList, 'filter' | 'chips' | 'clear' | 'search' | 'fields' | 'columns' | 'choosable' | 'people' | 'words' | 'sorts'>;

/** What the list shows: words to look for, the rest behind "filters"; then the whole as a sentence. */
export function ContactFilterBar({ filter, chips, clear, search, fields, columns, choosable, people, words, sorts }: Props) {
  const { t } = useTranslation('contacts');
  const shown = columns.map(({ name }) => name);
  return (
    <section aria-label={t('filter.label')} className="mb-3 flex flex-col gap-3 no-print">
      <FilterForm
        search={search}
        q={filter.q}
        placeholder={t('filter.search')}
        count={chips.length}
        keep={{ columns: new URLSearchParams(search).get('columns') }}
        aside={<ColumnChooser columns={choosable} shown={shown} search={search} />}
      >
        <FilterChoice name="kind" label={t('filter.kind')} value={filter.kind ?? ''}>
          <option value="">{t('filter.anyKind')}</option>
          <option value="PERSON">{t('filter.people')}</option>
          <option value="COMPANY">{t('filter.companies')}</option>
        </FilterChoice>
        <FilterChoice name="owner" label={t('filter.owner')} value={filter.owner ?? ''}>
          <option value="">{t('filter.anybody')}</option>
          <option value="me">{t('filter.me')}</option>
          <option value="mine">{t('filter.mine')}</option>
          <option value="nobody">{t('filter.nobody')}</option>
          {people.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </FilterChoice>
        <FilterText name="tag" label={t('filter.tag')} defaultValue={filter.tags[0] ?? ''} list="contact-tags" maxLength={40} />
        {filter.tags.slice(1).map((tag) => <input key={tag} type="hidden" name="tag" value={tag} />)}
        <FilterText name="city" label={t('filter.city')} defaultValue={filter.city ?? ''} list="contact-cities" maxLength={100} />
        <FilterText name="source" label={t('filter.source')} defaultValue={filter.source === NO_SOURCE ? '' : (filter.source ?? '')} list="contact-sources" maxLength={100} />
        <FilterChoice name="hasDeals" label={t('filter.hasDeals')} value={filter.hasDeals ?? ''}>
          <option value="">{t('filter.anyDeals')}</option>
          <option value="yes">{t('filter.withDeals')}</option>
          <option value="no">{t('filter.withoutDeals')}</option>
        </FilterChoice>
        <FilterChoice name="period" label={t('filter.period')} value={filter.created.period ?? ''}>
          <option value="">{t('filter.anytime')}</option>
          {RECORD_PERIODS.map((period) => <option key={period} value={period}>{t(`period.${period}`)}</option>)}
        </FilterChoice>
        <FilterPair>
          <FilterDay name="from" label={t('filter.from')} value={filter.created.from} />
          <FilterDay name="to" label={t('filter.to')} value={filter.created.to} />
        </FilterPair>
        <CustomFilterFields fields={fields} conditions={filter.custom} />
        <FilterChoice name="sort" label={t('sort.label')} value={filter.sort}>
          {sorts.map(({ value, label }) => <option key={value} value={value}>{label}</option>)}
        </FilterChoice>
        <datalist id="contact-tags">{words.tags.map((word) => <option key={word} value={word} />)}</datalist>
        <datalist id="contact-cities">{words.cities.map((word) => <option key={word} value={word} />)}</datalist>
        <datalist id="contact-sources">{words.sources.map((word) => <option key={word} value={word} />)}</datalist>
      </FilterForm>
      <FilterChips lead={t('filter.chips')} chips={chips} clear={clear} />
    </section>
  );
}
