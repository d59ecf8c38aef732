import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { ReportCell, ReportColumn, ReportRow, ReportSheet } from '~/domain/reports/report-sheet';
import { Card } from '~/ui/card';
import { cx } from '~/ui/class-names';
import { formatDay } from '~/ui/format';
import { useFigures } from './__say-figure';

const DAY = /^\d{4}-\d\d-\d\d$/;

/** A table of a report: figures lead to their rows; on a phone each row is a card with the same facts. */
export function SheetTable({ sheet, currency }: { sheet: ReportSheet; currency: string }) {
  const { name, title, note, rowHead, columns, rows, total, empty } = sheet;
  return (
    <Card title={title} aside={note}>
      {rows.length === 0 ? <p className="text-14 text-muted">{empty}</p> : (
        <div className="scroll-thin overflow-x-auto max-md:overflow-visible print:overflow-visible">
          <table data-chart={name} className="w-full text-14 max-md:block print:text-13">
            <caption className="sr-only">{title}</caption>
            <thead className="text-12 text-muted max-md:sr-only">
              <tr>
                <th scope="col" className="pb-2 text-left font-medium">{rowHead}</th>
                {columns.map(({ key, label, kind }) => <th key={key} scope="col" className={cx('pb-2 pl-4 align-bottom font-medium', kind === 'text' ? 'text-left' : 'text-right')}>{label}</th>)}
              </tr>
            </thead>
            <tbody className="max-md:block">
              {rows.map((row) => <Row key={row.id} row={row} sheet={name} columns={columns} currency={currency} />)}
            </tbody>
            {total ? (
              <tfoot className="max-md:block">
                <Row row={total} sheet={name} columns={columns} currency={currency} isTotal />
              </tfoot>
            ) : null}
          </table>
        </div>
      )}
    </Card>
  );
}

interface RowProps {
  row: ReportRow;
  sheet: string;
  columns: readonly ReportColumn[];
  currency: string;
  isTotal?: boolean;
}

function Row({ row, sheet, columns, currency, isTotal = false }: RowProps) {
  const { i18n } = useTranslation();
  const label = DAY.test(row.label) ? formatDay(new Date(`${row.label}T12:00:00Z`), i18n.language, 'UTC') : row.label;
  return (
    <tr
      data-row={isTotal ? 'total' : sheet}
      data-id={row.id}
      className={cx('break-inside-avoid border-t max-md:grid max-md:grid-cols-2 max-md:gap-x-4 max-md:gap-y-2 max-md:py-3', isTotal ? 'border-line-strong font-semibold' : 'border-line')}
    >
      <th scope="row" className={cx('py-2 text-left max-md:col-span-2 max-md:p-0', isTotal ? 'font-semibold' : 'font-normal max-md:font-medium')}>
        {row.to ? <Link to={row.to} className="rounded-sm underline-offset-4 hover:underline">{label}</Link> : label}
      </th>
      {row.cells.map((cell, index) => {
        const column = columns[index];
        return column ? <Cell key={column.key} cell={cell} column={column} sheet={sheet} currency={currency} isTotal={isTotal} /> : null;
      })}
    </tr>
  );
}

function Cell({ cell, column, sheet, currency, isTotal }: { cell: ReportCell; column: ReportColumn; sheet: string; currency: string; isTotal: boolean }) {
  const say = useFigures(currency);
  const { key, label, kind } = column;
  const isQuiet = cell.value === null || (kind !== 'text' && Number(cell.value) === 0);
  const shared = { 'data-metric': `${sheet}-${key}${isTotal ? '-total' : ''}`, 'data-value': cell.value ?? '' };
  // a table full of zeros hides what there is
  const text = isQuiet && !isTotal ? '—' : say(cell.value, kind);
  if (isTotal && cell.value === null) return <td className="max-md:hidden" />;
  return (
    <td className={cx('py-2 pl-4 max-md:p-0 max-md:text-left', kind === 'text' ? 'text-left' : 'text-right whitespace-nowrap')}>
      <span aria-hidden="true" className="block text-12 font-normal text-muted md:hidden">{label}</span>
      {cell.to && !isQuiet ? (
        <Link to={cell.to} {...shared} className="rounded-sm underline decoration-line-strong decoration-dotted underline-offset-4 hover:decoration-solid">{text}</Link>
      ) : (
        <span {...shared} className={cx(isQuiet && 'text-muted')}>{text}</span>
      )}
    </td>
  );
}
