import { useTranslation } from 'react-i18next';
import { formatDateTime, sayTime } from './format';

/** A moment as people say it; the exact one on hover. `now` comes from the server so that both draw the same text. */
export function RelativeTime({ at, now, timeZone, className }: { at: string | Date; now: string | Date; timeZone: string; className?: string }) {
  const { i18n } = useTranslation();
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()} title={formatDateTime(date, i18n.language, timeZone)} className={className}>
      {sayTime(date, new Date(now), i18n.language, timeZone)}
    </time>
  );
}
