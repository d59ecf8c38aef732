import { Link } from '@remix-run/react';
import { CalendarCheck, Mail, Phone, StickyNote } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LoggedKind } from '~/domain/activities/activity-kinds';
import { Card } from '~/ui/card';
import { formatNumber } from '~/ui/format';
import { Pager } from '~/ui/list/pager';
import { RelativeTime } from '~/ui/relative-time';
import type { ActivityFigures } from './load-activities.server';

const icons = { CALL: Phone, EMAIL: Mail, MEETING: CalendarCheck, NOTE: StickyNote } satisfies Record<LoggedKind, typeof Phone>;
const COUNTED = 10_000;

/** The rows behind the figures above, newest first. */
export function ActivityRows({ rows, now, timeZone }: Pick<ActivityFigures, 'rows' | 'now' | 'timeZone'>) {
  const { t, i18n } = useTranslation('crm-analytics');
  const { kind, count, lines, pages } = rows;
  const counted = count > COUNTED ? `${formatNumber(COUNTED, i18n.language)}+` : formatNumber(count, i18n.language);
  return (
    <Card id="rows" title={t(kind ? `activities.kinds.${kind}` : 'activities.rows')} aside={<span data-metric="activity-rows" data-value={count}>{t('activities.shown', { count, formatted: counted })}</span>}>
      {lines.length === 0 ? <p className="text-14 text-muted">{t('activities.none')}</p> : (
        <ol className="flex flex-col">
          {lines.map((line) => {
            const Icon = icons[line.kind];
            return (
              <li key={line.id} data-row="activity" data-id={line.id} className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-3 border-t border-line py-2.5 first:border-0 md:grid-cols-[1.25rem_minmax(0,1fr)_14rem_9rem]">
                <Icon aria-label={t(`activities.kind.${line.kind}`)} role="img" className="mt-0.5 size-4 text-muted" />
                <div className="min-w-0">
                  <p className="text-14 break-words whitespace-pre-line">
                    {line.body}
                    {line.durationMin === null ? null : <span className="ml-2 text-12 text-muted">{t('activities.minutes', { count: line.durationMin })}</span>}
                  </p>
                  <p className="flex flex-wrap gap-x-3 text-13">
                    {line.about.map(({ id, kind: what, name, to }) => <Link key={id} to={to} className="text-accent underline-offset-4 hover:underline"><span className="sr-only">{t(`activities.about.${what}`)}: </span>{name}</Link>)}
                  </p>
                </div>
                <span className="text-13 text-muted max-md:col-start-2">{line.author ?? t('activities.unknown')}</span>
                <span className="text-13 text-muted max-md:col-start-2 md:text-right"><RelativeTime at={line.occurredAt} now={now} timeZone={timeZone} /></span>
              </li>
            );
          })}
        </ol>
      )}
      <div className="mt-3 flex justify-end no-print"><Pager {...pages} /></div>
    </Card>
  );
}
