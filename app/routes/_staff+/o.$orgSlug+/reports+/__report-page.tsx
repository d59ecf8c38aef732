import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Report } from '~/domain/reports/report-sheet';
import { cx } from '~/ui/class-names';
import { Metric } from '~/ui/metric';
import { useChange } from '../analytics+/__crm/use-change';
import { ReportBar, type ReportBarData } from './__report-bar';
import { useFigures } from './__say-figure';
import { SheetTable } from './__sheet-table';

/** From here on cents only take up room; the tables below have them. */
const EXACT_MAX = 10_000;

function wholeMoney(value: string): string {
  return Math.abs(Number(value)) >= EXACT_MAX ? `${Math.round(Number(value))}.00` : value;
}

/** A report: what it is narrowed to, its figures, its tables, and how all of it was counted. */
export function ReportPage({ report, bar, children }: { report: Report; bar: ReportBarData; children?: ReactNode }) {
  const { t } = useTranslation('reports');
  const say = useFigures(bar.filter.currency);
  const change = useChange();
  return (
    <div className="flex flex-col gap-4">
      <ReportBar {...bar} />
      {report.cards.length > 0 ? (
        <div className={cx('grid grid-cols-1 gap-3 sm:grid-cols-2', report.cards.length > 2 ? 'lg:grid-cols-[repeat(auto-fit,minmax(13rem,1fr))]' : 'lg:grid-cols-4')}>
          {report.cards.map(({ name, label, value, kind, change: share, to, note }) => (
            <Metric key={name} name={name} value={Number(value)} label={label} to={to} change={change(share)} note={note}>{say(kind === 'money' ? wholeMoney(value) : value, kind)}</Metric>
          ))}
        </div>
      ) : null}
      {children}
      {report.sheets.length > 1 ? (
        <div className={cx('grid grid-cols-1 items-start gap-4 lg:grid-cols-2 print:grid-cols-1', report.sheets.length > 2 && 'xl:grid-cols-3')}>
          {report.sheets.map((sheet) => <SheetTable key={sheet.name} sheet={sheet} currency={bar.filter.currency} />)}
        </div>
      ) : report.sheets.map((sheet) => <SheetTable key={sheet.name} sheet={sheet} currency={bar.filter.currency} />)}
      <section aria-labelledby="report-basis" className="max-w-prose text-13 text-muted">
        <h2 id="report-basis" className="font-medium text-ink">{t('basis.title')}</h2>
        <ul className="mt-1 list-disc pl-5">
          {report.basis.map((line) => <li key={line}>{line}</li>)}
        </ul>
      </section>
    </div>
  );
}
