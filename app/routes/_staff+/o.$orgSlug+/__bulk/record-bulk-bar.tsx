import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BULK_CHANGES, type BulkResource } from '~/domain/bulk/bulk-change';
import { TASK_PRIORITIES } from '~/domain/tasks/task-rules';
import { Button, buttonClass } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { controlClass } from '~/ui/field';
import { BulkBar } from '~/ui/list/bulk-bar';

export interface RecordBulkBarProps {
  resource: BulkResource;
  /** To whom records can be given. */
  people: readonly { id: string; name: string }[];
  customFields?: readonly { key: string; label: string }[];
  canDelete?: boolean;
  listKey: string;
  search: string;
  all: { count: number; text: string } | null;
  /** Of the last try. */
  error: string | null;
}

/** What can be done with the ticked records, or with all that match: every change is a button of one form. Namespaces: `runs`, `lists`. */
export function RecordBulkBar({ resource, people, customFields = [], canDelete = false, listKey, search, all, error }: RecordBulkBarProps) {
  const { t } = useTranslation('runs');
  const can = (kind: (typeof BULK_CHANGES)[BulkResource][number]) => BULK_CHANGES[resource].includes(kind);
  return (
    <BulkBar listKey={listKey} isOpen={error !== null} search={search} all={all}>
      <span className="flex items-center gap-1">
        <select name="ownerId" aria-label={t('change.ownerLabel')} defaultValue="" className={cx(controlClass, 'w-auto max-w-44')}>
          <option value="">{t('change.nobody')}</option>
          {people.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </select>
        <Button name="intent" value="bulk.owner">{t('change.owner')}</Button>
      </span>
      {can('taskState') ? (
        <>
          <input type="hidden" name="state" value="DONE" />
          <Button name="intent" value="bulk.taskState">{t('change.done')}</Button>
        </>
      ) : null}
      {can('addTag') ? (
        <Panel label={t('change.tags')}>
          <label className="flex flex-col gap-1 text-13 font-medium">
            {t('change.tagsLabel')}
            <input name="tags" autoComplete="off" className={controlClass} />
          </label>
          <div className="flex gap-2">
            <Button name="intent" value="bulk.addTag">{t('change.addTag')}</Button>
            <Button name="intent" value="bulk.removeTag">{t('change.removeTag')}</Button>
          </div>
        </Panel>
      ) : null}
      {can('priority') || can('closeDay') || can('city') ? (
        <Panel label={t('change.field')}>
          {can('city') ? <TextChange name="city" label={t('change.city')} submit={t('change.set')} /> : null}
          {can('source') ? <TextChange name="source" label={t('change.source')} submit={t('change.set')} /> : null}
          {can('closeDay') || can('due') ? (
            <Row label={t(can('due') ? 'change.due' : 'change.closeDay')} submit={<Button name="intent" value={can('due') ? 'bulk.due' : 'bulk.closeDay'}>{t('change.set')}</Button>}>
              <input type="date" name="day" className={controlClass} />
            </Row>
          ) : null}
          {can('priority') ? (
            <Row label={t('change.priority')} submit={<Button name="intent" value="bulk.priority">{t('change.set')}</Button>}>
              <select name="priority" defaultValue="NORMAL" className={controlClass}>
                {TASK_PRIORITIES.map((priority) => <option key={priority} value={priority}>{t(`priority.${priority}`)}</option>)}
              </select>
            </Row>
          ) : null}
          {customFields.length > 0 ? (
            <fieldset className="flex flex-col gap-2 border-t border-line pt-3">
              <legend className="sr-only">{t('change.custom')}</legend>
              <select name="customKey" aria-label={t('change.custom')} className={controlClass}>
                {customFields.map(({ key, label }) => <option key={key} value={key}>{label}</option>)}
              </select>
              <div className="flex gap-2">
                <input name="customValue" aria-label={t('change.customValue')} placeholder={t('change.customValue')} autoComplete="off" className={controlClass} />
                <Button name="intent" value="bulk.custom">{t('change.set')}</Button>
              </div>
            </fieldset>
          ) : null}
          <p className="text-12 text-muted">{t('change.emptyHint')}</p>
        </Panel>
      ) : null}
      {canDelete && can('trash') ? <Button look="danger" name="intent" value="bulk.trash">{t('change.trash')}</Button> : null}
      {error ? <p role="alert" className="w-full px-2 text-13 text-danger">{error}</p> : null}
    </BulkBar>
  );
}

function Panel({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className="relative">
      <summary className={buttonClass('secondary')}>
        {label}
        <ChevronDown aria-hidden="true" className="size-4" />
      </summary>
      <div className="absolute bottom-full left-0 z-30 mb-2 flex w-80 max-w-[calc(100vw-3rem)] flex-col gap-3 rounded-card border border-line bg-surface p-3 shadow-float">{children}</div>
    </details>
  );
}

function TextChange({ name, label, submit }: { name: 'city' | 'source'; label: string; submit: string }) {
  return (
    <Row label={label} submit={<Button name="intent" value={`bulk.${name}`}>{submit}</Button>}>
      <input name={name} autoComplete="off" className={controlClass} />
    </Row>
  );
}

function Row({ label, submit, children }: { label: string; submit: ReactNode; children: ReactNode }) {
  return (
    <div className="flex items-end gap-2">
      <label className="flex min-w-0 flex-1 flex-col gap-1 text-13 font-medium">
        {label}
        {children}
      </label>
      {submit}
    </div>
  );
}
