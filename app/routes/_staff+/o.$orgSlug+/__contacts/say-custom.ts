import type { CustomField, CustomValue } from '~/domain/custom-fields/custom-field';
import { formatDay } from '~/ui/format';

interface Words {
  language: string;
  yes: string;
  no: string;
}

/** A custom value as people read it; empty text for none. */
export function sayCustom(field: Pick<CustomField, 'type'>, value: CustomValue | null | undefined, { language, yes, no }: Words): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? yes : no;
  if (field.type === 'DATE') return formatDay(new Date(`${value}T00:00:00Z`), language, 'UTC');
  if (field.type === 'NUMBER') return new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, { maximumFractionDigits: 6 }).format(Number(value));
  return value;
}
