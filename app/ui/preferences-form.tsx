import { useLocation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { cx } from './class-names';

const action = '/resources/preferences';
const languages = ['ru', 'en'] as const;
const themes = ['system', 'light', 'dark'] as const;

/** Two language names side by side. A full page load on purpose: texts of both languages are never mixed. */
export function LanguageSwitch({ className, track }: { className?: string; track?: string }) {
  const { t, i18n } = useTranslation('common');
  return (
    <form method="post" action={action} className={cx('flex items-center gap-1', className)} aria-label={t('language')} data-track={track}>
      <ReturnTo />
      {languages.map((language) => (
        <button
          key={language}
          name="language"
          value={language}
          lang={language}
          aria-label={t(`languages.${language}`)}
          aria-pressed={i18n.language === language}
          className="rounded-control px-2 py-1 text-13 font-medium text-muted uppercase hover:bg-sunken aria-pressed:bg-sunken aria-pressed:text-ink pointer-coarse:min-h-11 pointer-coarse:min-w-11"
        >
          {language}
        </button>
      ))}
    </form>
  );
}

/** Light, dark or as the device. */
export function ThemeSwitch({ theme }: { theme: (typeof themes)[number] }) {
  const { t } = useTranslation('common');
  return (
    <form method="post" action={action} className="flex flex-col" aria-label={t('theme.label')}>
      <ReturnTo />
      {themes.map((name) => (
        <button
          key={name}
          name="theme"
          value={name}
          aria-pressed={theme === name}
          className="rounded-control px-2.5 py-1.5 text-left text-14 hover:bg-sunken aria-pressed:font-semibold aria-pressed:text-accent pointer-coarse:min-h-11"
        >
          {t(`theme.${name}`)}
        </button>
      ))}
    </form>
  );
}

function ReturnTo() {
  const { pathname, search } = useLocation();
  return <input type="hidden" name="returnTo" value={pathname + search} />;
}
