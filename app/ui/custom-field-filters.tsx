import { useTranslation } from 'react-i18next';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import type { CustomCondition } from '~/domain/custom-fields/custom-filter';
import { FilterChecks, FilterChoice, FilterDay, FilterPair, FilterText } from './list/filter-fields';

interface Props {
  /** The fields that can be asked for. */
  fields: readonly CustomField[];
  conditions: readonly CustomCondition[];
}

/** The custom fields of a list's filter: cf.<key>, for numbers and days from and to. Words in the namespace `fields`. */
export function CustomFilterFields({ fields, conditions }: Props) {
  const { t } = useTranslation('fields');
  return (
    <>
      {fields.map(({ key, label, type, options }) => {
        const name = `cf.${key}`;
        const condition = conditions.find((one) => one.key === key);
        if (type === 'CHOICE') {
          const checked = condition?.type === 'CHOICE' ? condition.options : [];
          return <FilterChecks key={key} legend={label} name={name} options={options.map((option) => ({ value: option, label: option }))} checked={checked} />;
        }
        if (type === 'YES_NO') {
          return (
            <FilterChoice key={key} name={name} label={label} value={condition?.type === 'YES_NO' ? (condition.value ? 'yes' : 'no') : ''}>
              <option value="">{t('any')}</option>
              <option value="yes">{t('yes')}</option>
              <option value="no">{t('no')}</option>
            </FilterChoice>
          );
        }
        if (type === 'TEXT') return <FilterText key={key} name={name} label={label} defaultValue={condition?.type === 'TEXT' ? condition.text : ''} maxLength={100} />;
        const { from, to } = condition && 'from' in condition ? condition : { from: null, to: null };
        return (
          <FilterPair key={key}>
            {(['from', 'to'] as const).map((side) => {
              const value = side === 'from' ? from : to;
              const sideLabel = t(`filter.${side}`, { field: label });
              return type === 'DATE' ? (
                <FilterDay key={side} name={`${name}.${side}`} label={sideLabel} value={value} />
              ) : (
                <FilterText key={side} name={`${name}.${side}`} label={sideLabel} defaultValue={value ?? ''} inputMode="decimal" maxLength={24} />
              );
            })}
          </FilterPair>
        );
      })}
    </>
  );
}
