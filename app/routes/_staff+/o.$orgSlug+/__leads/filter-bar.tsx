import { useTranslation } from 'react-i18next';
import { ANSWER_FILTERS, LEAD_SORTS, PERIODS, STATE_FILTERS, toSearchParams } from '~/domain/leads/lead-filter';
import { PRIORITIES } from '~/domain/leads/lead-options';
import { FilterChips } from '~/ui/list/filter-chips';
import { FilterChecks, FilterChoice, FilterDay, FilterPair } from '~/ui/list/filter-fields';
import { FilterForm } from '~/ui/list/filter-form';
import { Tabs } from '~/ui/tabs';
import type { LeadList } from './load-list.server';

type Props = Pick<LeadList, 'filter' | 'chips' | 'services' | 'people' | 'search'>;

/** What the list shows: states as tabs, words to look for, the rest behind "filters"; then the whole as a sentence. */
export function FilterBar({ filter, chips, services, people, search }: Props) {
  const { t } = useTranslation(['leads', 'common']);
  const states = STATE_FILTERS.map((state) => ({
    to: { search: toSearchParams({ ...filter, state }).toString() },
    label: t(`states.${state}`),
    isCurrent: filter.state === state,
  }));
  const priorities = PRIORITIES.map((priority) => ({ value: priority, label: t(`common:temperature.${priority}`) }));
  return (
    <section aria-label={t('filter.label')} className="mb-3 flex flex-col gap-3 no-print">
      <Tabs label={t('filter.states')} tabs={states} />
      <FilterForm search={search} q={filter.q} placeholder={t('filter.search')} count={chips.length} keep={{ state: filter.state === 'open' ? null : filter.state }}>
        <FilterChecks name="priority" legend={t('filter.priority')} options={priorities} checked={filter.priorities} />
        <FilterChoice name="service" label={t('filter.service')} value={filter.serviceId ?? ''}>
          <option value="">{t('filter.anyService')}</option>
          {services.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </FilterChoice>
        <FilterChoice name="assignee" label={t('filter.assignee')} value={filter.assignee ?? ''}>
          <option value="">{t('filter.anybody')}</option>
          <option value="me">{t('filter.me')}</option>
          <option value="nobody">{t('filter.nobody')}</option>
          {people.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </FilterChoice>
        <FilterChoice name="period" label={t('filter.period')} value={filter.period ?? ''}>
          <option value="">{t('filter.anytime')}</option>
          {PERIODS.map((period) => <option key={period} value={period}>{t(`period.${period}`)}</option>)}
        </FilterChoice>
        <FilterPair>
          <FilterDay name="from" label={t('filter.from')} value={filter.period === 'custom' ? filter.from : null} />
          <FilterDay name="to" label={t('filter.to')} value={filter.period === 'custom' ? filter.to : null} />
        </FilterPair>
        <FilterChoice name="answer" label={t('filter.answer')} value={filter.answer ?? ''}>
          <option value="">{t('filter.anyAnswer')}</option>
          {ANSWER_FILTERS.map((answer) => <option key={answer} value={answer}>{t(`answer.${answer}`)}</option>)}
        </FilterChoice>
        <FilterChoice name="sort" label={t('sort.label')} value={filter.sort}>
          {LEAD_SORTS.map((sort) => <option key={sort} value={sort}>{t(`sortBy.${sort}`)}</option>)}
        </FilterChoice>
      </FilterForm>
      <FilterChips lead={t('filter.chips')} chips={chips} />
    </section>
  );
}
