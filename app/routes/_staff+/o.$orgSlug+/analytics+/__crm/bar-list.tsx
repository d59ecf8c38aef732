import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber, formatPercent } from '~/ui/format';
import { FigureLink } from './figure-link';

export interface BarLine {
  key: string;
  label: ReactNode;
  count: number;
  to: string;
  /** Quietly at the right, for example a sum. */
  note?: ReactNode;
}

interface Props {
  /** data-chart of the table, and data-metric of its figures. */
  name: string;
  caption: string;
  heading: string;
  countHeading: string;
  lines: BarLine[];
}

/** Parts of a whole as bars, the largest first, each leading to its rows. */
export function BarList({ name, caption, heading, countHeading, lines }: Props) {
  const { i18n } = useTranslation();
  const total = lines.reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(1, ...lines.map(({ count }) => count));
  return (
    <table data-chart={name} className="w-full text-14">
      <caption className="sr-only">{caption}</caption>
      <thead className="sr-only">
        <tr><th scope="col">{heading}</th><th scope="col">{countHeading}</th><th scope="col">%</th></tr>
      </thead>
      <tbody>
        {lines.map(({ key, label, count, to, note }) => (
          <tr key={key} data-row={name} data-id={key}>
            <th scope="row" className="w-full py-1.5 pr-4 text-left font-normal">
              <span className="flex flex-wrap items-baseline justify-between gap-x-3">{label}{note ? <span className="text-12 text-muted">{note}</span> : null}</span>
              <span aria-hidden="true" className="mt-1 block h-1.5 rounded-full bg-sunken">
                <span className="block h-1.5 rounded-full bg-line-strong" style={{ width: `${(count / most) * 100}%` }} />
              </span>
            </th>
            <td className="py-1.5 text-right align-top whitespace-nowrap"><FigureLink name={name} value={count} to={to} className="font-semibold">{formatNumber(count, i18n.language)}</FigureLink></td>
            <td className="min-w-13 py-1.5 pl-3 text-right align-top text-13 whitespace-nowrap text-muted">{total > 0 ? formatPercent(count / total, i18n.language) : '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
