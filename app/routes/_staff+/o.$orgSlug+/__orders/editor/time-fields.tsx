import type { FieldMetadata } from '@conform-to/react';
import { useTranslation } from 'react-i18next';
import { parseLocalTime } from '~/domain/orders/order.schema';
import { hoursBetween, roundDuration } from '~/domain/orders/pricing';
import { toLocalText } from '~/domain/time/local-text';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { DateField } from '~/ui/date-field';
import { AvailabilityNote } from './availability-note';
import { sayNumber } from './say-price';
import type { ShownAvailability } from './use-availability';

export interface PlannedTime {
  start: Date | null;
  end: Date | null;
  /** Billed hours; null as long as the time is not whole. */
  hours: string | null;
}

/** What two local times mean; the same reading and rounding as on the server. */
export function readPlannedTime(start: string, end: string, timeZone: string): PlannedTime {
  const [from, to] = [parseLocalTime(start, timeZone) ?? null, parseLocalTime(end, timeZone) ?? null];
  return { start: from, end: to, hours: from && to && from < to ? roundDuration(hoursBetween(from, to)) : null };
}

/** The zone as people know it at that time of the year: GMT+3. */
function sayOffset(at: Date, timeZone: string, language: string): string {
  return new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'shortOffset' }).formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

interface Props {
  fields: { plannedStart: FieldMetadata<string>; plannedEnd: FieldMetadata<string> };
  time: PlannedTime;
  timeZone: string;
  now: string;
  /** Hours of one shift, decimal text. */
  shiftHours: string;
  availability: ShownAvailability | null;
  onTime: (startsAt: string, endsAt: string) => void;
  onSwap: (from: string, to: { id: string; name: string }) => void;
}

/** When the work is planned, how long it takes, and who or what is not free then. */
export function TimeFields({ fields, time, timeZone, now, shiftHours, availability, onTime, onSwap }: Props) {
  const { t, i18n } = useTranslation('order-editor');
  const { start, end, hours } = time;
  const isBackwards = start !== null && end !== null && end <= start;
  const take = (from: Date, to: Date) => onTime(toLocalText(from, timeZone), toLocalText(to, timeZone));
  return (
    <Card title={t('time.title')} aside={sayOffset(start ?? new Date(now), timeZone, i18n.language)}>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <DateField field={fields.plannedStart} label={t('time.start')} errorNs="order-editor" type="datetime-local" max="2999-12-31T23:59" />
        <DateField field={fields.plannedEnd} label={t('time.end')} errorNs="order-editor" type="datetime-local" max="2999-12-31T23:59" />
      </div>
      <div className="mt-2 flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 text-13">
        <output className={isBackwards ? 'text-danger' : 'text-muted'} data-metric="duration" data-value={hours ?? undefined}>{hours ? t('time.duration', { count: Number(hours), shown: sayNumber(hours, i18n.language) }) : t(isBackwards ? 'errors.endBeforeStart' : 'time.noDuration')}</output>
        {start ? (
          <span className="flex flex-wrap gap-1">
            {[1, 2].map((shifts) => (
              <Button key={shifts} type="button" look="quiet" size="small" className="text-accent" onClick={() => take(start, new Date(start.getTime() + shifts * Number(shiftHours) * 3_600_000))}>
                {t('time.shifts', { count: shifts })}
              </Button>
            ))}
          </span>
        ) : null}
      </div>
      {availability ? <AvailabilityNote availability={availability} timeZone={timeZone} now={now} onTime={take} onSwap={onSwap} /> : null}
    </Card>
  );
}
