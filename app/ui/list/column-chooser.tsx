import { Form } from '@remix-run/react';
import { Columns3 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, buttonClass } from '../button';
import { useDismissal } from '../use-dismissal';

interface Props {
  /** All that can be shown beside the row's name, in the table's order. */
  columns: readonly { name: string; label: string }[];
  shown: readonly string[];
  /** The list's search; all of it but the columns and the page is kept. */
  search: string;
}

const LEFT_OUT = new Set(['columns', 'after', 'before']);

/** Which columns the list shows: boxes in a GET form, so the choice is part of the address. */
export function ColumnChooser({ columns, shown, search }: Props) {
  const { t } = useTranslation('lists');
  const details = useDismissal();
  const kept = [...new URLSearchParams(search)].filter(([name]) => !LEFT_OUT.has(name));
  return (
    <details ref={details} className="relative max-md:hidden">
      <summary className={buttonClass('secondary')}>
        <Columns3 aria-hidden="true" className="size-4" />
        {t('columns.open')}
      </summary>
      <Form key={search} method="get" preventScrollReset className="absolute right-0 z-30 mt-1 flex w-64 flex-col gap-1 rounded-card border border-line bg-surface p-3 shadow-float">
        {kept.map(([name, value], index) => <input key={index} type="hidden" name={name} value={value} />)}
        <fieldset className="flex max-h-[50vh] flex-col overflow-y-auto">
          <legend className="mb-1 text-13 font-medium">{t('columns.legend')}</legend>
          {columns.map(({ name, label }) => (
            <label key={name} className="flex min-h-8 items-center gap-2 text-14 pointer-coarse:min-h-11">
              <input type="checkbox" name="columns" value={name} defaultChecked={shown.includes(name)} className="size-4 accent-accent" />
              {label}
            </label>
          ))}
        </fieldset>
        <Button look="primary" size="small" className="mt-2">{t('columns.apply')}</Button>
      </Form>
    </details>
  );
}
