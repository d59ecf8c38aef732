import { Form, Link, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '~/ui/format';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { RelativeTime } from '~/ui/relative-time';

const REFRESH_MS = 1_000;

interface Props {
  run: { state: string; total: number; done: number; createdAt: Date; finishedAt: Date | null; startedBy: string | null };
  now: Date;
  timeZone: string;
  canRetry: boolean;
}

/** How far the re-scoring is: with numbers, and true after a reload, since it lives in the database. */
export function RunCard({ run, now, timeZone, canRetry }: Props) {
  const { t, i18n } = useTranslation('scoring');
  const isUnfinished = run.state === 'QUEUED' || run.state === 'RUNNING';
  useRefresh(isUnfinished);
  const done = formatNumber(run.done, i18n.language);
  const total = formatNumber(run.total, i18n.language);
  return (
    <Card as="div" aside={<RelativeTime at={run.finishedAt ?? run.createdAt} now={now} timeZone={timeZone} />} title={t(`run.${run.state}`)}>
      <div className="flex flex-col gap-2 text-14" data-run-state={run.state}>
        {isUnfinished ? (
          <progress aria-label={t('run.RUNNING')} value={run.total > 0 ? run.done : undefined} max={run.total || 1} className="h-2 w-full overflow-hidden rounded-full accent-accent" />
        ) : null}
        <p className="text-muted">
          <span data-metric="rescore-done" data-value={run.done}>{run.state === 'QUEUED' ? t('run.waiting') : t('run.progress', { done, total })}</span>
          {run.startedBy ? <span> · {t('run.startedBy', { name: run.startedBy })}</span> : null}
        </p>
        {isUnfinished ? <noscript><Link to="." reloadDocument className="text-accent underline">{t('run.refresh')}</Link></noscript> : null}
        {run.state === 'FAILED' && canRetry ? (
          <Form method="post"><Button size="small" name="intent" value="retry">{t('run.retry')}</Button></Form>
        ) : null}
      </div>
    </Card>
  );
}

function useRefresh(isOn: boolean) {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isOn || state !== 'idle') return;
    const timer = setTimeout(revalidate, REFRESH_MS);
    return () => clearTimeout(timer);
  }, [isOn, revalidate, state]);
}
