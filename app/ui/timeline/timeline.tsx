import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '~/ui/button';
import { Card } from '~/ui/card';
import { Entry } from './entry';
import { LogForm } from './log-form';
import type { TimelineAnswer, TimelineData } from './timeline-types';

interface Props {
  timeline: TimelineData;
  /** What the page's action answered, when it was about the history. */
  answer: TimelineAnswer | undefined;
  /** A word below the form. */
  hint?: ReactNode;
}

/** What happened to a record, newest first; above it what the person has to say. Needs the namespace `activities`. */
export function Timeline({ timeline, answer, hint }: Props) {
  const { t } = useTranslation('activities');
  const { entries, filters, isFiltered, earlier, latest, mayLog } = timeline;
  return (
    <Card title={t('title')}>
      {mayLog ? <LogForm key={timeline.key} timeline={timeline} answer={answer?.form === 'log' ? answer : undefined} hint={hint} /> : null}
      {entries.length > 0 || isFiltered ? (
        <nav aria-label={t('show.label')} className="mb-3 -ml-2 flex flex-wrap gap-0.5 no-print">
          {filters.map(({ value, search, isCurrent }) => (
            <Link
              key={value}
              to={{ search }}
              preventScrollReset
              aria-current={isCurrent ? 'true' : undefined}
              className="inline-flex min-h-7 items-center rounded-control px-2 text-12 text-muted hover:bg-sunken hover:text-ink aria-[current]:bg-sunken aria-[current]:font-semibold aria-[current]:text-ink pointer-coarse:min-h-11"
            >
              {t(`show.${value}`)}
            </Link>
          ))}
        </nav>
      ) : null}
      {entries.length === 0 ? <p className="text-14 text-muted">{t(isFiltered ? 'emptyKind' : 'empty')}</p> : null}
      <ol className="flex flex-col">
        {entries.map((entry) => <Entry key={entry.id} entry={entry} answer={answer?.form === entry.id ? answer : undefined} />)}
      </ol>
      <p className="flex gap-2 empty:hidden">
        {latest === null ? null : <Link to={{ search: latest }} preventScrollReset className={buttonClass('quiet', 'small')}>{t('latest')}</Link>}
        {earlier === null ? null : <Link to={{ search: earlier }} preventScrollReset className={buttonClass('quiet', 'small')}>{t('earlier')}</Link>}
      </p>
    </Card>
  );
}
