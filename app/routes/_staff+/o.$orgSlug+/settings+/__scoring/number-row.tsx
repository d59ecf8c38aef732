import { getInputProps, type FieldMetadata } from '@conform-to/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '~/ui/class-names';
import { controlClass } from '~/ui/field';

interface Props {
  field: FieldMetadata<number>;
}

/** A number in a cell of a table, named for assistive technology, its error below; amounts are grouped beside it. */
export function NumberCell({ field, label, currency }: Props & { label: string; currency?: string }) {
  return (
    <>
      <span className="flex items-center gap-3">
        <NumberInput field={field} label={label} className={currency ? 'w-40!' : 'w-24!'} />
        {currency ? <GroupedAmount value={Number(field.value)} currency={currency} /> : null}
      </span>
      <Errors field={field} />
    </>
  );
}

/** Nobody counts zeros. Not the compact notation, which browsers and Node spell differently. */
function GroupedAmount({ value, currency }: { value: number; currency: string }) {
  const { i18n } = useTranslation('scoring');
  if (!(value > 0)) return null;
  const format = new Intl.NumberFormat(i18n.language === 'en' ? 'en-GB' : i18n.language, { style: 'currency', currency, maximumFractionDigits: 0 });
  return <span className="text-13 whitespace-nowrap text-muted max-sm:hidden">{format.format(value)}</span>;
}

/** A rule's name at the left, its number at the right. */
export function NumberRow({ field, label }: Props & { label: ReactNode }) {
  return (
    <div className="py-1">
      <label htmlFor={field.id} className="flex items-center justify-between gap-3 text-14">
        <span>{label}</span>
        <NumberInput field={field} className="w-20!" />
      </label>
      <Errors field={field} className="text-right" />
    </div>
  );
}

function NumberInput({ field, label, className }: Props & { label?: string; className: string }) {
  const { key, ...props } = getInputProps(field, { type: 'text' });
  return <input key={key} {...props} inputMode="numeric" autoComplete="off" aria-label={label} className={cx(controlClass, 'text-right tabular-nums', className)} />;
}

function Errors({ field, className }: Props & { className?: string }) {
  const { t } = useTranslation('scoring');
  if (!field.errors) return null;
  return <p id={field.errorId} className={cx('mt-0.5 text-13 text-danger', className)}>{field.errors.map((key) => t(key)).join(' ')}</p>;
}
