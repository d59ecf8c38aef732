import { useTranslation } from 'react-i18next';
import { FILE_LIMITS, type FormField } from '~/domain/leads/form-fields';
import { cx } from './class-names';
import type { FormChoices, FormError } from './public-form-types';
import { PublicFormControl, TrackedControl } from './public-form-control';

const MEGABYTE = 1024 * 1024;

interface FieldProps {
  field: FormField;
  value?: string;
  errors?: FormError[];
  choices: FormChoices;
  heat?: Record<string, string>;
}

/** Label above, control, then the error with what to do, then the hint; a box to tick stands before its sentence. */
export function PublicFormField({ field, value, errors, choices, heat }: FieldProps) {
  const { name, kind, required } = field;
  const { t, i18n } = useTranslation('form');
  const hasError = Boolean(errors?.length);
  const isBox = kind === 'checkbox';
  const control = <PublicFormControl field={field} value={value} hasError={hasError} choices={choices} />;
  const label = (
    <>
      {t(`fields.${name}.label`)}
      {required ? <span aria-hidden="true" className="text-danger"> *</span> : null}
    </>
  );
  return (
    <div data-field={name} className="flex flex-col gap-1.5">
      {isBox ? (
        <div className="flex items-start gap-3">
          <TrackedControl name={name} heat={heat} className="mt-2.5 shrink-0">{control}</TrackedControl>
          <label htmlFor={name} className="min-h-11 cursor-pointer py-2.5 text-16">{label}</label>
        </div>
      ) : (
        <>
          <label htmlFor={name} className="self-start text-14 font-semibold text-ink">{label}</label>
          <TrackedControl name={name} heat={heat}>{control}</TrackedControl>
        </>
      )}
      <p id={`${name}-error`} data-error className={cx('text-14 font-medium text-danger', isBox && 'pl-9')} hidden={!hasError}>
        {errors?.map(({ key, params }) => errorText(t, field, key, params)).join(' ')}
      </p>
      {i18n.exists(`form:fields.${name}.hint`) ? (
        <p id={`${name}-hint`} className={cx('text-13 text-muted', isBox && '-mt-2 pl-9')}>
          {t(`fields.${name}.hint`, { count: FILE_LIMITS.count, size: FILE_LIMITS.bytes / MEGABYTE })}
        </p>
      ) : null}
      {kind === 'textarea' ? <p data-counter className="self-end text-12 text-muted tabular-nums" hidden /> : null}
      {kind === 'files' ? <ul data-file-list className="flex flex-col gap-2" hidden /> : null}
    </div>
  );
}

type Translate = ReturnType<typeof useTranslation<'form'>>['t'];

/** The field's own sentence for this error, else the general one. */
export function errorText(t: Translate, field: FormField, key: string, params?: FormError['params']): string {
  return t([`fields.${field.name}.${key}`, key], { max: field.maxLength, ...params });
}
