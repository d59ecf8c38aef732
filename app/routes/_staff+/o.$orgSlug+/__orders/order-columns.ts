import { parseColumns } from '~/ui/list/columns';

/** Beside the number, in the order of the table. */
export const ORDER_COLUMNS = ['client', 'state', 'address', 'start', 'operators', 'manager', 'total', 'due', 'created'] as const;
export type OrderColumn = (typeof ORDER_COLUMNS)[number];
export const USUAL_COLUMNS: readonly string[] = ['client', 'state', 'address', 'start', 'operators', 'total', 'due'];
const MONEY: readonly string[] = ['total', 'due'];

/** The columns that this person may see at all. */
export function knownColumns(canSeeMoney: boolean): OrderColumn[] {
  return ORDER_COLUMNS.filter((name) => canSeeMoney || !MONEY.includes(name));
}

export function shownColumns(params: URLSearchParams, canSeeMoney: boolean): string[] {
  const known = knownColumns(canSeeMoney);
  return parseColumns(params, known, USUAL_COLUMNS).filter((name) => known.some((one) => one === name));
}
