import type { FieldMetadata } from '@conform-to/react';
import type { ReactNode } from 'react';
import { FieldFrame } from './field';
import { RecordCombobox, type RecordComboboxProps } from './record-combobox';

interface Props extends Omit<RecordComboboxProps, 'id' | 'name' | 'isInvalid' | 'describedBy'> {
  field: FieldMetadata<string | undefined | null> | FieldMetadata<string>;
  label: ReactNode;
  hint?: ReactNode;
  errorNs?: string;
  className?: string;
}

/** A search for one record as a field of a form, with label, hint and error. Its action reads it with `settlePick`. */
export function RecordPicker({ field, label, hint, errorNs, className, ...rest }: Props) {
  const described = [field.errors ? field.errorId : null, hint ? field.descriptionId : null].filter(Boolean).join(' ');
  return (
    <FieldFrame field={field as FieldMetadata<unknown>} label={label} hint={hint} errorNs={errorNs} className={className}>
      <RecordCombobox {...rest} id={field.id} name={field.name} isInvalid={Boolean(field.errors)} describedBy={described || undefined} required={false} />
    </FieldFrame>
  );
}
