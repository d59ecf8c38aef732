import type { InputHTMLAttributes } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '~/ui/class-names';
import { controlClass } from '~/ui/field';

/** A number or a line of text with its label and error, large enough for a thumb. */
export function WorkInput({ label, errors, isNumber, className, ...input }: { label: string; errors: string[] | undefined; isNumber?: boolean } & InputHTMLAttributes<HTMLInputElement>) {
  const { t } = useTranslation(['order-editor', 'common'], { nsMode: 'fallback' });
  const id = `work-${input.name ?? ''}`;
  return (
    <div className={cx('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className="text-13 font-medium">{label}</label>
      <input id={id} autoComplete="off" {...(isNumber && { inputMode: 'decimal' as const, maxLength: 30 })} {...input} aria-invalid={errors ? true : undefined} aria-describedby={errors ? `${id}-error` : undefined} className={cx(controlClass, 'pointer-coarse:min-h-12', isNumber && 'text-right tabular-nums')} />
      {errors ? <p id={`${id}-error`} className="text-13 text-danger">{errors.map((key) => t(key, { max: input.maxLength })).join(' ')}</p> : null}
    </div>
  );
}
