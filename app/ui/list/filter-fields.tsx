import type { InputHTMLAttributes, ReactNode } from 'react';
import { cx } from '../class-names';
import { controlClass } from '../field';

const labelClass = 'flex min-w-0 flex-col gap-1 text-13 font-medium';

/** One of several; the options are the children, the first of them "any". */
export function FilterChoice({ name, label, value, children }: { name: string; label: string; value: string; children: ReactNode }) {
  return (
    <label className={labelClass}>
      {label}
      <select name={name} defaultValue={value} className={cx(controlClass, 'font-normal')}>{children}</select>
    </label>
  );
}

/** A text or, by `type` and `inputMode`, a number. */
export function FilterText({ label, ...input }: { label: string; name: string } & Omit<InputHTMLAttributes<HTMLInputElement>, 'name'>) {
  return (
    <label className={labelClass}>
      {label}
      <input type="text" {...input} className={cx(controlClass, 'font-normal')} />
    </label>
  );
}

/** A local day, yyyy-mm-dd. */
export function FilterDay({ name, label, value }: { name: string; label: string; value: string | null }) {
  return <FilterText type="date" name={name} label={label} defaultValue={value ?? ''} />;
}

/** Two fields side by side, for example from and to. */
export function FilterPair({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-2 gap-2">{children}</div>;
}

interface ChecksProps {
  legend: string;
  name: string;
  options: readonly { value: string; label: string }[];
  checked: readonly string[];
}

/** Any of several, over the whole width. */
export function FilterChecks({ legend, name, options, checked }: ChecksProps) {
  return (
    <fieldset className="md:col-span-2">
      <legend className="mb-1 text-13 font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {options.map(({ value, label }) => (
          <label key={value} className="flex items-center gap-2 text-14 pointer-coarse:min-h-11">
            <input type="checkbox" name={name} value={value} defaultChecked={checked.includes(value)} className="size-4.5 accent-accent" />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
