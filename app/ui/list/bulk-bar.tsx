import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BULK_FORM } from './selection';
import { useSelectedCount } from './use-selected-count';

interface Props {
  /** Changes with every list shown: the selection is counted anew. */
  listKey: string;
  /** Stays open, because the last try went wrong. */
  isOpen?: boolean;
  /** Of the list's address, for commands on all that match. */
  search?: string;
  /** How many match the filter, where a command may mean them all; `text` is the number as people read it. */
  all?: { count: number; text: string } | null;
  /** Where the form goes; its own page otherwise. */
  action?: string;
  /** Buttons with `name="intent"` and their fields. */
  children: ReactNode;
}

/**
 * What can be done with the ticked rows: one form, to which the rows' boxes belong by `form={BULK_FORM}`. Without a script
 * the boxes and buttons do the same; CSS shows the bar as soon as a row is ticked.
 */
export function BulkBar({ listKey, isOpen, search = '', all, action, children }: Props) {
  const { t } = useTranslation('lists');
  const count = useSelectedCount(listKey);
  return (
    <Form
      id={BULK_FORM}
      method="post"
      action={action}
      preventScrollReset
      aria-label={t('bulk.label')}
      data-open={isOpen ? '' : undefined}
      className="list-bulk sticky bottom-16 z-20 mt-2 flex-wrap items-center gap-2 rounded-card border border-line-strong bg-surface p-2 shadow-float md:bottom-4"
    >
      <p aria-live="polite" className="px-2 text-14 font-medium">{count > 0 ? t('bulk.selected', { count }) : t('bulk.withMarked')}</p>
      {all ? (
        <>
          <input type="hidden" name="search" value={search} />
          <label className="flex items-center gap-2 rounded-control px-2 text-13 has-checked:bg-accent-soft pointer-coarse:min-h-11">
            <input type="checkbox" name="all" value="1" className="size-4 accent-accent" />
            {t('bulk.all', { count: all.count, shown: all.text })}
          </label>
        </>
      ) : null}
      {children}
    </Form>
  );
}
