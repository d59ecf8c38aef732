import { useForm, type SubmissionResult } from '@conform-to/react';
import { Form, Link } from '@remix-run/react';
import { Ellipsis, Mail, NotebookPen, Phone, Users, Waypoints, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { BODY_MAX, LOGGED_KINDS } from '~/domain/activities/activity-kinds';
import { Button, buttonClass } from '~/ui/button';
import { Card } from '~/ui/card';
import { cx } from '~/ui/class-names';
import { Disclosure } from '~/ui/disclosure';
import { controlClass, TextareaField, TextField } from '~/ui/field';
import type { LeadCard } from './load-card.server';
import type { TimelineEntry } from './present-timeline.server';

const icons: Record<TimelineEntry['kind'], LucideIcon> = { NOTE: NotebookPen, CALL: Phone, EMAIL: Mail, MEETING: Users, SYSTEM: Waypoints };

interface Props {
  card: LeadCard;
  logResult: SubmissionResult | undefined;
  edited: { id: string; result: SubmissionResult } | null;
}

/** What happened to the request, newest first; above it what the person has to say. */
export function CardTimeline({ card, logResult, edited }: Props) {
  const { t } = useTranslation('activities');
  const { timeline, rights, earlier, isEarlier, search } = card;
  const older = new URLSearchParams(search);
  if (earlier) older.set('history', earlier);
  return (
    <Card title={t('title')}>
      {rights.mayLog ? <LogForm key={timeline[0]?.id} lastResult={logResult} /> : null}
      {timeline.length === 0 ? <p className="text-14 text-muted">{t('empty')}</p> : null}
      <ol className="flex flex-col">
        {timeline.map((entry) => <Entry key={entry.id} entry={entry} lastResult={edited?.id === entry.id ? edited.result : undefined} />)}
      </ol>
      <p className="flex gap-2">
        {isEarlier ? <Link to={{ search }} preventScrollReset className={buttonClass('quiet', 'small')}>{t('latest')}</Link> : null}
        {earlier ? <Link to={{ search: older.toString() }} preventScrollReset className={buttonClass('quiet', 'small')}>{t('earlier')}</Link> : null}
      </p>
    </Card>
  );
}

function LogForm({ lastResult }: { lastResult: SubmissionResult | undefined }) {
  const { t } = useTranslation('activities');
  const [form, fields] = useForm<{ kind: string; body: string; durationMin: number }>({
    id: 'log',
    lastResult,
    constraint: { body: { required: true, maxLength: BODY_MAX } },
    shouldRevalidate: 'onSubmit',
  });
  const chosen = typeof form.initialValue?.kind === 'string' ? form.initialValue.kind : 'NOTE';
  return (
    <Form method="post" preventScrollReset id={form.id} noValidate className="mb-5 flex flex-col gap-3 border-b border-line pb-5">
      <input type="hidden" name="intent" value="log" />
      <fieldset>
        <legend className="sr-only">{t('kind')}</legend>
        <div className="flex flex-wrap gap-1.5">
          {LOGGED_KINDS.map((kind) => {
            const Icon = icons[kind];
            return (
              <label key={kind} className="inline-flex min-h-8 items-center gap-1.5 rounded-full border border-line px-3 text-13 text-muted hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:min-h-11">
                <input type="radio" name="kind" value={kind} defaultChecked={kind === chosen} className="sr-only" />
                <Icon aria-hidden="true" className="size-4" />
                {t(`kinds.${kind}`)}
              </label>
            );
          })}
        </div>
      </fieldset>
      <TextareaField field={fields.body} label={t('body')} hint={t('bodyHint')} errorNs="activities" rows={3} />
      <div className="flex items-end justify-between gap-3">
        <TextField field={fields.durationMin} type="number" inputMode="numeric" min={1} label={t('duration')} errorNs="activities" className="w-24" />
        <Button look="primary">{t('log')}</Button>
      </div>
    </Form>
  );
}

function Entry({ entry, lastResult }: { entry: TimelineEntry; lastResult: SubmissionResult | undefined }) {
  const { t } = useTranslation('activities');
  const Icon = icons[entry.kind];
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
          {entry.author} · <span title={entry.exact}>{entry.at}</span>
          {entry.isEdited ? ` · ${t('edited')}` : ''}
        </p>
        {lastResult ? <EditForm entry={entry} lastResult={lastResult} /> : null}
      </div>
      {entry.canEdit || entry.canDelete ? <EntryMenu entry={entry} /> : null}
    </li>
  );
}

function EntryMenu({ entry }: { entry: TimelineEntry }) {
  const { t } = useTranslation('activities');
  return (
    <Disclosure align="right" label={t('more')} summary={<Ellipsis aria-hidden="true" className="size-4" />} summaryClassName={buttonClass('quiet', 'small', 'pointer-coarse:min-w-11')}>
      <div className="w-72 max-w-[calc(100vw-4rem)]">
        {entry.canEdit ? (
          <details>
            <summary className="rounded-control px-2.5 py-2 text-14 hover:bg-sunken">{t('edit')}</summary>
            <div className="p-2"><EditForm entry={entry} lastResult={undefined} /></div>
          </details>
        ) : null}
        {entry.canDelete ? (
          <details>
            <summary className="rounded-control px-2.5 py-2 text-14 text-danger hover:bg-danger-soft">{t('delete')}…</summary>
            <Form method="post" preventScrollReset className="flex flex-col items-start gap-2 p-2 text-13">
              <input type="hidden" name="intent" value="deleteActivity" />
              <input type="hidden" name="id" value={entry.id} />
              <p>{t('deleteConfirm')}</p>
              <Button look="danger" size="small">{t('delete')}</Button>
            </Form>
          </details>
        ) : null}
      </div>
    </Disclosure>
  );
}

/** Keeps what was typed when it was wrong: then it stands open under the entry. */
function EditForm({ entry, lastResult }: { entry: TimelineEntry; lastResult: SubmissionResult | undefined }) {
  const { t } = useTranslation(['activities', 'common']);
  const typed = lastResult?.initialValue?.body;
  const errors = lastResult?.error?.body;
  return (
    <Form method="post" preventScrollReset className="mt-1 flex flex-col gap-2">
      <input type="hidden" name="intent" value="editActivity" />
      <input type="hidden" name="id" value={entry.id} />
      <textarea
        name="body"
        rows={4}
        required
        maxLength={BODY_MAX}
        aria-label={t('body')}
        aria-invalid={errors ? true : undefined}
        defaultValue={typeof typed === 'string' ? typed : (entry.body ?? '')}
        className={cx(controlClass, 'py-2')}
      />
      {errors ? <p role="alert" className="text-13 text-danger">{errors.map((key) => t(key)).join(' ')}</p> : null}
      <Button size="small" look="primary" className="self-start">{t('common:save')}</Button>
    </Form>
  );
}
