import { useTranslation } from 'react-i18next';
import { DEAL_DATES, DEAL_STATE_FILTERS } from '~/domain/deals/deal-filter';
import { RECORD_PERIODS } from '~/domain/periods/period';
import { CustomFilterFields } from '~/ui/custom-field-filters';
import { ColumnChooser } from '~/ui/list/column-chooser';
import { FilterChips } from '~/ui/list/filter-chips';
import { FilterChecks, FilterChoice, FilterDay, FilterPair, FilterText } from '~/ui/list/filter-fields';
import { FilterForm } from '~/ui/list/filter-form';
import type { DealsPage } from './load-deals.server';

/** What list, board and calendar show: words to look for, the rest behind "filters"; then the whole as a sentence. */
export function FilterBar({ page }: { page: DealsPage }) {
  const { t } = useTranslation(['deals', 'common']);
  const { filter, options, search, keep, chips, columns, shown } = page;
  const isList = shown.view === 'list';
  const choices = columns.known.map(({ name, label }) => ({ name, label: label ?? t(`columns.${name}`) }));
  const hidden = { ...keep, contact: filter.contactId, outcome: filter.outcome, passed: filter.passedStageId, left: filter.left, sort: isList ? new URLSearchParams(search).get('sort') : null };
  return (
    <section aria-label={t('filter.label')} className="mb-3 flex flex-col gap-3 no-print">
      <FilterForm
        search={search}
        q={filter.q}
        placeholder={t('filter.search')}
        count={chips.length}
        keep={hidden}
        aside={isList ? <ColumnChooser columns={choices} shown={columns.shown} search={search} /> : null}
      >
        <FilterChoice name="state" label={t('filter.state')} value={filter.state === 'open' ? '' : filter.state}>
          {DEAL_STATE_FILTERS.map((state) => <option key={state} value={state === 'open' ? '' : state}>{t(`states.${state}`)}</option>)}
        </FilterChoice>
        <FilterChoice name="owner" label={t('filter.owner')} value={filter.owner ?? ''}>
          <option value="">{t('filter.anybody')}</option>
          <option value="me">{t('filter.me')}</option>
          <option value="mine">{t('filter.mine')}</option>
          <option value="nobody">{t('filter.nobody')}</option>
          {options.people.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </FilterChoice>
        {options.pipelines.length > 1 ? (
          <FilterChoice name="pipeline" label={t('filter.pipeline')} value={filter.pipelineId ?? ''}>
            <option value="">{t('filter.anyPipeline')}</option>
            {options.pipelines.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </FilterChoice>
        ) : null}
        <FilterChoice name="stage" label={t('filter.stage')} value={filter.stageId ?? ''}>
          <option value="">{t('filter.anyStage')}</option>
          {options.pipelines.map((pipeline) => (
            <optgroup key={pipeline.id} label={pipeline.name}>
              {pipeline.stages.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
            </optgroup>
          ))}
        </FilterChoice>
        <FilterPair>
          <FilterText name="minAmount" label={t('filter.minAmount')} inputMode="decimal" defaultValue={filter.minAmount?.replace(/\.00$/, '') ?? ''} />
          <FilterText name="maxAmount" label={t('filter.maxAmount')} inputMode="decimal" defaultValue={filter.maxAmount?.replace(/\.00$/, '') ?? ''} />
        </FilterPair>
        <FilterText name="tag" label={t('filter.tag')} defaultValue={filter.tags[0] ?? ''} maxLength={40} />
        {shown.view === 'calendar' ? null : (
          <>
            <FilterChoice name="on" label={t('filter.on')} value={filter.on}>
              {DEAL_DATES.map((on) => <option key={on} value={on}>{t(`on.${on}`)}</option>)}
            </FilterChoice>
            <FilterChoice name="period" label={t('filter.period')} value={filter.period.period ?? ''}>
              <option value="">{t('filter.anytime')}</option>
              {RECORD_PERIODS.map((period) => <option key={period} value={period}>{t(`period.${period}`)}</option>)}
            </FilterChoice>
            <FilterPair>
              <FilterDay name="from" label={t('filter.from')} value={filter.period.from} />
              <FilterDay name="to" label={t('filter.to')} value={filter.period.to} />
            </FilterPair>
          </>
        )}
        <FilterChoice name="lostReason" label={t('filter.lostReason')} value={filter.lostReasonId ?? ''}>
          <option value="">{t('filter.anyReason')}</option>
          {options.reasons.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </FilterChoice>
        <FilterText name="currency" label={t('filter.currency')} defaultValue={filter.currency ?? ''} maxLength={3} placeholder="RUB" />
        <CustomFilterFields fields={options.fields} conditions={filter.custom} />
        <FilterChecks legend={t('filter.more')} name="rotting" options={[{ value: 'yes', label: t('filter.rotting') }]} checked={filter.isRotting ? ['yes'] : []} />
      </FilterForm>
      <FilterChips lead={t('filter.chips')} chips={chips} clear={page.tabs[shown.view].split('&').find((part) => part.startsWith('view=')) ?? ''} />
    </section>
  );
}
