import { Form, Link } from '@remix-run/react';
import { Ellipsis, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { BODY_MAX, DURATION_MAX } from '~/domain/activities/activity-kinds';
import { Alert } from '~/ui/alert';
import { Button, buttonClass } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { controlClass } from '~/ui/field';
import { Menu, MenuPost } from '~/ui/menu';
import { kindIcons } from './kind-icons';
import { sendOnCtrlEnter } from './log-form';
import type { TimelineAnswer, TimelineEntry } from './timeline-types';

/** One line of the history. What was refused stands open under it, with what was typed. */
export function Entry({ entry, answer }: { entry: TimelineEntry; answer: TimelineAnswer | undefined }) {
  const { t } = useTranslation('activities');
  const Icon = kindIcons[entry.kind];
  const isSystem = entry.kind === 'SYSTEM';
  return (
    <li data-row="activity" data-id={entry.id} data-kind={entry.kind} className="relative flex gap-3 pb-4 last:pb-1 not-last:before:absolute not-last:before:top-8 not-last:before:bottom-0 not-last:before:left-3.5 not-last:before:w-px not-last:before:bg-line">
      <span aria-hidden="true" className={cx('grid size-7 shrink-0 place-items-center rounded-full', isSystem ? 'bg-sunken text-muted' : 'bg-accent-soft text-accent')}>
        <Icon className="size-3.5" />
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        <p className="flex flex-wrap items-baseline gap-x-2 text-14">
          <span className={isSystem ? 'break-words' : 'font-medium'}>{entry.title}</span>
          {entry.durationMin ? <span className="text-13 text-muted">{t('minutes', { count: entry.durationMin })}</span> : null}
        </p>
        {entry.body ? <p className="mt-0.5 max-w-prose text-14 break-words whitespace-pre-line">{entry.body}</p> : null}
        <p className="mt-0.5 text-12 text-muted">
          {entry.author} · <time title={entry.exact}>{entry.at}</time>
          {entry.isEdited ? ` · ${t('edited')}` : ''}
          {entry.origin ? <> · <Link to={entry.origin.to} className="inline-block max-w-full truncate align-bottom underline-offset-4 hover:text-ink hover:underline">{entry.origin.label}</Link></> : null}
        </p>
        {answer ? <EditForm entry={entry} answer={answer} /> : null}
      </div>
      {(entry.canEdit && !answer) || entry.canDelete ? <EntryMenu entry={entry} isOpenBelow={answer !== undefined} /> : null}
    </li>
  );
}

function EntryMenu({ entry, isOpenBelow }: { entry: TimelineEntry; isOpenBelow: boolean }) {
  const { t } = useTranslation('activities');
  return (
    <Menu align="right" label={t('more')} summary={<Ellipsis aria-hidden="true" className="size-4" />} summaryClassName={buttonClass('quiet', 'small', 'pointer-coarse:min-w-11')} panelClassName="w-80">
      {entry.canEdit && !isOpenBelow ? <div className="p-1.5"><EditForm entry={entry} answer={undefined} /></div> : null}
      {entry.canDelete ? <MenuPost intent="activity-delete" fields={{ id: entry.id, version: String(entry.version) }} Icon={Trash2} isDanger>{t('delete')}</MenuPost> : null}
    </Menu>
  );
}

function EditForm({ entry, answer }: { entry: TimelineEntry; answer: TimelineAnswer | undefined }) {
  const { t } = useTranslation(['activities', 'common']);
  const errors = Object.values(answer?.errors ?? {}).flat();
  return (
    <Form method="post" preventScrollReset className="mt-1 flex flex-col gap-2">
      <input type="hidden" name="intent" value="activity-edit" />
      <input type="hidden" name="id" value={entry.id} />
      <input type="hidden" name="version" value={answer?.conflict?.version ?? entry.version} />
      {answer?.conflict ? (
        <Alert tone="warm" title={t('conflict.title')}>
          <p>{answer.conflict.now}</p>
          <p>{t('conflict.keep')}</p>
        </Alert>
      ) : null}
      <textarea
        name="body"
        rows={4}
        maxLength={BODY_MAX}
        aria-label={t('entryBody')}
        aria-invalid={errors.length > 0 ? true : undefined}
        defaultValue={answer?.typed.body ?? entry.body ?? ''}
        onKeyDown={sendOnCtrlEnter}
        className={cx(controlClass, 'py-2')}
      />
      <div className="flex items-end gap-2">
        {entry.kind === 'CALL' || entry.kind === 'MEETING' ? (
          <label className="flex flex-col gap-1 text-12 text-muted">
            {t('duration')}
            <input type="number" inputMode="numeric" name="durationMin" min={1} max={DURATION_MAX} defaultValue={answer?.typed.durationMin ?? entry.durationMin ?? ''} className={cx(controlClass, 'w-24')} />
          </label>
        ) : null}
        <Button look="primary">{t('common:save')}</Button>
      </div>
      {errors.length > 0 ? <p role="alert" className="text-13 text-danger">{errors.map((key) => t(key)).join(' ')}</p> : null}
    </Form>
  );
}
