import { useTranslation } from 'react-i18next';
import type { LedgerSort } from '~/domain/money/ledger-filter';
import { ListHead } from '~/ui/list/list-head';
import { useLinkNavigation } from '~/ui/list/use-link-navigation';
import { ledgerSort } from '../__ledger/ledger-page';
import type { ExpenseListRow } from './load-expenses.server';

/** The expenses as a table, on a phone as cards. Rows are plain elements, as their number decides how fast the page is drawn. */
export function ExpenseTable({ rows, search, sort }: { rows: readonly ExpenseListRow[]; search: string; sort: LedgerSort }) {
  const { t } = useTranslation('money');
  const body = useLinkNavigation<HTMLTableSectionElement>();
  return (
    <table className="list-table">
      <caption className="sr-only">{t('expenses.title')}</caption>
      <ListHead
        columns={[
          { name: 'kind', label: t('columns.kind') },
          { name: 'item', label: t('columns.item'), width: '20rem', className: 'list-wide' },
          { name: 'order', label: t('columns.order'), width: '8rem' },
          { name: 'day', label: t('columns.day'), width: '9rem', sort: ledgerSort(search, sort, '-day') },
          { name: 'amount', label: t('columns.amount'), width: '10rem', className: 'list-end', sort: ledgerSort(search, sort, '-amount') },
        ]}
      />
      <tbody ref={body}>
        {rows.map((row) => (
          <tr key={row.id} data-row="expense" data-id={row.id}>
            <th scope="row">
              <div>
                <a href={row.to}>{row.name}</a>
                {row.note ? <span>{row.note}</span> : null}
              </div>
            </th>
            <td className="list-wide list-quiet list-alone">{row.machine}</td>
            <td>{row.order ? <a href={row.order.to} className="hover:underline">{row.order.number}</a> : null}</td>
            <td className="list-quiet">{row.day}</td>
            <td className="list-end font-medium">{row.amount}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
