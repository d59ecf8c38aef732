const cache = new Map<string, Intl.DateTimeFormat>();

function dateFormat(language: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language}|${timeZone}|${JSON.stringify(options)}`;
  let format = cache.get(key);
  if (!format) cache.set(key, (format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone, ...options })));
  return format;
}

/** The exact moment: 21 ноября 2026 г., 14:30. */
export function formatDateTime(date: Date, language: string, timeZone: string): string {
  return dateFormat(language, timeZone, { dateStyle: 'long', timeStyle: 'short' }).format(date);
}

/** A day: 21 нояб. 2026 г. */
export function formatDay(date: Date, language: string, timeZone: string): string {
  return dateFormat(language, timeZone, { dateStyle: 'medium' }).format(date);
}

/** A whole or broken number with the language's separators. */
export function formatNumber(value: number, language: string, fractionDigits = 0): string {
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, { maximumFractionDigits: fractionDigits }).format(value);
}

/** A share 0…1 as a percentage. */
export function formatPercent(share: number, language: string, fractionDigits = 0): string {
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, { style: 'percent', maximumFractionDigits: fractionDigits }).format(share);
}

const relativeFormats = new Map<string, Intl.RelativeTimeFormat>();

function relativeFormat(language: string): Intl.RelativeTimeFormat {
  let format = relativeFormats.get(language);
  if (!format) relativeFormats.set(language, (format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })));
  return format;
}

const dayKey = (date: Date, timeZone: string) => dateFormat('sv-SE', timeZone, { dateStyle: 'short' }).format(date);

/** A moment as people say it: 5 минут назад · сегодня, 14:30 · вчера, 9:05 · пн, 10:00 (the coming one) · 3 дня назад · 12 нояб. · 12 нояб. 2025 г. */
export function sayTime(date: Date, now: Date, language: string, timeZone: string): string {
  const relative = relativeFormat(language);
  const minutes = Math.round((date.getTime() - now.getTime()) / 60_000);
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute');
  const time = dateFormat(language, timeZone, { timeStyle: 'short' }).format(date);
  const days = Math.round((Date.parse(dayKey(date, timeZone)) - Date.parse(dayKey(now, timeZone))) / 86_400_000);
  if (Math.abs(days) <= 1) return `${relative.format(days, 'day')}, ${time}`;
  if (days > 1 && days < 7) return `${dateFormat(language, timeZone, { weekday: 'short' }).format(date)}, ${time}`;
  if (days < 0 && days > -7) return relative.format(days, 'day');
  const sameYear = dayKey(date, timeZone).slice(0, 4) === dayKey(now, timeZone).slice(0, 4);
  return dateFormat(language, timeZone, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(date);
}

/** A span in words, at most two units: 1 ч 20 мин, 45 сек. */
export function formatDuration(ms: number, language: string): string {
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: 0 }).format(value);
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return unit(seconds, 'second');
  if (seconds < 3600) return seconds % 60 ? `${unit(Math.floor(seconds / 60), 'minute')} ${unit(seconds % 60, 'second')}` : unit(seconds / 60, 'minute');
  const minutes = Math.round(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 ? `${unit(hours, 'hour')} ${unit(minutes % 60, 'minute')}` : unit(hours, 'hour');
  return unit(Math.round(hours / 24), 'day');
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** A size in the unit that leaves a short number: 512 Б, 1,4 МБ, 23 ГБ. Units of 1024. */
export function formatBytes(bytes: number, language: string): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), BYTE_UNITS.length - 1);
  const value = bytes / 1024 ** power;
  return new Intl.NumberFormat(language, { style: 'unit', unit: BYTE_UNITS[power] ?? 'byte', unitDisplay: power === 0 ? 'narrow' : 'short', maximumFractionDigits: power > 0 && value < 10 ? 1 : 0 }).format(value);
}
