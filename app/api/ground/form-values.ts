import type { CustomField } from '~/domain/custom-fields/custom-field';
import { ApiProblem } from './problem';

/**
 * A record as the values of its form: tags as one text, custom values as typed text. Values of fields that are not asked
 * for any more are left out.
 */
export function formValues(record: object, fields: readonly CustomField[] = []): Record<string, unknown> {
  const { tags, custom = {}, ...plain } = record as { tags?: string[]; custom?: Record<string, unknown> };
  const typed = fields.flatMap(({ key }) => (custom[key] === null || custom[key] === undefined ? [] : [[key, typedValue(custom[key])] as const]));
  return { ...plain, ...(tags && { tags: tags.join(', ') }), custom: Object.fromEntries(typed) };
}

/** Refuses values of custom fields that the organisation does not have. @throws {ApiProblem} 422 */
export function checkCustomKeys(custom: object | undefined, fields: readonly CustomField[]): void {
  const errors = Object.keys(custom ?? {})
    .filter((key) => !fields.some((field) => field.key === key))
    .map((key) => ({ path: `/custom/${key}`, code: 'unknown', message: 'There is no such custom field.' }));
  if (errors.length > 0) throw new ApiProblem('validation', { errors });
}

function typedValue(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}
