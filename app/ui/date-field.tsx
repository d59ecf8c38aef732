import type { FieldMetadata } from '@conform-to/react';
import { getInputProps } from '@conform-to/react';
import type { InputHTMLAttributes, ReactNode } from 'react';
import { controlClass, FieldFrame } from './field';

interface Props {
  field: FieldMetadata<string | undefined | null> | FieldMetadata<string> | FieldMetadata<Date | undefined | null>;
  label: ReactNode;
  hint?: ReactNode;
  errorNs?: string;
  className?: string;
  /** `date` posts 2026-11-21, `datetime-local` 2026-11-21T14:30, `time` 14:30: all in the organisation's time zone. */
  type?: 'date' | 'datetime-local' | 'time';
}

/** A day, or a day and time, in the browser's own picker: the best one on a phone. */
export function DateField({ field, label, hint, errorNs, className, type = 'date', ...rest }: Props & Pick<InputHTMLAttributes<HTMLInputElement>, 'min' | 'max' | 'step'>) {
  const { key, ...input } = getInputProps(field as FieldMetadata<string>, { type, ariaDescribedBy: hint ? field.descriptionId : undefined });
  return (
    <FieldFrame field={field as FieldMetadata<unknown>} label={label} hint={hint} errorNs={errorNs} className={className}>
      <input key={key} {...input} {...rest} className={controlClass} />
    </FieldFrame>
  );
}
