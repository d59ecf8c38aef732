export type SortDirection = 'ascending' | 'descending';

/** What a column's head does: where its link leads, and how the list stands by it now. */
export interface ColumnSort {
  /** The search of the list in this order. */
  search: string;
  /** Undefined: the list is in another order. */
  direction: SortDirection | undefined;
  /** What a press does, in words. */
  title?: string;
}

/** The same list in another order, from its start; the usual order is left out of the address. */
export function withSort(search: string, sort: string, usual: string): string {
  const params = new URLSearchParams(search);
  params.delete('after');
  params.delete('before');
  if (sort === usual) params.delete('sort');
  else params.set('sort', sort);
  return params.toString();
}

/**
 * For orders named `x` (ascending) and `-x`: what a press on the column's head asks for, and how the list stands.
 * @param first the direction of the first press, for example `-created`
 */
export function turnSort(current: string, first: string): { sort: string; direction: SortDirection | undefined } {
  const name = first.replace(/^-/, '');
  const isOfIt = current.replace(/^-/, '') === name;
  if (!isOfIt) return { sort: first, direction: undefined };
  return current.startsWith('-') ? { sort: name, direction: 'descending' } : { sort: `-${name}`, direction: 'ascending' };
}
