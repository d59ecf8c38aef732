import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LeadSort } from '~/domain/leads/lead-filter';
import { ListHead } from '~/ui/list/list-head';
import { BULK_FORM } from '~/ui/list/selection';
import { withSort, type ColumnSort } from '~/ui/list/sort-by';
import { useLinkNavigation } from '~/ui/list/use-link-navigation';
import type { ShownLead } from './present-row.server';

interface Props {
  rows: readonly ShownLead[];
  /** Address of the list, and the search that leads back to it. */
  base: string;
  search: string;
  sort: LeadSort;
  caption: string;
  canSelect: boolean;
  selected: readonly string[];
  fresh: ReadonlySet<string>;
}

const columns = [
  { name: 'temperature', sort: 'score', width: '9.5rem' },
  { name: 'client', sort: 'name', width: undefined },
  { name: 'service', sort: null, width: undefined, className: 'list-wide' },
  { name: 'answer', sort: 'due', width: '10.25rem' },
  { name: 'assignee', sort: null, width: '9.75rem', className: 'list-wider' },
  { name: 'state', sort: null, width: '6.25rem', className: 'lead-state' },
  { name: 'arrived', sort: 'newest', width: '8.75rem' },
] as const;

/**
 * The requests as a table, on a phone as cards of the same cells. Rows are plain elements without components or hooks of
 * their own, as their number decides how many lists a second the server can draw.
 */
export const LeadTable = memo(function LeadTable({ rows, base, search, sort, caption, canSelect, selected, fresh }: Props) {
  const { t } = useTranslation(['leads', 'common', 'lists']);
  const body = useLinkNavigation<HTMLTableSectionElement>();
  const words = useMemo(() => rowWords(t), [t]);
  const suffix = search ? `?${search}` : '';
  return (
    <table className="list-table">
      <caption className="sr-only">{caption}</caption>
      <ListHead
        canSelect={canSelect}
        columns={columns.map(({ sort: by, ...column }) => ({ ...column, label: t(`columns.${column.name}`), sort: by && columnSort(by, sort, search, t) }))}
      />
      <tbody ref={body}>
        {rows.map((row) => (
          <tr key={row.id} data-row="lead" data-id={row.id} data-score={row.score} data-priority={row.priority} data-fresh={fresh.has(row.id) || undefined}>
            {canSelect ? (
              <td className="list-select">
                <input type="checkbox" name="ids" value={row.id} form={BULK_FORM} defaultChecked={selected.includes(row.id)} aria-label={words.select + row.name} />
              </td>
            ) : null}
            <td className="lead-temperature">
              <button type="button" className="lead-heat" data-heat={row.priority} title={row.why}>{`${words.temperature[row.priority]} ${row.score}`}</button>
            </td>
            <th scope="row">
              <div>
                <a href={`${base}/${row.id}${suffix}`}>{row.name}</a>
                {row.niche ? <span>{row.niche}</span> : null}
              </div>
            </th>
            <td className="lead-service list-wide">{row.service}</td>
            <td className="lead-answer"><span className="lead-clock" data-clock={row.clock.tone}>{row.clock.text}</span></td>
            <td className={row.isUnassigned ? 'lead-assignee list-wider list-quiet' : 'lead-assignee list-wider'}>{row.assignee}</td>
            <td className="lead-state">{words.state[row.state]}</td>
            <td className="lead-arrived" title={row.arrivedAt}>{row.arrived}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
});

function rowWords(t: (key: string, values?: Record<string, string>) => string) {
  const states = ['NEW', 'IN_PROGRESS', 'CONVERTED', 'REJECTED', 'SPAM'] as const;
  return {
    select: t('lists:select.row', { name: '' }),
    temperature: { high: t('common:temperature.high'), medium: t('common:temperature.medium'), low: t('common:temperature.low') },
    state: Object.fromEntries(states.map((state) => [state, t(`state.${state}`)])) as Record<(typeof states)[number], string>,
  };
}

/** A second press on the time of arrival turns it round; the other orders have one sensible direction. */
function target(by: LeadSort, current: LeadSort): LeadSort {
  return by === 'newest' && current === 'newest' ? 'oldest' : by;
}

function direction(by: LeadSort, current: LeadSort): 'ascending' | 'descending' | undefined {
  if (by === 'newest' && current === 'oldest') return 'ascending';
  if (by !== current) return undefined;
  return by === 'score' || by === 'newest' ? 'descending' : 'ascending';
}

function columnSort(by: LeadSort, current: LeadSort, search: string, t: (key: string) => string): ColumnSort {
  const wanted = target(by, current);
  return { search: withSort(search, wanted, 'score'), direction: direction(by, current), title: t(`sortBy.${wanted}`) };
}
