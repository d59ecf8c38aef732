import { createInstance, type i18n, type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { createCookie } from '@remix-run/node';
import { RemixI18Next } from 'remix-i18next/server';
import en from '~/locales/en';
import ru from '~/locales/ru';
import { fallbackLanguage, i18nOptions, isLanguage, languageCookieName, languages, type Language } from './i18n';

export const languageCookie = createCookie(languageCookieName, {
  path: '/',
  sameSite: 'lax',
  httpOnly: true,
  maxAge: 365 * 24 * 60 * 60,
});

const detector = new RemixI18Next({
  detection: {
    supportedLanguages: [...languages],
    fallbackLanguage,
    cookie: languageCookie,
    order: ['cookie', 'header'],
  },
});

function createI18n(language: Language): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    ...i18nOptions,
    lng: language,
    resources: { ru, en },
    initImmediate: false,
    react: { useSuspense: false },
  });
  return instance;
}

const instances = { ru: createI18n('ru'), en: createI18n('en') };

/** The ready i18next of a language: one for the whole process, never switched to another language. */
export function getI18n(language: Language): i18n {
  return instances[language];
}

/** The visitor's language: chosen (cookie), else the browser's, else Russian. */
export async function getLanguage(request: Request): Promise<Language> {
  const found = await detector.getLocale(request);
  return isLanguage(found) ? found : fallbackLanguage;
}

/**
 * A translate function for loaders, actions, mails.
 * @param source the request, or the language itself
 */
export async function getFixedT(source: Request | Language, namespace: string): Promise<TFunction> {
  const language = typeof source === 'string' ? source : await getLanguage(source);
  return getI18n(language).getFixedT(language, namespace);
}
