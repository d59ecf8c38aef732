import { ListTodo } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DUE_FILTERS, PERIOD_FIELDS, TASK_STATE_FILTERS } from '~/domain/tasks/task-filter';
import { RECORD_PERIODS } from '~/domain/periods/period';
import { TASK_PRIORITIES } from '~/domain/tasks/task-rules';
import { ButtonLink } from '~/ui/button';
import { FilterChips } from '~/ui/list/filter-chips';
import { FilterChecks, FilterChoice, FilterDay, FilterPair } from '~/ui/list/filter-fields';
import { FilterForm } from '~/ui/list/filter-form';
import { ListFooter } from '~/ui/list/list-footer';
import { NoRows } from '~/ui/list/no-rows';
import { Tabs } from '~/ui/tabs';
import type { ListView, TasksPage } from './load-tasks.server';
import { TaskTable } from './task-table';

/** The list of tasks with its filters. @param bulk what can be done with the ticked rows */
export function TaskList({ page, list, bulk, selected }: { page: TasksPage; list: ListView; bulk: ReactNode; selected: readonly string[] }) {
  const { t } = useTranslation('tasks');
  const { filter, search, rights } = page;
  const stateSearch = (state: string) => {
    const params = new URLSearchParams(search);
    params.delete('state');
    if (state !== 'open') params.set('state', state);
    return params.toString();
  };
  const clear = 'view=list';
  const first = rights.create ? <ButtonLink look="primary" to={`${page.page}/new`}>{t('new')}</ButtonLink> : undefined;
  return (
    <>
      <div className="mb-3 flex flex-col gap-3">
        <Tabs label={t('filter.states')} tabs={TASK_STATE_FILTERS.map((state) => ({ to: { search: stateSearch(state) }, label: t(`states.${state}`), isCurrent: filter.state === state }))} />
        <TaskFilters page={page} count={list.chips.length} />
        <FilterChips lead={t('filter.lead')} chips={list.chips} clear={clear} />
      </div>
      {list.rows.length === 0 ? (
        <NoRows
          reason={!list.hasAny ? 'empty' : list.isFiltered ? 'noMatch' : 'done'}
          empty={{ icon: ListTodo, title: t('empty.title'), text: t('empty.text'), action: first }}
          done={{ icon: ListTodo, title: t('allDone.title'), text: t('allDone.text'), action: first }}
          clear={clear}
        />
      ) : (
        <div className="list tasks">
          <div className="list-frame">
            <TaskTable rows={list.rows} search={search} sort={filter.sort} caption={t('caption', { what: t(`states.${filter.state}`) })} canSelect={bulk !== null} selected={selected} />
          </div>
          {bulk}
          <ListFooter count={list.count} total={list.total} metric="tasks-shown" pages={list.pages} />
        </div>
      )}
    </>
  );
}

function TaskFilters({ page, count }: { page: TasksPage; count: number }) {
  const { t } = useTranslation('tasks');
  const { filter, search, people } = page;
  const { contactId, dealId, leadId, orderId, sort, state } = filter;
  return (
    <FilterForm
      search={search}
      q={filter.q}
      placeholder={t('filter.search')}
      count={count}
      keep={{ view: 'list', state: state === 'open' ? null : state, sort: sort === 'due' ? null : sort, contact: contactId, deal: dealId, lead: leadId, order: orderId }}
    >
      <FilterChoice name="assignee" label={t('filter.assignee')} value={filter.assignee ?? ''}>
        <option value="">{t('filter.anybody')}</option>
        <option value="me">{t('filter.me')}</option>
        <option value="mine">{t('filter.mine')}</option>
        <option value="nobody">{t('nobody')}</option>
        {people.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
      </FilterChoice>
      <FilterChoice name="due" label={t('filter.due')} value={filter.due ?? ''}>
        <option value="">{t('filter.anyDue')}</option>
        {DUE_FILTERS.map((due) => <option key={due} value={due}>{t(`due.${due}`)}</option>)}
      </FilterChoice>
      <FilterChecks legend={t('filter.priority')} name="priority" options={TASK_PRIORITIES.map((value) => ({ value, label: t(`priorities.${value}`) }))} checked={filter.priorities} />
      <FilterChoice name="on" label={t('filter.on')} value={filter.on}>
        {PERIOD_FIELDS.map((on) => <option key={on} value={on}>{t(`on.${on}`)}</option>)}
      </FilterChoice>
      <FilterChoice name="period" label={t('filter.period')} value={filter.period.period ?? ''}>
        <option value="">{t('filter.anytime')}</option>
        {RECORD_PERIODS.map((period) => <option key={period} value={period}>{t(`periods.${period}`)}</option>)}
      </FilterChoice>
      <FilterPair>
        <FilterDay name="from" label={t('filter.from')} value={filter.period.from} />
        <FilterDay name="to" label={t('filter.to')} value={filter.period.to} />
      </FilterPair>
    </FilterForm>
  );
}
