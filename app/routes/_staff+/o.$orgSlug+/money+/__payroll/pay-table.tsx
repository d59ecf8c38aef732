import { useTranslation } from 'react-i18next';
import type { LedgerSort } from '~/domain/money/ledger-filter';
import type { PayrollState } from '~/domain/payroll/pay-states';
import { ListHead } from '~/ui/list/list-head';
import { BULK_FORM } from '~/ui/list/selection';
import { useLinkNavigation } from '~/ui/list/use-link-navigation';
import { ledgerSort } from '../__ledger/ledger-page';
import type { PayListRow } from './load-payroll.server';

export const stateClass: Record<PayrollState, string> = { PENDING: 'bg-warm-soft text-warm', APPROVED: 'bg-cool-soft text-cool', PAID: 'bg-ok-soft text-ok' };

interface Props {
  rows: readonly PayListRow[];
  search: string;
  sort: LedgerSort;
  canSelect: boolean;
}

/** Pay as a table, on a phone as cards. Rows are plain elements, as their number decides how fast the page is drawn. */
export function PayTable({ rows, search, sort, canSelect }: Props) {
  const { t } = useTranslation('money');
  const body = useLinkNavigation<HTMLTableSectionElement>();
  return (
    <table className="list-table">
      <caption className="sr-only">{t('payroll.title')}</caption>
      <ListHead
        canSelect={canSelect}
        columns={[
          { name: 'person', label: t('columns.person') },
          { name: 'how', label: t('columns.how'), width: '15rem', className: 'list-wide' },
          { name: 'order', label: t('columns.order'), width: '8rem' },
          { name: 'day', label: t('columns.day'), width: '9.75rem', sort: ledgerSort(search, sort, '-day') },
          { name: 'state', label: t('columns.state'), width: '9rem' },
          { name: 'amount', label: t('columns.amount'), width: '9.5rem', className: 'list-end', sort: ledgerSort(search, sort, '-amount') },
        ]}
      />
      <tbody ref={body}>
        {rows.map((row) => (
          <tr key={row.id} data-row="payroll" data-id={row.id} data-state={row.state}>
            {canSelect ? (
              <td className="list-select"><input type="checkbox" name="ids" value={row.id} form={BULK_FORM} aria-label={t('payroll.select', { person: row.person, amount: row.amount, day: row.day })} /></td>
            ) : null}
            <th scope="row">
              <div>
                <a href={row.to}>{row.person}</a>
                {row.note ? <span>{row.note}</span> : null}
              </div>
            </th>
            <td className="list-wide list-quiet list-alone">{row.how}</td>
            <td>{row.order ? <a href={row.order.to} className="hover:underline">{row.order.number}</a> : null}</td>
            <td className="list-quiet">{row.day}</td>
            <td><span className={`inline-block rounded-full px-2 text-12 leading-5 font-medium ${stateClass[row.state]}`}>{t(`payState.${row.state}`)}</span></td>
            <td className="list-end font-medium">{row.amount}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
