import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { OutwardChannel } from '~/domain/notifications/channels/outward-channels';
import { isDropReason, type DeliveryState } from '~/domain/notifications/delivery-states';
import { isNotificationEvent } from '~/domain/notifications/events';
import { Button } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { formatDateTime } from '~/ui/format';
import { RelativeTime } from '~/ui/relative-time';

interface Props {
  rows: {
    id: string; channel: OutwardChannel; state: DeliveryState; event: string; name: string; attempts: number; lastError: string | null;
    dueAt: Date | string; createdAt: Date | string; sentAt: Date | string | null;
  }[];
  now: Date | string;
  timeZone: string;
}

const tones: Record<DeliveryState, string> = { QUEUED: 'bg-cool-soft text-cool', SENT: 'bg-ok-soft text-ok', FAILED: 'bg-danger-soft text-danger', DROPPED: 'bg-sunken text-muted' };

/** One line a delivery; what went wrong stands under its state. */
export function DeliveryTable({ rows, now, timeZone }: Props) {
  const { t, i18n } = useTranslation('notifications');
  return (
    <ul aria-label={t('deliveries.caption')} className="divide-y divide-line rounded-card border border-line bg-surface shadow-card">
      {rows.map(({ id, channel, state, event, name, attempts, lastError, dueAt, createdAt, sentAt }) => {
        const what = isNotificationEvent(event) ? t(`name.${event}`) : event;
        const waits = state === 'QUEUED' && new Date(dueAt) > new Date(now);
        return (
          <li key={id} data-row="delivery" data-id={id} data-state={state} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-0 flex-1 basis-60">
              <p className="text-14 font-medium break-words">{what}</p>
              <p className="text-13 break-words text-muted">
                {name} · {t(`channel.${channel}`)} · <RelativeTime at={sentAt ?? createdAt} now={now} timeZone={timeZone} />
                {waits ? ` · ${t('deliveries.waits', { at: formatDateTime(new Date(dueAt), i18n.language, timeZone) })}` : null}
                {attempts > 1 ? ` · ${t('deliveries.tries', { count: attempts })}` : null}
              </p>
              {lastError ? <p className={cx('text-13 break-words', state === 'DROPPED' ? 'text-muted' : 'text-danger')}>{isDropReason(lastError) ? t(`dropped.${lastError}`) : lastError}</p> : null}
            </div>
            <span className={cx('rounded-full px-2.5 py-0.5 text-13 font-medium', tones[state])}>{t(`state.${state}`)}</span>
            {state === 'FAILED' || state === 'DROPPED' ? (
              <Form method="post" preventScrollReset>
                <input type="hidden" name="id" value={id} />
                <Button size="small" name="intent" value="delivery.retry" aria-label={t('deliveries.retryOf', { event: what, name })}>{t('deliveries.retry')}</Button>
              </Form>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
