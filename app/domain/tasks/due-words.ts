import type { TFunction } from 'i18next';
import { formatTimeOfDay, type Day } from '~/domain/time/zoned-time';
import type { Recurrence } from './recurrence';
import type { Due } from './task-due';

const DAY_MS = 86_400_000;
const locale = (language: string) => (language === 'en' ? 'en-GB' : language);

/** A due day as people say it: сегодня, 10:00 · завтра · вт, 24 нояб. · 3 мар. 2027 г. */
export function sayDue({ day, minutes }: Due, today: Day, language: string): string {
  const time = minutes === null ? '' : `, ${formatTimeOfDay(minutes)}`;
  return sayDay(day, today, language) + time;
}

export function sayDay(day: Day, today: Day, language: string): string {
  const ahead = Math.round((Date.parse(day) - Date.parse(today)) / DAY_MS);
  if (Math.abs(ahead) <= 1) return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(ahead, 'day');
  const isNear = day.slice(0, 4) === today.slice(0, 4);
  const options: Intl.DateTimeFormatOptions = isNear ? { weekday: 'short', day: 'numeric', month: 'short' } : { day: 'numeric', month: 'short', year: 'numeric' };
  return new Intl.DateTimeFormat(locale(language), { ...options, timeZone: 'UTC' }).format(Date.parse(day));
}

/** пн, вт, …: 1 Monday … 7 Sunday. */
export function weekdayName(weekday: number, language: string): string {
  // 1 January 2024 was a Monday
  return new Intl.DateTimeFormat(locale(language), { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday));
}

/** A rule in words: каждые 2 недели: пн, ср. `t` knows the namespace `tasks`. */
export function sayRecurrence({ every, interval, weekdays, monthDay, until }: Recurrence, t: TFunction, language: string): string {
  const rule = interval === 1 || every === 'workday' ? t(`tasks:repeat.${every}`) : t(`tasks:repeat.${every}N`, { count: interval });
  const days = weekdays.map((weekday) => weekdayName(weekday, language)).join(', ');
  const whole = days ? t('tasks:repeat.onDays', { rule, days }) : every === 'month' && monthDay ? t('tasks:repeat.onDay', { rule, day: monthDay }) : rule;
  if (!until) return whole;
  const last = new Intl.DateTimeFormat(locale(language), { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(until));
  return t('tasks:repeat.until', { rule: whole, day: last });
}
