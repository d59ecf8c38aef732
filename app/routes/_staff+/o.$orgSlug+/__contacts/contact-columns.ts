/** Columns of the list beside the name, in the table's order; those of custom fields (`cf.<key>`) follow. */
export const CONTACT_COLUMNS = ['kind', 'contactPerson', 'phone', 'email', 'city', 'address', 'inn', 'kpp', 'tags', 'source', 'owner', 'activity', 'created', 'updated'] as const;
export type ContactColumn = (typeof CONTACT_COLUMNS)[number] | `cf.${string}`;

export const USUAL_COLUMNS: readonly ContactColumn[] = ['phone', 'city', 'tags', 'owner', 'activity'];

/** The order that the first press on a column's head asks for. */
export const COLUMN_SORTS: Partial<Record<ContactColumn | 'name', string>> = { name: 'name', created: '-created' };
/** Columns with one sensible direction. */
export const ONE_WAY: Partial<Record<ContactColumn, string>> = { activity: 'activity', updated: 'updated' };

export function isCustomColumn(column: string): column is `cf.${string}` {
  return column.startsWith('cf.');
}
