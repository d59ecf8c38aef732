import type { TFunction } from 'i18next';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import type { StoredProblem } from './problem-rows.server';

/** The name of what a column can become. */
export function fieldLabel(t: TFunction, field: string, customFields: readonly Pick<CustomField, 'key' | 'label'>[]): string {
  const own = customFields.find(({ key }) => field === `custom.${key}`);
  return own ? own.label : field.startsWith('custom.') ? field.slice('custom.'.length) : t(`field.${field}`);
}

/** «Телефон: не похоже на номер — «нет».» `t` is of the namespace `imports`. */
export function sayProblem(t: TFunction, { field, code, value }: StoredProblem, customFields: readonly Pick<CustomField, 'key' | 'label'>[]): string {
  const text = t(`problem.${code}`, { value: value ?? '', count: Number(value) || 0 });
  return field ? `${fieldLabel(t, field, customFields)}: ${text}` : text;
}
