import type { FieldMetadata } from '@conform-to/react';
import { getInputProps, getSelectProps, getTextareaProps } from '@conform-to/react';
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from './class-names';

export const controlClass = cx(
  'w-full rounded-control border border-line-strong bg-surface px-3 text-14 text-ink min-h-9 pointer-coarse:min-h-11 pointer-coarse:text-16',
  'focus:outline-2 focus:outline-accent focus:outline-offset-0 focus:border-accent',
  'aria-invalid:border-danger disabled:opacity-60',
);

interface FrameProps {
  field: FieldMetadata<unknown>;
  label: ReactNode;
  hint?: ReactNode;
  /** Namespace in which the error keys of the schema stand. */
  errorNs?: string;
  className?: string;
  children: ReactNode;
}

/** Label above, control, then the error or the hint below; tied together for assistive technology. */
export function FieldFrame({ field, label, hint, errorNs = 'common', className, children }: FrameProps) {
  const { t } = useTranslation([errorNs, 'common'], { nsMode: 'fallback' });
  return (
    <div className={cx('flex flex-col gap-1', className)}>
      <label htmlFor={field.id} className="text-13 font-medium text-ink">
        {label}
        {field.required ? <span aria-hidden="true" className="text-danger"> *</span> : null}
      </label>
      {children}
      {field.errors ? (
        <p id={field.errorId} className="text-13 text-danger">
          {field.errors.map((key) => t(key, { max: field.maxLength, min: field.minLength })).join(' ')}
        </p>
      ) : null}
      {hint ? <p id={field.descriptionId} className="text-12 text-muted">{hint}</p> : null}
    </div>
  );
}

type Common = Omit<FrameProps, 'children' | 'field'> & { field: FieldMetadata<never> | FieldMetadata<string | number | undefined | null> };
const asAny = (field: Common['field']) => field as FieldMetadata<string>;

/** One line of text with its label, hint and error. */
export function TextField({ field, label, hint, errorNs, className, type = 'text', ...rest }: Common & Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> & { type?: 'text' | 'email' | 'tel' | 'password' | 'number' | 'date' | 'time' | 'search' }) {
  const props = getInputProps(asAny(field), { type, ariaDescribedBy: hint ? field.descriptionId : undefined });
  const { key, ...input } = props;
  return (
    <FieldFrame field={field as FieldMetadata<unknown>} label={label} hint={hint} errorNs={errorNs} className={className}>
      <input key={key} {...input} {...rest} className={controlClass} />
    </FieldFrame>
  );
}

/** Several lines of text with label, hint and error. */
export function TextareaField({ field, label, hint, errorNs, className, ...rest }: Common & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const { key, ...input } = getTextareaProps(asAny(field), { ariaDescribedBy: hint ? field.descriptionId : undefined });
  return (
    <FieldFrame field={field as FieldMetadata<unknown>} label={label} hint={hint} errorNs={errorNs} className={className}>
      <textarea key={key} rows={4} {...input} {...rest} className={cx(controlClass, 'py-2')} />
    </FieldFrame>
  );
}

export interface Option {
  value: string;
  label: string;
}

/** A choice among options with label, hint and error. */
export function SelectField({ field, label, hint, errorNs, className, options, emptyLabel, ...rest }: Common & SelectHTMLAttributes<HTMLSelectElement> & { options: Option[]; emptyLabel?: string }) {
  const { key, ...input } = getSelectProps(asAny(field), { ariaDescribedBy: hint ? field.descriptionId : undefined });
  return (
    <FieldFrame field={field as FieldMetadata<unknown>} label={label} hint={hint} errorNs={errorNs} className={className}>
      <select key={key} {...input} {...rest} className={controlClass}>
        {emptyLabel === undefined ? null : <option value="">{emptyLabel}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>{option.label}</option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** A box to tick, its sentence beside it. */
export function CheckboxField({ field, label, hint, errorNs = 'common', className }: Omit<Common, 'field'> & { field: FieldMetadata<boolean | undefined> | FieldMetadata<never> }) {
  const { t } = useTranslation([errorNs, 'common'], { nsMode: 'fallback' });
  const { key, ...input } = getInputProps(field as FieldMetadata<boolean>, { type: 'checkbox' });
  return (
    <div className={cx('flex flex-col gap-1', className)}>
      <label className="flex items-start gap-2.5 text-14 min-h-6 pointer-coarse:min-h-11 pointer-coarse:py-2.5">
        <input key={key} {...input} className="mt-0.5 size-4.5 shrink-0 accent-accent" />
        <span>{label}</span>
      </label>
      {field.errors ? <p id={field.errorId} className="text-13 text-danger">{field.errors.map((error) => t(error)).join(' ')}</p> : null}
      {hint ? <p className="text-12 text-muted pl-7">{hint}</p> : null}
    </div>
  );
}
