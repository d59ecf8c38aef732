import { useTranslation } from 'react-i18next';
import { LOGGED_KINDS, type LoggedKind } from '~/domain/activities/activity-kinds';
import { Card } from '~/ui/card';
import { Chart, type ChartSeries } from '~/ui/chart';
import type { ActivityFigures } from './load-activities.server';
import { sayMonth } from './say-month';

const tones = { CALL: 'accent', EMAIL: 'cool', MEETING: 'warm', NOTE: 'muted' } as const satisfies Record<LoggedKind, ChartSeries['tone']>;

/** Activity by day or by month, kinds upon each other. */
export function ActivityTimes({ times, unit }: Pick<ActivityFigures, 'times' | 'unit'>) {
  const { t, i18n } = useTranslation('crm-analytics');
  const series = LOGGED_KINDS.toReversed().map((kind): ChartSeries => ({ key: kind, label: t(`activities.kinds.${kind}`), look: 'bar', tone: tones[kind], stack: 'kinds' }));
  const say = unit === 'month' ? sayMonth : sayDay;
  const rows = times.map(({ from, kinds, to }) => ({ ...say(from, i18n.language), values: kinds, to }));
  return (
    <Card title={t(unit === 'month' ? 'activities.byMonth' : 'activities.byDay')}>
      <Chart name="activities-by-time" caption={t('activities.caption')} rowHeading={t(unit)} rows={rows} series={series} height={220} />
    </Card>
  );
}

function sayDay(day: string, language: string): { label: string; title: string } {
  const at = new Date(`${day}T12:00:00Z`);
  const say = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: 'UTC', ...options }).format(at);
  return { label: say({ day: 'numeric', month: 'short' }), title: say({ weekday: 'short', day: 'numeric', month: 'long' }) };
}
