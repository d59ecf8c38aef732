import type { TFunction } from 'i18next';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import type { CustomCondition } from '~/domain/custom-fields/custom-filter';
import { sayCustom } from './say-custom';

interface Words {
  /** Of a namespace that has chip.field, chip.fieldRange, chip.fieldFrom and chip.fieldTo. */
  t: TFunction;
  language: string;
  fields: readonly CustomField[];
}

/** A condition on a custom field as the chip of a filter says it. */
export function sayCondition(condition: CustomCondition, { t, language, fields }: Words): string {
  const field = fields.find(({ key }) => key === condition.key);
  const label = field?.label ?? condition.key;
  const say = (value: string | boolean) => (field ? sayCustom(field, value, { language, yes: t('common:yes'), no: t('common:no') }) : String(value));
  switch (condition.type) {
    case 'TEXT':
      return t('chip.field', { field: label, value: condition.text });
    case 'CHOICE':
      return t('chip.field', { field: label, value: condition.options.join(', ') });
    case 'YES_NO':
      return t('chip.field', { field: label, value: say(condition.value) });
    default: {
      const { from, to } = condition;
      if (from !== null && to !== null) return from === to ? t('chip.field', { field: label, value: say(from) }) : t('chip.fieldRange', { field: label, from: say(from), to: say(to) });
      return from !== null ? t('chip.fieldFrom', { field: label, from: say(from) }) : t('chip.fieldTo', { field: label, to: say(to ?? '') });
    }
  }
}
