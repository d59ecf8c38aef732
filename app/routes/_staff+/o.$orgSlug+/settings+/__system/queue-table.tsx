import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { jobSearch } from '~/domain/system/job-filter';
import { Button } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { formatNumber } from '~/ui/format';
import { RelativeTime } from '~/ui/relative-time';
import type { JobsPage } from './load-jobs.server';
import { useQueueName } from './queue-name';

const head = 'px-3 py-2 text-12 font-medium text-muted';
const cell = 'px-3 py-2.5 align-top max-md:p-0';
const FIGURES = [
  { key: 'waiting', state: 'waiting', label: 'queues.waiting' },
  { key: 'running', state: 'running', label: 'queues.running' },
  { key: 'failed', state: 'failed', label: 'queues.failed' },
  { key: 'doneToday', state: 'done', label: 'queues.done' },
] as const;

/** How each queue stands; every figure leads to its jobs. On a phone each queue is a card with the same facts. */
export function QueueTable({ queues, base, now, timeZone }: Pick<JobsPage, 'queues' | 'base' | 'now' | 'timeZone'>) {
  const { t, i18n } = useTranslation('system');
  const sayQueue = useQueueName();
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface shadow-card">
      <table className="w-full text-14 max-md:block">
        <caption className="sr-only">{t('jobs.queuesCaption')}</caption>
        <thead className="border-b border-line bg-raised max-md:sr-only">
          <tr>
            <th scope="col" className={cx(head, 'text-left')}>{t('jobs.queue')}</th>
            {FIGURES.map(({ key, label }) => <th key={key} scope="col" className={cx(head, 'text-right')}>{t(label)}</th>)}
            <th scope="col" className={cx(head, 'text-left')}>{t('jobs.oldest')}</th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {queues.map((queue) => (
            <tr key={queue.name} data-row="queue" data-id={queue.name} className="border-b border-line last:border-0 hover:bg-raised max-md:grid max-md:grid-cols-4 max-md:gap-x-3 max-md:gap-y-2 max-md:px-4 max-md:py-3">
              <th scope="row" className={cx(cell, 'text-left font-normal max-md:col-span-4')}>
                <Link to={`${base}?view=jobs&queue=${queue.name}`} className="font-medium hover:underline">{sayQueue(queue.name)}</Link>
                <code className="block font-mono text-12 text-muted">{queue.name}</code>
              </th>
              {FIGURES.map(({ key, state }) => (
                <td key={key} className={cx(cell, 'tabular-nums md:text-right')}>
                  <span className="block text-12 text-muted md:hidden">{t(`jobs.short.${key}`)}</span>
                  <Link
                    to={`${base}${jobSearch({ state, queue: queue.name })}&view=jobs`}
                    data-metric={`queue-${key}`}
                    data-value={queue[key]}
                    className={cx('hover:underline', queue[key] === 0 ? 'text-muted' : key === 'failed' ? 'font-semibold text-danger' : 'font-medium')}
                  >
                    {formatNumber(queue[key], i18n.language)}
                  </Link>
                  {key === 'failed' && queue.failed > 0 ? (
                    <Form method="post" preventScrollReset className="mt-1.5">
                      <input type="hidden" name="queue" value={queue.name} />
                      <Button size="small" name="intent" value="queue-retry" aria-label={t('jobs.retryAllOf', { queue: sayQueue(queue.name) })}>{t('jobs.retryAll')}</Button>
                    </Form>
                  ) : null}
                </td>
              ))}
              <td className={cx(cell, 'text-13 max-md:col-span-4', !queue.oldestWaiting && 'max-md:hidden')}>
                <span className="text-12 text-muted md:hidden">{t('jobs.oldest')}: </span>
                {queue.oldestWaiting ? <RelativeTime at={queue.oldestWaiting} now={now} timeZone={timeZone} /> : <span className="text-muted">—</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
