import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { RelativeTime } from '~/ui/relative-time';
import { JobStateBadge } from './job-state-badge';
import type { JobsPage } from './load-jobs.server';
import { useQueueName } from './queue-name';

const head = 'px-3 py-2 text-left text-12 font-medium text-muted';
const cell = 'px-3 py-2 align-middle max-md:p-0';
const label = 'block text-12 text-muted md:hidden';

/** What begins by itself: when it last did, when it will, and a button for now. */
export function ScheduleTable({ schedules, now, timeZone }: { schedules: NonNullable<JobsPage['schedules']> } & Pick<JobsPage, 'now' | 'timeZone'>) {
  const { t } = useTranslation('system');
  const sayQueue = useQueueName();
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface shadow-card">
      <table className="w-full text-14 max-md:block">
        <caption className="sr-only">{t('jobs.schedulesCaption')}</caption>
        <thead className="border-b border-line bg-raised max-md:sr-only">
          <tr>
            {(['schedule', 'every', 'last', 'nextRun'] as const).map((column) => <th key={column} scope="col" className={head}>{t(`jobs.${column}`)}</th>)}
            <th scope="col" className={head}><span className="sr-only">{t('jobs.runNow')}</span></th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {schedules.map(({ name, everySeconds, last, nextAt }) => (
            <tr key={name} data-row="schedule" data-id={name} className="border-b border-line last:border-0 hover:bg-raised max-md:grid max-md:grid-cols-2 max-md:gap-x-3 max-md:gap-y-2 max-md:px-4 max-md:py-3">
              <th scope="row" className={cx(cell, 'text-left font-medium max-md:col-span-2')}>{sayQueue(name)}</th>
              <td className={cx(cell, 'text-13 max-md:col-span-2')}>{sayEvery(everySeconds, t)}</td>
              <td className={cx(cell, 'text-13')}>
                <span className={label}>{t('jobs.last')}</span>
                {last ? (
                  <span className="flex flex-wrap items-center gap-x-2">
                    <RelativeTime at={last.at} now={now} timeZone={timeZone} />
                    {last.state === 'done' ? null : <JobStateBadge state={last.state} />}
                  </span>
                ) : <span className="text-muted">{t('never')}</span>}
              </td>
              <td className={cx(cell, 'text-13')}>
                <span className={label}>{t('jobs.nextRun')}</span>
                <RelativeTime at={nextAt} now={now} timeZone={timeZone} />
              </td>
              <td className={cx(cell, 'max-md:col-span-2 md:text-right')}>
                <Form method="post" preventScrollReset>
                  <input type="hidden" name="queue" value={name} />
                  <Button size="small" name="intent" value="schedule-run" aria-label={t('jobs.runNowOf', { queue: sayQueue(name) })}>{t('jobs.runNow')}</Button>
                </Form>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function sayEvery(seconds: number, t: ReturnType<typeof useTranslation>['t']): string {
  if (seconds % 86_400 === 0) return t('jobs.everyDays', { count: seconds / 86_400 });
  return seconds % 3_600 === 0 ? t('jobs.everyHours', { count: seconds / 3_600 }) : t('jobs.everyMinutes', { count: Math.round(seconds / 60) });
}
