import { useTranslation } from 'react-i18next';
import type { LedgerSort } from '~/domain/money/ledger-filter';
import { ListHead } from '~/ui/list/list-head';
import { useLinkNavigation } from '~/ui/list/use-link-navigation';
import { ledgerSort } from '../__ledger/ledger-page';
import type { PaymentListRow } from './load-payments.server';

/** The payments as a table, on a phone as cards. Rows are plain elements, as their number decides how fast the page is drawn. */
export function PaymentTable({ rows, search, sort }: { rows: readonly PaymentListRow[]; search: string; sort: LedgerSort }) {
  const { t } = useTranslation('money');
  const body = useLinkNavigation<HTMLTableSectionElement>();
  return (
    <table className="list-table">
      <caption className="sr-only">{t('payments.title')}</caption>
      <ListHead
        columns={[
          { name: 'client', label: t('columns.client') },
          { name: 'order', label: t('columns.order'), width: '8rem' },
          { name: 'day', label: t('columns.day'), width: '9rem', sort: ledgerSort(search, sort, '-day') },
          { name: 'method', label: t('columns.method'), width: '8.5rem' },
          { name: 'note', label: t('columns.note'), className: 'list-wide' },
          { name: 'amount', label: t('columns.amount'), width: '10rem', className: 'list-end', sort: ledgerSort(search, sort, '-amount') },
        ]}
      />
      <tbody ref={body}>
        {rows.map((row) => (
          <tr key={row.id} data-row="payment" data-id={row.id}>
            <th scope="row">
              <div>
                <a href={row.to}>{row.name}</a>
                {row.isRefund ? <span>{t('paymentKind.REFUNDED')}</span> : null}
              </div>
            </th>
            <td><a href={row.order.to} className="hover:underline">{row.order.number}</a></td>
            <td className="list-quiet">{row.day}</td>
            <td className="list-quiet">{row.method}</td>
            <td className="list-wide list-quiet list-alone">{row.note}</td>
            <td className="list-end font-medium">{row.isRefund ? '−' : ''}{row.amount}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
