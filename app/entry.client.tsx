import { RemixBrowser } from '@remix-run/react';
import i18next from 'i18next';
import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import { i18nOptions } from '~/platform/i18n';

const loadLanguage = {
  ru: () => import('~/locales/ru'),
  en: () => import('~/locales/en'),
};

async function start() {
  const language = document.documentElement.lang === 'en' ? 'en' : 'ru';
  const { default: resources } = await loadLanguage[language]();
  await i18next.use(initReactI18next).init({
    ...i18nOptions,
    lng: language,
    resources: { [language]: resources },
    react: { useSuspense: false },
  });
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={i18next}>
          <RemixBrowser />
        </I18nextProvider>
      </StrictMode>,
    );
  });
}

void start();
