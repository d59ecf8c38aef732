import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { AUDIT_ACTIONS, AUDIT_RESOURCES } from '~/domain/audit/audit-filter';
import { RECORD_PERIODS } from '~/domain/periods/period';
import { Button, buttonClass } from '~/ui/button';
import { FilterChoice, FilterDay, FilterPair } from '~/ui/list/filter-fields';
import type { AuditPage } from './load-audit.server';

/** Who, what, how, when: all in sight, as there are four of them. */
export function AuditFilters({ filter, members, search, isFiltered }: Pick<AuditPage, 'filter' | 'members' | 'search' | 'isFiltered'>) {
  const { t } = useTranslation(['audit', 'common']);
  return (
    <Form key={search} method="get" aria-label={t('filter.label')} className="grid grid-cols-2 gap-3 rounded-card border border-line bg-surface p-4 shadow-card no-print xl:grid-cols-4">
      {filter.record ? <input type="hidden" name="record" value={filter.record} /> : null}
      <FilterChoice name="person" label={t('filter.person')} value={filter.person ?? ''}>
        <option value="">{t('filter.anybody')}</option>
        <option value="system">{t('system')}</option>
        {members.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
      </FilterChoice>
      <FilterChoice name="resource" label={t('filter.resource')} value={filter.resource ?? ''}>
        <option value="">{t('filter.anything')}</option>
        {AUDIT_RESOURCES.map((resource) => <option key={resource} value={resource}>{t(`resources.${resource}`)}</option>)}
      </FilterChoice>
      <FilterChoice name="action" label={t('filter.action')} value={filter.action ?? ''}>
        <option value="">{t('filter.anyAction')}</option>
        {AUDIT_ACTIONS.map((action) => <option key={action} value={action}>{t(`actions.${action}`)}</option>)}
      </FilterChoice>
      <FilterChoice name="period" label={t('filter.period')} value={filter.period ?? ''}>
        <option value="">{t('filter.anytime')}</option>
        {RECORD_PERIODS.map((period) => <option key={period} value={period}>{t(`periods.${period}`)}</option>)}
      </FilterChoice>
      <div className="col-span-2">
        <FilterPair>
          <FilterDay name="from" label={t('filter.from')} value={filter.period === 'custom' ? filter.from : null} />
          <FilterDay name="to" label={t('filter.to')} value={filter.period === 'custom' ? filter.to : null} />
        </FilterPair>
      </div>
      <div className="col-span-2 flex items-end justify-end gap-2">
        {isFiltered ? <Link to={{ search: '' }} className={buttonClass('quiet')}>{t('common:reset')}</Link> : null}
        <Button look="primary">{t('common:apply')}</Button>
      </div>
    </Form>
  );
}
