import type { FieldMetadata } from '@conform-to/react';
import { getCollectionProps } from '@conform-to/react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from './class-names';

export interface Choice {
  value: string;
  label: string;
  Icon?: LucideIcon;
}

interface Props {
  field: FieldMetadata<string | undefined | null> | FieldMetadata<string>;
  label: ReactNode;
  hint?: ReactNode;
  errorNs?: string;
  className?: string;
  options: readonly Choice[];
}

/** One of a few, all in sight: radio buttons that look like one row of buttons. */
export function ChoiceField({ field, label, hint, errorNs = 'common', className, options }: Props) {
  const { t } = useTranslation([errorNs, 'common'], { nsMode: 'fallback' });
  const radios = getCollectionProps(field as FieldMetadata<string>, { type: 'radio', options: options.map(({ value }) => value) });
  return (
    <fieldset className={className} aria-describedby={hint ? field.descriptionId : undefined}>
      <legend className="mb-1 text-13 font-medium">{label}</legend>
      <div className="flex flex-wrap gap-1.5">
        {options.map(({ value, label: text, Icon }, index) => {
          const { key, ...radio } = radios[index] ?? { key: value };
          return (
            <label
              key={key ?? value}
              className={cx(
                'flex min-h-9 items-center gap-1.5 rounded-control border border-line-strong bg-surface px-2.5 text-14 hover:bg-raised pointer-coarse:min-h-11',
                'has-checked:border-accent has-checked:bg-accent-soft has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-accent',
              )}
            >
              <input {...radio} className="size-4 accent-accent" />
              {Icon ? <Icon aria-hidden="true" className="size-4 text-muted" /> : null}
              {text}
            </label>
          );
        })}
      </div>
      {field.errors ? <p id={field.errorId} className="mt-1 text-13 text-danger">{field.errors.map((error) => t(error)).join(' ')}</p> : null}
      {hint ? <p id={field.descriptionId} className="mt-1 text-12 text-muted">{hint}</p> : null}
    </fieldset>
  );
}
