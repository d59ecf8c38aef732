import type { Language } from '~/platform/i18n';

const locale = (language: Language) => (language === 'en' ? 'en-GB' : 'ru-RU');

/** A local day as it stands on paper: 21 ноября 2026 г. @param day yyyy-mm-dd */
export function formatDay(day: string, language: Language): string {
  return new Intl.DateTimeFormat(locale(language), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** A moment by the organisation's clock: 21.11.2026, 14:30. @param moment ISO */
export function formatDateTime(moment: string, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(locale(language), { dateStyle: 'short', timeStyle: 'short', timeZone }).format(new Date(moment));
}
