import { Form, useLocation } from '@remix-run/react';
import { CalendarDays, Flag, Plus, Repeat } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayDue, sayRecurrence } from '~/domain/tasks/due-words';
import { parseQuickAdd, type QuickAdd as Read } from '~/domain/tasks/quick-add';
import { localDay } from '~/domain/time/zoned-time';
import { SubmitButton } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { controlClass } from '~/ui/field';
import { useTaken } from '~/ui/use-taken';

/** What the server has understood, for a page without JavaScript, or why it took nothing. */
export interface QuickAnswer {
  text: string;
  read: Read | null;
  /** The organisation's day. */
  today: string;
  /** Key of a message in the namespace `tasks`. */
  error: string | null;
}

interface Props {
  /** The page of tasks, which takes the line. */
  action: string;
  timeZone: string;
  /** What the new task is linked to: contactId, dealId, leadId. */
  links?: Record<string, string>;
  /** Where to go afterwards; here, when it is not said. */
  returnTo?: string;
  answer?: QuickAnswer | undefined;
  isSmall?: boolean;
}

/** A task in one line. What is understood of it is shown while it is typed; without JavaScript, before it is saved. */
export function QuickAdd({ action, timeZone, links = {}, returnTo, answer, isSmall }: Props) {
  const { t } = useTranslation('tasks');
  const location = useLocation();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isLive, setLive] = useState(false);
  const [text, setText] = useState(answer?.text ?? '');
  const [now, setNow] = useState(() => new Date(0));
  useEffect(() => {
    // what was typed before the script arrived stays
    if (input.current) setText(input.current.value);
    setNow(new Date());
    setLive(true);
  }, []);
  useTaken('task-quick', answer?.error != null, () => setText(''));
  const read = isLive ? parseQuickAdd(text, { now, timeZone }) : (answer?.read ?? null);
  const isAsked = !isLive && read !== null;
  return (
    <Form method="post" action={action} preventScrollReset className={cx('flex flex-col gap-1.5 no-print', !isSmall && 'mb-6 max-w-3xl')}>
      <input type="hidden" name="intent" value="task-quick" />
      <input type="hidden" name="returnTo" value={returnTo ?? location.pathname + location.search} />
      {Object.entries(links).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      {isLive ? <input type="hidden" name="confirmed" value={text} /> : isAsked ? <input type="hidden" name="confirmed" value={answer?.text} /> : null}
      <div className="flex gap-2">
        <div className="relative min-w-0 flex-1">
          {isSmall ? null : <Plus aria-hidden="true" className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted" />}
          <input
            ref={input}
            name="text"
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setNow(new Date());
            }}
            required
            maxLength={500}
            autoComplete="off"
            enterKeyHint="done"
            aria-label={t('quick.label')}
            aria-describedby={`${id}-read`}
            placeholder={t(isSmall ? 'quick.short' : 'quick.placeholder')}
            className={cx(controlClass, !isSmall && 'min-h-11 pl-9')}
          />
        </div>
        {isSmall && !isAsked ? (
          <SubmitButton look="secondary" aria-label={t('quick.add')} className="w-9 px-0! pointer-coarse:w-11"><Plus aria-hidden="true" className="size-4" /></SubmitButton>
        ) : (
          <SubmitButton className={isSmall ? undefined : 'min-h-11'}>{t(isAsked ? 'quick.confirm' : 'quick.add')}</SubmitButton>
        )}
      </div>
      <div id={`${id}-read`} aria-live="polite" className={cx('flex flex-wrap items-center gap-x-2 gap-y-1 text-13 text-muted', isSmall ? 'min-h-2' : 'min-h-6')}>
        {answer?.error ? <p role="alert" className="text-danger">{t(answer.error)}</p> : null}
        {read ? <Understood read={read} today={isLive ? localDay(now, timeZone) : (answer?.today ?? '')} /> : isSmall ? null : <span className="text-12">{t('quick.hint')}</span>}
      </div>
    </Form>
  );
}

const chip = 'inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-12 font-medium';

function Understood({ read, today }: { read: Read; today: string }) {
  const { t, i18n } = useTranslation('tasks');
  return (
    <>
      <span className="sr-only">{t('quick.understood')}</span>
      <span className="max-w-full truncate font-medium text-ink">{read.title}</span>
      {read.due ? (
        <span data-metric="quick-due" data-value={read.due.day} className={cx(chip, 'bg-accent-soft text-accent')}>
          <CalendarDays aria-hidden="true" className="size-3.5" />
          {sayDue(read.due, today, i18n.language)}
        </span>
      ) : (
        <span>{t('quick.noDate')}</span>
      )}
      {read.recurrence ? <span className={cx(chip, 'bg-cool-soft text-cool')}><Repeat aria-hidden="true" className="size-3.5" />{sayRecurrence(read.recurrence, t, i18n.language)}</span> : null}
      {read.priority === 'NORMAL' ? null : <span className={cx(chip, read.priority === 'HIGH' ? 'bg-hot-soft text-hot' : 'bg-sunken text-muted')}><Flag aria-hidden="true" className="size-3.5" />{t(`priority.${read.priority}`)}</span>}
    </>
  );
}
