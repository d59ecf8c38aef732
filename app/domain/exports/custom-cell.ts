import type { CustomField, CustomValue } from '~/domain/custom-fields/custom-field';

/** A custom value as a cell: a number where it can be calculated with, words for yes and no. */
export function customCell({ type }: Pick<CustomField, 'type'>, value: CustomValue | undefined, words: { yes: string; no: string }): string | number | null {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  return type === 'NUMBER' && String(Number(value)) === value ? Number(value) : value;
}
