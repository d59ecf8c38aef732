import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import { formatNumber } from '~/ui/format';
import { RelativeTime } from '~/ui/relative-time';
import { PartOf } from './facts';
import type { SystemPage } from './load-system.server';

/** The slowest statements of the last day, without their values. */
export function SlowQueries({ part, ...times }: { part: SystemPage['system']['slow'] } & Pick<SystemPage, 'now' | 'timeZone'>) {
  const { t, i18n } = useTranslation('system');
  const aside = part.ok ? <>{t('slow.count')}: <span data-metric="system-slow" data-value={part.value.count} className="font-medium text-ink">{formatNumber(part.value.count, i18n.language)}</span></> : null;
  return (
    <Card title={t('slow.title')} aside={aside}>
      <PartOf part={part}>
        {({ worst }) =>
          worst.length === 0 ? <p className="text-14 text-muted">{t('slow.none')}</p> : (
            <ul aria-label={t('slow.caption')} className="flex flex-col divide-y divide-line">
              {worst.map(({ id, at, tookMs, sql, requestId }) => (
                <li key={id} data-row="slowQuery" data-id={id} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 py-2 first:pt-0 last:pb-0">
                  <span className="w-20 text-14 font-medium tabular-nums">{t('database.ms', { ms: formatNumber(tookMs, i18n.language) })}</span>
                  <details className="min-w-0 flex-1 basis-64">
                    <summary className="truncate rounded-control font-mono text-12">{sql}</summary>
                    <pre className="mt-2 max-h-72 overflow-auto rounded-control bg-sunken p-3 font-mono text-12 break-words whitespace-pre-wrap scroll-thin">{sql}</pre>
                    {requestId ? <p className="mt-1 font-mono text-12 break-all text-muted">{requestId}</p> : null}
                  </details>
                  <RelativeTime at={at} {...times} className="text-13 text-muted" />
                </li>
              ))}
            </ul>
          )
        }
      </PartOf>
    </Card>
  );
}
