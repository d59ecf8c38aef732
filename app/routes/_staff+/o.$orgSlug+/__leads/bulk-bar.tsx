import { Form } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { REJECT_REASON_MAX } from '~/domain/leads/lifecycle';
import { Button, buttonClass } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { controlClass } from '~/ui/field';
import { BULK_FORM } from './lead-table';

interface Props {
  people: readonly { id: string; name: string }[];
  /** What was wrong with the last try; the bar stays open then. */
  error: { field: 'ids' | 'reason' | 'assigneeId'; message: string } | null;
  reason: string;
  /** Changes with every list shown: the selection is counted anew. */
  listKey: string;
}

const boxes = 'input[name="ids"]';

/** What can be done with the ticked rows. One form: without a script the boxes and buttons do the same. */
export function BulkBar({ people, error, reason, listKey }: Props) {
  const { t } = useTranslation('leads');
  const { form, count } = useSelection(listKey);
  return (
    <Form
      id={BULK_FORM}
      ref={form}
      method="post"
      preventScrollReset
      aria-label={t('bulk.label')}
      data-open={error ? '' : undefined}
      className="leads-bulk sticky bottom-16 z-20 mt-2 flex-wrap items-center gap-2 rounded-card border border-line-strong bg-surface p-2 shadow-float md:bottom-4"
    >
      <p aria-live="polite" className="px-2 text-14 font-medium">{count > 0 ? t('bulk.selected', { count }) : t('bulk.withMarked')}</p>
      <span className="flex items-center gap-1">
        <select name="assigneeId" aria-label={t('bulk.assignTo')} defaultValue="" className={cx(controlClass, 'w-auto max-w-44')}>
          <option value="">{t('bulk.nobody')}</option>
          {people.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </select>
        <Button name="intent" value="assign">{t('bulk.assign')}</Button>
      </span>
      <details className="relative" open={error?.field === 'reason' || undefined}>
        <summary className={buttonClass('secondary')}>{t('bulk.reject')}</summary>
        <div className="absolute bottom-full left-0 z-30 mb-2 flex w-80 max-w-[calc(100vw-3rem)] flex-col gap-2 rounded-card border border-line bg-surface p-3 shadow-float">
          <label className="flex flex-col gap-1 text-13 font-medium">
            {t('bulk.reason')}
            <textarea name="reason" rows={3} maxLength={REJECT_REASON_MAX} defaultValue={reason} aria-invalid={error?.field === 'reason' || undefined} className={cx(controlClass, 'py-2 font-normal')} />
          </label>
          {error?.field === 'reason' ? <p className="text-13 text-danger">{error.message}</p> : null}
          <Button look="danger" name="intent" value="reject">{t('bulk.rejectNow')}</Button>
        </div>
      </details>
      <Button name="intent" value="spam">{t('bulk.spam')}</Button>
      {error && error.field !== 'reason' ? <p role="alert" className="w-full px-2 text-13 text-danger">{error.message}</p> : null}
    </Form>
  );
}

/** Counts the ticked boxes that belong to the form, wherever they stand. */
function useSelection(listKey: string) {
  const form = useRef<HTMLFormElement>(null);
  const [count, setCount] = useState(0);
  useEffect(() => {
    const recount = () => setCount(document.querySelectorAll(`${boxes}:checked`).length);
    recount();
    document.addEventListener('change', recount);
    return () => document.removeEventListener('change', recount);
  }, [listKey]);
  return { form, count };
}

/** Ticks or unticks the whole page; does nothing without a script, so it is drawn only with one. */
export function SelectAll() {
  const { t } = useTranslation('leads');
  const [isReady, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  if (!isReady) return null;
  const toggle = (checked: boolean) => {
    for (const box of document.querySelectorAll<HTMLInputElement>(boxes)) box.checked = checked;
  };
  return <input type="checkbox" aria-label={t('selectAll')} onChange={(event) => toggle(event.currentTarget.checked)} />;
}
