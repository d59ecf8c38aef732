import { useTranslation } from 'react-i18next';
import { sumReceipt, type ReceiptLine } from '~/domain/privacy/receipt';
import { formatNumber } from '~/ui/format';

const COLUMNS = ['deleted', 'anonymised', 'kept'] as const;

/** What was done, or would be done, with each kind of data. */
export function ReceiptTable({ lines }: { lines: readonly ReceiptLine[] }) {
  const { t, i18n } = useTranslation('personal-data');
  const number = (value: number) => (value === 0 ? <span className="text-muted">—</span> : formatNumber(value, i18n.language));
  const sums = sumReceipt(lines);
  return (
    <div className="-mx-4 overflow-x-auto px-4 md:mx-0 md:px-0">
      <table className="w-full text-14">
        <caption className="sr-only">{t('receipt.caption')}</caption>
        <thead>
          <tr className="border-b border-line text-13 text-muted">
            <th scope="col" className="py-2 pr-3 text-left font-medium">{t('receipt.columns.kind')}</th>
            {COLUMNS.map((column) => <th key={column} scope="col" className="px-2 py-2 text-right font-medium">{t(`receipt.columns.${column}`)}</th>)}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.kind} data-row="erased-kind" data-id={line.kind} className="border-b border-line align-top">
              <th scope="row" className="py-2 pr-3 text-left font-normal">
                {t(`erasedKinds.${line.kind}`)}
                {line.reason ? <span className="block text-13 text-muted">{t('receipt.columns.reason')}: {t(`reasons.${line.reason}`)}</span> : null}
              </th>
              {COLUMNS.map((column) => <td key={column} data-metric={`${line.kind}-${column}`} data-value={line[column]} className="px-2 py-2 text-right tabular-nums">{number(line[column])}</td>)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="font-semibold">
            <th scope="row" className="py-2 pr-3 text-left">{t('receipt.total')}</th>
            {COLUMNS.map((column) => <td key={column} className="px-2 py-2 text-right tabular-nums">{number(sums[column])}</td>)}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
