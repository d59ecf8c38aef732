import type { FieldMetadata } from '@conform-to/react';
import { Plus, X } from 'lucide-react';
import { useEffect, useRef, useState, type InputHTMLAttributes, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button';
import { controlClass } from './field';

interface Props extends Pick<InputHTMLAttributes<HTMLInputElement>, 'autoComplete' | 'inputMode' | 'placeholder' | 'maxLength'> {
  field: FieldMetadata<(string | undefined)[] | undefined | null> | FieldMetadata<string[]>;
  label: ReactNode;
  hint?: ReactNode;
  errorNs?: string;
  className?: string;
  type?: 'text' | 'tel' | 'email' | 'url';
  /** Name of one row for assistive technology: "Phone 2". */
  rowLabel: (position: number) => string;
  addLabel: string;
  max?: number;
}

const spareRows = 2;

/**
 * Several phones or e-mails: posts `name[0]`, `name[1]`, …; empty rows are left for the schema to drop. Without JavaScript
 * two spare rows stand at the end; with it one row, and a button that adds another.
 */
export function TextListField({ field, label, hint, errorNs = 'common', className, rowLabel, addLabel, max = 10, ...input }: Props) {
  const { t } = useTranslation([errorNs, 'common'], { nsMode: 'fallback' });
  const initial = (Array.isArray(field.initialValue) ? field.initialValue : []).map((value) => (typeof value === 'string' ? value : ''));
  const [rows, setRows] = useState(() => [...initial, ...Array<string>(spareRows).fill('')].slice(0, max).map((value, key) => ({ key, value })));
  const [isLive, setLive] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // what was typed before the script arrived stays
    const typed = [...(list.current?.querySelectorAll('input') ?? [])].findLastIndex(({ value }) => value !== '');
    setRows((shown) => shown.slice(0, Math.max(typed + 1, 1)));
    setLive(true);
  }, []);
  const focusRow = (index: number) => requestAnimationFrame(() => list.current?.querySelectorAll('input')[index]?.focus());
  const errorsAt = (index: number) => field.allErrors[`${field.name}[${index}]`];
  return (
    <fieldset className={className} aria-describedby={hint ? field.descriptionId : undefined}>
      <legend className="mb-1 text-13 font-medium">{label}</legend>
      <ul ref={list} className="flex flex-col gap-1.5">
        {rows.map((row, index) => (
          <li key={row.key}>
            <div className="flex gap-1">
              <input {...input} type={input.type ?? 'text'} name={`${field.name}[${index}]`} defaultValue={row.value} aria-label={rowLabel(index + 1)} aria-invalid={errorsAt(index) ? true : undefined} aria-describedby={errorsAt(index) ? `${field.id}-${index}-error` : undefined} className={controlClass} />
              {isLive && rows.length > 1 ? (
                <Button
                  type="button"
                  look="quiet"
                  aria-label={t('list.remove', { what: rowLabel(index + 1) })}
                  onClick={() => {
                    setRows(rows.filter(({ key }) => key !== row.key));
                    focusRow(Math.max(index - 1, 0));
                  }}
                  className="w-9 shrink-0 px-0! pointer-coarse:w-11"
                >
                  <X aria-hidden="true" className="size-4" />
                </Button>
              ) : null}
            </div>
            {errorsAt(index) ? <p id={`${field.id}-${index}-error`} className="mt-1 text-13 text-danger">{errorsAt(index)?.map((key) => t(key)).join(' ')}</p> : null}
          </li>
        ))}
      </ul>
      {isLive && rows.length < max ? (
        <Button
          type="button"
          look="quiet"
          size="small"
          className="mt-1 -ml-2.5 text-accent"
          onClick={() => {
            setRows([...rows, { key: Math.max(...rows.map(({ key }) => key)) + 1, value: '' }]);
            focusRow(rows.length);
          }}
        >
          <Plus aria-hidden="true" className="size-4" />
          {addLabel}
        </Button>
      ) : null}
      {field.errors ? <p className="mt-1 text-13 text-danger">{field.errors.map((key) => t(key)).join(' ')}</p> : null}
      {hint ? <p id={field.descriptionId} className="mt-1 text-12 text-muted">{hint}</p> : null}
    </fieldset>
  );
}
