import { useTranslation } from 'react-i18next';
import { USUAL_SORT, type OrderSort } from '~/domain/orders/order-filter';
import { ListHead } from '~/ui/list/list-head';
import { turnSort, withSort } from '~/ui/list/sort-by';
import { useLinkNavigation } from '~/ui/list/use-link-navigation';
import type { OrdersPage } from './load-orders.server';
import type { OrderColumn } from './order-columns';
import { StateBadge } from './state-badge';

type Row = OrdersPage['rows'][number];

const FIRST_SORT: Partial<Record<string, OrderSort>> = { number: '-number', start: 'start', total: '-total', created: '-created' };
const WIDTHS: Partial<Record<string, string>> = { number: '8.5rem', client: '12.5rem', state: '8.5rem', start: '7rem', operators: '9.5rem', manager: '9rem', total: '8rem', due: '8rem', created: '8rem' };
const CLASSES: Partial<Record<string, string>> = { total: 'list-end', due: 'list-end', address: 'list-wide', operators: 'list-wide', manager: 'list-wider', created: 'list-wider' };

/** The orders as a table, on a phone as cards of the same cells. */
export function OrderTable({ page }: { page: OrdersPage }) {
  const { t } = useTranslation('orders');
  const body = useLinkNavigation<HTMLTableSectionElement>();
  const { search, filter, base, columns } = page;
  const shown = columns.known.filter((name) => columns.shown.includes(name));
  const sortOf = (name: string, label: string) => {
    const first = FIRST_SORT[name];
    if (!first) return null;
    const { sort, direction } = turnSort(filter.sort, first);
    return { search: withSort(search, sort, USUAL_SORT), direction, title: t('sortBy', { column: label }) };
  };
  const heads = ['number', ...shown].map((name) => {
    const label = t(`columns.${name}`);
    return { name, label, sort: sortOf(name, label), width: WIDTHS[name], className: CLASSES[name] };
  });
  return (
    <table className="list-table orders">
      <caption className="sr-only">{t('caption')}</caption>
      <ListHead canSelect={false} columns={heads} />
      <tbody ref={body}>
        {page.rows.map((row) => (
          <tr key={row.id} data-row="order" data-id={row.id} data-state={row.state}>
            <th scope="row">
              <div>
                <a href={`${base}/${row.id}`} className="tabular-nums">{row.number}</a>
              </div>
            </th>
            {shown.map((name) => <Cell key={name} name={name} row={row} />)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ name, row }: { name: OrderColumn; row: Row }) {
  const { t } = useTranslation('orders');
  switch (name) {
    case 'client':
      return <td className={row.client ? undefined : 'list-quiet'}>{row.client ?? t('noClient')}</td>;
    case 'state':
      return <td><StateBadge state={row.state} /></td>;
    case 'address':
      return <td className="list-wide">{row.address}</td>;
    case 'start':
      return <td title={row.start?.exact} className={row.start?.isPast ? 'text-danger!' : undefined}>{row.start?.text}</td>;
    case 'operators':
      return <td className="list-wide list-quiet">{row.operators}</td>;
    case 'manager':
      return <td className="list-wider list-quiet">{row.manager ?? t('nobody')}</td>;
    case 'total':
      return <td className="list-end">{row.total?.text}</td>;
    case 'due':
      return <td className="list-end list-quiet">{row.due ? <><span className="md:hidden">{t('columns.due').toLowerCase()}: </span>{row.due}</> : null}</td>;
    case 'created':
      return <td className="list-wider list-quiet" title={row.created.exact}>{row.created.text}</td>;
  }
}
