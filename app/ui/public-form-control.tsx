import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FILE_LIMITS, type FormField } from '~/domain/leads/form-fields';
import { cx } from './class-names';
import type { FormChoices } from './public-form-types';

const box = cx(
  'block w-full min-h-11 rounded-control border border-line-strong bg-surface px-3.5 text-16 text-ink transition-colors',
  'hover:border-muted focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent',
  'aria-invalid:border-danger aria-invalid:outline-danger',
);

/** A box of exactly the control's size, over which its heat can lie. */
export function TrackedControl({ name, heat, className, children }: { name: string; heat?: Record<string, string>; className?: string; children: ReactNode }) {
  const image = heat?.[name];
  return (
    <div className={cx('relative', className)}>
      {children}
      {image ? <img src={image} alt="" data-heat={name} className="pointer-events-none absolute inset-0 size-full rounded-control" /> : null}
    </div>
  );
}

interface ControlProps {
  field: FormField;
  value?: string;
  hasError: boolean;
  choices: FormChoices;
}

/** The bare control of a field: native, with the constraints of the one schema, and texts for the page's script. */
export function PublicFormControl({ field, value, hasError, choices }: ControlProps) {
  const { t } = useTranslation('form');
  const { name, kind, required, maxLength } = field;
  const message = (error: string) => t([`fields.${name}.errors.${error}`, `errors.${error}`], { max: maxLength });
  const shared = {
    id: name,
    name,
    required,
    autoComplete: field.autoComplete,
    defaultValue: value,
    'data-track': name,
    'aria-describedby': `${name}-error ${name}-hint`,
    'aria-invalid': hasError || undefined,
    'data-required-text': required ? message(kind === 'checkbox' ? 'consent' : 'required') : undefined,
    'data-invalid-text': kind === 'email' || kind === 'tel' ? message(kind === 'tel' ? 'phone' : 'email') : undefined,
  };
  switch (kind) {
    case 'textarea':
      return <textarea {...shared} maxLength={maxLength} rows={name === 'comments' ? 6 : 3} className={cx(box, 'min-h-24 resize-y py-3')} />;
    case 'select':
      return (
        <>
          <select {...shared} className={cx(box, 'appearance-none truncate pr-11')}>
            <option value="">{t(`fields.${name}.empty`)}</option>
            {choices(name).map((choice) => (
              <option key={choice.value} value={choice.value}>{choice.label}</option>
            ))}
          </select>
          <ChevronDown aria-hidden="true" className="pointer-events-none absolute top-1/2 right-3.5 size-5 -translate-y-1/2 text-muted" />
        </>
      );
    case 'files':
      return (
        <input
          {...shared}
          type="file"
          multiple
          accept={FILE_LIMITS.accept}
          defaultValue={undefined}
          className={cx(
            'block w-full min-h-12 cursor-pointer rounded-control border border-dashed border-line-strong bg-raised p-2 text-14 text-muted hover:border-muted aria-invalid:border-danger',
            'file:mr-3 file:min-h-9 file:cursor-pointer file:rounded-control file:border-0 file:bg-sunken file:px-3.5 file:text-14 file:font-medium file:text-ink',
          )}
        />
      );
    case 'checkbox':
      return <input {...shared} type="checkbox" defaultValue={undefined} defaultChecked={value === 'on'} className="block size-6 accent-accent" />;
    default:
      return <input {...shared} type={kind} maxLength={maxLength} inputMode={field.inputMode} enterKeyHint="next" spellCheck={kind === 'text' ? undefined : false} className={box} />;
  }
}
