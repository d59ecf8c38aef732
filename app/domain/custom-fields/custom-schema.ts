import { z } from 'zod';
import type { CustomField, CustomValues } from './custom-field';
import { parseCustomValue } from './custom-value';

/**
 * The part `custom` of a form: one typed text for each field, read into values by key (null where nothing is typed).
 * Errors stand at `custom.<key>` as keys of the namespace `fields`.
 */
export function customValuesSchema(fields: readonly CustomField[]) {
  return z
    .record(z.string(), z.string().optional())
    .optional()
    .transform((typed, context): CustomValues => {
      const values: CustomValues = {};
      for (const field of fields) {
        const parsed = parseCustomValue(field, typed?.[field.key] ?? '');
        if (!parsed.ok) context.addIssue({ code: 'custom', message: parsed.error, path: [field.key] });
        else if (parsed.value === null && field.isRequired) context.addIssue({ code: 'custom', message: 'errors.required', path: [field.key] });
        else values[field.key] = parsed.value;
      }
      return values;
    });
}
