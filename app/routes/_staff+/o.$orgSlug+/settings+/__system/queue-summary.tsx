import { useTranslation } from 'react-i18next';
import { Metric } from '~/ui/metric';
import { formatNumber } from '~/ui/format';
import { Card } from '~/ui/card';
import { PartOf } from './facts';
import type { SystemPage } from './load-system.server';

const FIGURES = [
  { key: 'waiting', state: 'waiting', label: 'queues.waiting', tone: undefined },
  { key: 'running', state: 'running', label: 'queues.running', tone: undefined },
  { key: 'failed', state: 'failed', label: 'queues.failed', tone: 'hot' },
  { key: 'doneToday', state: 'done', label: 'queues.done', tone: undefined },
] as const;

/** All queues together; each figure leads to its jobs. */
export function QueueSummary({ part, jobs }: { part: SystemPage['system']['queues']; jobs: string }) {
  const { t, i18n } = useTranslation('system');
  if (!part.ok) return <Card title={t('queues.title')}><PartOf part={part}>{() => null}</PartOf></Card>;
  return (
    <section aria-labelledby="queues">
      <h3 id="queues" className="mb-2 text-16 font-semibold">{t('queues.title')}</h3>
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        {FIGURES.map(({ key, state, label, tone }) => {
          const sum = part.value.reduce((total, queue) => total + queue[key], 0);
          return (
            <Metric key={key} name={`system-jobs-${key}`} value={sum} label={t(label)} to={`${jobs}?state=${state}&view=jobs`} {...(tone && sum > 0 && { tone })}>
              {formatNumber(sum, i18n.language)}
            </Metric>
          );
        })}
      </div>
    </section>
  );
}
