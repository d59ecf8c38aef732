import { Form } from '@remix-run/react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BODY_MAX, DURATION_MAX, LOGGED_KINDS, USUAL_MINUTES, type LoggedKind } from '~/domain/activities/activity-kinds';
import { SubmitButton } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { controlClass } from '~/ui/field';
import { kindIcons } from './kind-icons';
import type { TimelineAnswer, TimelineData } from './timeline-types';
import { useDraft } from './use-draft';

interface Props {
  timeline: TimelineData;
  answer: TimelineAnswer | undefined;
  hint: ReactNode;
}

/** Sends the form around a text with Ctrl or ⌘ and Enter. */
export function sendOnCtrlEnter(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}

/** Says what happened: a call or a meeting in two clicks, a note with Ctrl + Enter. */
export function LogForm({ timeline, answer, hint }: Props) {
  const { field, round, keep } = useDraft(timeline.key, 'activity-log', answer !== undefined);
  return <LogFields key={round} {...{ timeline, answer, hint, field, keep }} />;
}

function LogFields({ timeline, answer, hint, field, keep }: Props & Pick<ReturnType<typeof useDraft>, 'field' | 'keep'>) {
  const { t } = useTranslation('activities');
  const typed = answer?.typed;
  const asked = LOGGED_KINDS.find((known) => known === typed?.kind) ?? 'NOTE';
  const [kind, setKind] = useState<LoggedKind>(asked);
  const [minutes, setMinutes] = useState(typed?.durationMin ?? '');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // chosen before the script arrived
    const checked = form.current && new FormData(form.current).get('kind');
    const chosen = LOGGED_KINDS.find((known) => known === checked);
    if (!chosen) return;
    setKind(chosen);
    setMinutes((current) => current || String(USUAL_MINUTES[chosen] ?? ''));
  }, []);
  const errorsOf = (name: keyof TimelineAnswer['errors']) => answer?.errors[name]?.map((error) => t(error)).join(' ');
  const choose = (next: LoggedKind) => {
    // what the person typed stays; the usual length of one kind gives way to that of the other
    if (minutes === '' || minutes === String(USUAL_MINUTES[kind] ?? '')) setMinutes(String(USUAL_MINUTES[next] ?? ''));
    setKind(next);
  };
  return (
    <Form ref={form} method="post" preventScrollReset noValidate className="group/log mb-4 flex flex-col gap-2.5 border-b border-line pb-4 no-print">
      <input type="hidden" name="intent" value="activity-log" />
      <fieldset>
        <legend className="sr-only">{t('kind')}</legend>
        <div className="flex flex-wrap gap-1.5">
          {LOGGED_KINDS.map((known) => {
            const Icon = kindIcons[known];
            return (
              <label key={known} className="inline-flex min-h-8 items-center gap-1.5 rounded-full border border-line px-3 text-13 text-muted hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:min-h-11">
                <input type="radio" name="kind" value={known} defaultChecked={known === asked} onChange={() => choose(known)} className="sr-only" />
                <Icon aria-hidden="true" className="size-4" />
                {t(`kinds.${known}`)}
              </label>
            );
          })}
        </div>
      </fieldset>
      <div className="flex flex-col gap-1">
        <textarea
          ref={field}
          name="body"
          rows={2}
          maxLength={BODY_MAX}
          aria-label={t('body')}
          placeholder={t(`bodyPlaceholder.${kind}`)}
          aria-invalid={errorsOf('body') ? true : undefined}
          defaultValue={typed?.body ?? ''}
          onInput={(event) => keep(event.currentTarget.value)}
          onKeyDown={sendOnCtrlEnter}
          className={cx(controlClass, 'field-sizing-content max-h-80 min-h-16 py-2')}
        />
        {errorsOf('body') ? <p role="alert" className="text-13 text-danger">{errorsOf('body')}</p> : null}
      </div>
      <div className="flex flex-wrap items-end justify-between gap-x-3 gap-y-2">
        <div className="flex flex-wrap items-end gap-3">
          <label className="hidden flex-col gap-1 text-12 text-muted group-has-[input[value=CALL]:checked]/log:flex group-has-[input[value=MEETING]:checked]/log:flex">
            {t('duration')}
            <input type="number" inputMode="numeric" name="durationMin" min={1} max={DURATION_MAX} value={minutes} onChange={(event) => setMinutes(event.currentTarget.value)} aria-invalid={errorsOf('durationMin') ? true : undefined} className={cx(controlClass, 'w-24')} />
          </label>
          <details open={typed?.occurredAt ? true : undefined} className="group/when">
            <summary className="flex min-h-9 items-center rounded-control px-2 text-13 text-muted underline decoration-line underline-offset-4 hover:text-ink group-open/when:hidden pointer-coarse:min-h-11">{t('otherTime')}</summary>
            <label className="flex flex-col gap-1 text-12 text-muted">
              {t('when')}
              <input type="datetime-local" name="occurredAt" max={timeline.latestTime} defaultValue={typed?.occurredAt ?? ''} aria-invalid={errorsOf('occurredAt') ? true : undefined} className={cx(controlClass, 'w-52')} />
            </label>
          </details>
        </div>
        <SubmitButton look="primary" title={t('shortcut')}>{t('log')}</SubmitButton>
      </div>
      {[errorsOf('durationMin'), errorsOf('occurredAt'), errorsOf('kind')].filter(Boolean).map((error) => <p key={error} role="alert" className="text-13 text-danger">{error}</p>)}
      {hint ? <p className="text-12 text-muted">{hint}</p> : null}
    </Form>
  );
}
