import { Form, Link } from '@remix-run/react';
import { Check, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { RelativeTime } from '~/ui/relative-time';

interface Props {
  rows: { id: string; title: string; lines: string[]; path: string; createdAt: Date | string; readAt: Date | string | null }[];
  now: Date | string;
  timeZone: string;
  /** Whether only unread ones are listed. */
  isUnread: boolean;
}

/** Of each what happened, its first facts, when, and a switch between read and unread. */
export function NotificationList({ rows, now, timeZone, isUnread }: Props) {
  const { t } = useTranslation('notifications');
  return (
    <ul aria-label={t('list.caption')} className="divide-y divide-line rounded-card border border-line bg-surface shadow-card">
      {rows.map(({ id, title, lines, path, createdAt, readAt }) => {
        const name = title || t('list.old');
        return (
          <li key={id} data-row="notification" data-id={id} data-read={readAt !== null} className="flex items-start gap-3 px-4 py-3">
            <span aria-hidden="true" className={cx('mt-2 size-2 shrink-0 rounded-full', readAt === null ? 'bg-accent' : 'bg-transparent')} />
            <div className="min-w-0 flex-1">
              <p className={cx('text-14 break-words', readAt === null && 'font-medium')}>
                <Link to={path} className="hover:underline">{name}</Link>
                {readAt === null ? <span className="sr-only">, {t('list.unread')}</span> : null}
              </p>
              <p className="text-13 break-words text-muted">
                <RelativeTime at={createdAt} now={now} timeZone={timeZone} />
                {lines.slice(0, 3).map((line) => <span key={line}> · {line}</span>)}
              </p>
            </div>
            <Form method="post" preventScrollReset>
              <input type="hidden" name="id" value={id} />
              {isUnread ? <input type="hidden" name="filter" value="unread" /> : null}
              <Button look="quiet" size="small" name="intent" value={readAt === null ? 'read' : 'unread'} aria-label={t(readAt === null ? 'list.markReadOf' : 'list.markUnreadOf', { title: name })} title={t(readAt === null ? 'list.markRead' : 'list.markUnread')}>
                {readAt === null ? <Check aria-hidden="true" className="size-4" /> : <Undo2 aria-hidden="true" className="size-4" />}
              </Button>
            </Form>
          </li>
        );
      })}
    </ul>
  );
}
