/** Id of the form that the boxes of a list's rows belong to. */
export const BULK_FORM = 'bulk';

/** What a list's bulk form was sent for. */
export interface Selection {
  /** The ticked rows; of no account when all are meant. */
  ids: string[];
  /** All rows that match the filter, on whatever page. */
  isAll: boolean;
  /** The filter's search, as it stands in the list's address. */
  search: string;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SEARCH_MAX = 4_000;

/** Reads `ids`, `all` and `search` of a bulk form; what is no id is left out. */
export function readSelection(form: FormData): Selection {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  const ids = form.getAll('ids').filter((value): value is string => typeof value === 'string' && UUID.test(value));
  return { ids: [...new Set(ids)], isAll: text('all') === '1', search: text('search').slice(0, SEARCH_MAX) };
}
