import { Pager, type PageLinks } from './pager';

export interface ListSum {
  /** Name of the figure, for example deals-sum-RUB. */
  metric: string;
  /** For example "В сумме". */
  label: string;
  text: string;
  /** The plain number. */
  value: string | number;
}

interface Props {
  /** How many match, in words, and as a number. */
  count: string;
  total: number;
  /** Name of the count as a figure, for example contacts-shown. */
  metric: string;
  sums?: readonly ListSum[];
  pages: PageLinks;
}

/** What the whole list comes to, whatever page is shown, and the ways to its other pages. */
export function ListFooter({ count, total, metric, sums = [], pages }: Props) {
  return (
    <footer className="mt-3 flex min-h-9 flex-wrap items-center justify-between gap-3 text-13 text-muted">
      <p className="flex flex-wrap gap-x-4 gap-y-1">
        <span data-metric={metric} data-value={total}>{count}</span>
        {sums.map((sum) => (
          <span key={sum.metric}>
            {sum.label} <strong data-metric={sum.metric} data-value={sum.value} className="font-semibold text-ink">{sum.text}</strong>
          </span>
        ))}
      </p>
      <Pager {...pages} />
    </footer>
  );
}
