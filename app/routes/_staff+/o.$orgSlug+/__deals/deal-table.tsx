import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { USUAL_SORT } from '~/domain/deals/deal-filter';
import { ListHead } from '~/ui/list/list-head';
import { BULK_FORM } from '~/ui/list/selection';
import { turnSort, withSort } from '~/ui/list/sort-by';
import { useLinkNavigation } from '~/ui/list/use-link-navigation';
import type { DealsPage } from './load-deals.server';
import type { loadList } from './load-list.server';
import type { DealColumn } from './list-columns';

type List = Awaited<ReturnType<typeof loadList>>;
type Row = List['rows'][number];

const FIRST_SORT: Partial<Record<string, string>> = { amount: '-amount', close: 'close', created: '-created', updated: 'updated' };
const WIDTHS: Partial<Record<string, string>> = { client: '11.5rem', place: '12rem', amount: '8.5rem', close: '6.5rem', owner: '9rem', created: '8rem', updated: '8rem' };
const CLASSES: Partial<Record<string, string>> = { amount: 'list-end', owner: 'list-wide', created: 'list-wider', updated: 'list-wider', tags: 'list-wide' };

/** The deals as a table, on a phone as cards of the same cells. Rows are plain elements without components of their own. */
export function DealTable({ list, page, selected, canSelect }: { list: List; page: DealsPage; selected: readonly string[]; canSelect: boolean }) {
  const { t } = useTranslation(['deals', 'lists']);
  const body = useLinkNavigation<HTMLTableSectionElement>();
  const { search, filter, base, columns } = page;
  const words = useMemo(() => ({ select: t('lists:select.row', { name: '' }), nobody: t('nobody') }), [t]);
  const shown = columns.known.filter(({ name }) => columns.shown.includes(name));
  const sortOf = (name: string, label: string) => {
    const first = name.startsWith('cf.') ? name : name === 'title' ? 'title' : FIRST_SORT[name];
    if (!first) return null;
    const { sort, direction } = turnSort(filter.sort, first);
    const isOneWay = name === 'updated';
    return { search: withSort(search, isOneWay ? 'updated' : sort, USUAL_SORT), direction: isOneWay && direction ? ('descending' as const) : direction, title: t('sortBy', { column: label }) };
  };
  const heads = [{ name: 'title', label: null }, ...shown].map(({ name, label }) => {
    const text = label ?? t(`columns.${name}`);
    return { name, label: text, sort: sortOf(name, text), width: WIDTHS[name], className: name.startsWith('cf.') ? 'list-wide' : CLASSES[name] };
  });
  return (
    <table className="list-table deals">
      <caption className="sr-only">{t('caption')}</caption>
      <ListHead canSelect={canSelect} columns={heads} />
      <tbody ref={body}>
        {list.rows.map((row) => (
          <tr key={row.id} data-row="deal" data-id={row.id} data-state={row.state}>
            {canSelect ? (
              <td className="list-select">
                <input type="checkbox" name="ids" value={row.id} form={BULK_FORM} defaultChecked={selected.includes(row.id)} aria-label={words.select + row.title} />
              </td>
            ) : null}
            <th scope="row">
              <div>
                <a href={`${base}/${row.id}`}>{row.title}</a>
              </div>
            </th>
            {shown.map(({ name }) => cell(name, row, words))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function cell(name: string, row: Row, words: { nobody: string }) {
  switch (name as DealColumn) {
    case 'client':
      return <td key={name}>{row.client}</td>;
    case 'place':
      return (
        <td key={name}>
          <span className="deal-mark" data-color={row.place.color ?? row.state} aria-hidden="true" />
          {row.place.text}
          {row.rotting ? <span className="deal-rotting" title={row.rotting.text}>{row.rotting.short}</span> : null}
        </td>
      );
    case 'amount':
      return <td key={name} className="list-end">{row.amount?.text}</td>;
    case 'close':
      return <td key={name} className={row.close?.isPast ? 'deal-late' : undefined}>{row.close?.text}</td>;
    case 'owner':
      return <td key={name} className={row.owner ? 'list-wide' : 'list-wide list-quiet'}>{row.owner ?? words.nobody}</td>;
    case 'tags':
      return <td key={name} className="list-wide list-quiet">{row.tags}</td>;
    case 'created':
    case 'updated': {
      const at = row[name as 'created' | 'updated'];
      return <td key={name} className="list-wider list-quiet" title={at.exact}>{at.text}</td>;
    }
    default:
      return <td key={name} className="list-wide">{row.custom[name]}</td>;
  }
}
