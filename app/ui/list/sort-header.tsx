import { Link } from '@remix-run/react';
import type { ColumnSort } from './sort-by';

export interface ListColumn {
  name: string;
  label: string;
  sort?: ColumnSort | null;
  /** A CSS length; without it the column takes what is left. */
  width?: string;
  className?: string;
}

/** The head of a column: a link that sorts by it, where that is possible. */
export function SortHeader({ label, sort, width, className }: Omit<ListColumn, 'name'>) {
  return (
    <th scope="col" className={className} style={{ width }} aria-sort={sort?.direction}>
      {sort ? <Link to={{ search: sort.search }} title={sort.title} preventScrollReset>{label}</Link> : label}
    </th>
  );
}
