import { Form } from '@remix-run/react';
import { Search, SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, buttonClass } from '../button';
import { cx } from '../class-names';
import { controlClass } from '../field';
import { useDismissal } from '../use-dismissal';

interface Props {
  /** The list's search: a new one draws the fields anew. */
  search: string;
  q: string;
  placeholder: string;
  /** How many conditions are set. */
  count: number;
  /** What the form's fields do not say but the address must keep: state, order, columns. Empty values are left out. */
  keep?: Readonly<Record<string, string | null | undefined>>;
  /** The fields behind "filters", in a grid of two columns. */
  children: ReactNode;
  /** Beside the button, for example other views of the list. */
  aside?: ReactNode;
}

/** Words to look for, the other conditions behind "filters". A plain GET form: what it says is the list's address. */
export function FilterForm({ search, q, placeholder, count, keep = {}, children, aside }: Props) {
  const { t } = useTranslation(['lists', 'common']);
  const panel = useDismissal();
  return (
    <div className="flex flex-wrap items-start gap-2">
      <Form key={search} method="get" className="flex min-w-0 flex-1 flex-wrap items-start gap-2">
        {Object.entries(keep).map(([name, value]) => (value ? <input key={name} type="hidden" name={name} value={value} /> : null))}
        <div className="relative min-w-0 flex-1 md:max-w-sm">
          <Search aria-hidden="true" className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted" />
          <input type="search" name="q" defaultValue={q} maxLength={100} placeholder={placeholder} aria-label={placeholder} enterKeyHint="search" className={cx(controlClass, 'pl-9')} />
        </div>
        <details ref={panel} className="group relative">
          <summary className={buttonClass('secondary')}>
            <SlidersHorizontal aria-hidden="true" className="size-4" />
            {t('filter.open')}
            {count > 0 ? <span className="rounded-full bg-accent px-1.5 text-12 text-on-accent">{count}</span> : null}
          </summary>
          <div className="absolute right-0 z-30 mt-1 grid max-h-[70vh] w-[min(36rem,calc(100vw-2rem))] gap-4 overflow-y-auto rounded-card border border-line bg-surface p-4 shadow-float md:right-auto md:left-0 md:grid-cols-2">
            {children}
            <div className="flex items-end justify-end md:col-span-2">
              <Button look="primary">{t('filter.apply')}</Button>
            </div>
          </div>
        </details>
        <Button className="max-md:sr-only">{t('common:search')}</Button>
      </Form>
      {aside}
    </div>
  );
}
