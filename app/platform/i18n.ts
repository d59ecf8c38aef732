/** Languages of the interface, the first is the fallback. */
export const languages = ['ru', 'en'] as const;
export type Language = (typeof languages)[number];

export const fallbackLanguage: Language = 'ru';
export const languageCookieName = 'lang';

export function isLanguage(value: unknown): value is Language {
  return languages.includes(value as Language);
}

/** Options shared by the server's and the browser's i18next. */
export const i18nOptions = {
  supportedLngs: [...languages],
  fallbackLng: fallbackLanguage,
  defaultNS: 'common',
  interpolation: { escapeValue: false },
  returnNull: false as const,
};
