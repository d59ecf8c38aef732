import type { FieldMetadata } from '@conform-to/react';
import { useTranslation } from 'react-i18next';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { ChoiceField } from './choice-field';
import { DateField } from './date-field';
import { SelectField, TextField } from './field';

interface Props {
  /** The fields that are asked for. */
  fields: readonly CustomField[];
  /** The form's part `custom`: a text for each key, as `customInputText` makes it. */
  field: FieldMetadata<Record<string, string | undefined> | undefined>;
}

/** An input for each custom field, named custom.<key>. Words and errors in the namespace `fields`. */
export function CustomFieldInputs({ fields, field }: Props) {
  const { t } = useTranslation('fields');
  const inputs = field.getFieldset();
  return (
    <>
      {fields.map(({ key, label, type, options, isRequired }) => {
        const input = inputs[key];
        if (!input) return null;
        const shared = { field: input, errorNs: 'fields', label: isRequired ? <>{label}<span aria-hidden="true" className="text-danger"> *</span></> : label };
        switch (type) {
          case 'TEXT':
            return <TextField key={key} {...shared} maxLength={1_000} autoComplete="off" />;
          case 'NUMBER':
            return <TextField key={key} {...shared} inputMode="decimal" maxLength={30} autoComplete="off" />;
          case 'DATE':
            return <DateField key={key} {...shared} min="1900-01-01" max="2999-12-31" />;
          case 'CHOICE':
            return <SelectField key={key} {...shared} options={withStored(options, input.initialValue)} emptyLabel={t('notChosen')} />;
          case 'YES_NO':
            return <ChoiceField key={key} {...shared} options={[{ value: '', label: t('notSaid') }, { value: 'yes', label: t('yes') }, { value: 'no', label: t('no') }]} />;
        }
      })}
    </>
  );
}

/** A value that is no option any more stays visible, so that saving the form does not lose it unseen. */
function withStored(options: readonly string[], stored: unknown) {
  const all = typeof stored === 'string' && stored !== '' && !options.includes(stored) ? [...options, stored] : options;
  return all.map((option) => ({ value: option, label: option }));
}
