import { CalendarCheck2, CalendarX2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { formatDateTime, sayTime } from '~/ui/format';
import type { ShownAvailability } from './use-availability';

interface Props {
  availability: ShownAvailability;
  timeZone: string;
  now: string;
  /** Takes over a free time. */
  onTime: (startsAt: Date, endsAt: Date) => void;
  /** Puts an equal machine in the place of a taken one. */
  onSwap: (from: string, to: { id: string; name: string }) => void;
}

/** Who and what is taken at the planned time, and what to do about it. It only informs: a draft may clash. */
export function AvailabilityNote({ availability: { subjects, isFree, nearest }, timeZone, now, onTime, onSwap }: Props) {
  const { t, i18n } = useTranslation('order-editor');
  const say = (moment: string) => sayTime(new Date(moment), new Date(now), i18n.language, timeZone);
  if (isFree) {
    return (
      <p role="status" className="flex items-center gap-2 text-13 text-ok" data-availability="free">
        <CalendarCheck2 aria-hidden="true" className="size-4 shrink-0" />
        {t('availability.free', { count: subjects.length })}
      </p>
    );
  }
  return (
    <div role="status" className="flex flex-col gap-2 rounded-control bg-warm-soft px-3 py-2.5 text-13" data-availability="taken">
      <p className="flex items-center gap-2 font-medium text-warm"><CalendarX2 aria-hidden="true" className="size-4 shrink-0" />{t('availability.taken')}</p>
      <ul className="flex flex-col gap-1.5">
        {subjects.filter((subject) => !subject.isFree).map(({ id, subject, clashes, equal }) => (
          <li key={id} data-id={id} className="flex flex-wrap items-center gap-x-2 gap-y-1">
            {clashes.slice(-1).map((clash) => (
              <span key={clash.freeFrom}>
                <span className="font-medium">{clash.name}</span> — {clash.orderNumber ? t('availability.byOrder', { number: clash.orderNumber, until: say(clash.freeFrom) }) : t('availability.byMaintenance', { title: clash.maintenanceTitle ?? '', until: say(clash.freeFrom) })}
              </span>
            ))}
            {subject === 'item' ? equal.slice(0, 2).map((machine) => (
              <Button key={machine.id} type="button" look="secondary" size="small" onClick={() => onSwap(id, machine)}>{t('availability.swap', { name: machine.name })}</Button>
            )) : null}
          </li>
        ))}
      </ul>
      <p className="flex flex-wrap items-center gap-2">
        {t('availability.nearest', { from: formatDateTime(new Date(nearest.startsAt), i18n.language, timeZone) })}
        <Button type="button" look="secondary" size="small" onClick={() => onTime(new Date(nearest.startsAt), new Date(nearest.endsAt))}>{t('availability.take')}</Button>
      </p>
    </div>
  );
}
