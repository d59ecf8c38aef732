import type { CustomField } from '~/domain/custom-fields/custom-field';
import { parseColumns } from '~/ui/list/columns';

/** Beside the title, in the order of the table. */
export const DEAL_COLUMNS = ['client', 'place', 'amount', 'close', 'owner', 'tags', 'created', 'updated'] as const;
export type DealColumn = (typeof DEAL_COLUMNS)[number];
export const USUAL_COLUMNS: readonly string[] = ['client', 'place', 'amount', 'close', 'owner', 'created'];

/** All columns that the list can show: `label` is the organisation's own name of a custom field. */
export function knownColumns(fields: readonly CustomField[]): { name: string; label: string | null }[] {
  return [...DEAL_COLUMNS.map((name) => ({ name, label: null })), ...fields.map(({ key, label }) => ({ name: `cf.${key}`, label }))];
}

export function shownColumns(params: URLSearchParams, fields: readonly CustomField[]): string[] {
  return parseColumns(params, knownColumns(fields).map(({ name }) => name), USUAL_COLUMNS);
}
