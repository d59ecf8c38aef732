import { useTranslation } from 'react-i18next';
import { REJECT_REASON_MAX } from '~/domain/leads/lifecycle';
import { Button, buttonClass } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { controlClass } from '~/ui/field';
import { BulkBar } from '~/ui/list/bulk-bar';

interface Props {
  people: readonly { id: string; name: string }[];
  /** What was wrong with the last try; the bar stays open then. */
  error: { field: 'ids' | 'reason' | 'assigneeId'; message: string } | null;
  reason: string;
  listKey: string;
  search: string;
  all: { count: number; text: string } | null;
}

/** What can be done with the ticked requests. */
export function LeadBulkBar({ people, error, reason, listKey, search, all }: Props) {
  const { t } = useTranslation('leads');
  return (
    <BulkBar listKey={listKey} isOpen={error !== null} search={search} all={all}>
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
    </BulkBar>
  );
}
