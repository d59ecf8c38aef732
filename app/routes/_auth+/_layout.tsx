import { Outlet } from '@remix-run/react';
import { Flame } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '~/ui/preferences-form';

export const handle = { i18n: ['auth'] };

export default function AuthLayout() {
  const { t } = useTranslation('auth');
  return (
    <div className="flex min-h-dvh flex-col items-center px-4 py-8 md:justify-center md:py-12">
      <div className="flex w-full max-w-md flex-col gap-6">
        <header className="flex items-center justify-between gap-4">
          <p className="flex items-center gap-2.5">
            <span aria-hidden="true" className="grid size-9 place-items-center rounded-control bg-accent text-on-accent">
              <Flame className="size-5" />
            </span>
            <span>
              <span className="block text-16 font-semibold tracking-tight">Teplo</span>
              <span className="block text-12 text-muted">{t('tagline')}</span>
            </span>
          </p>
          <LanguageSwitch />
        </header>
        <main id="content" className="rounded-card border border-line bg-surface p-5 shadow-card md:p-8">
          <Outlet />
        </main>
      </div>
    </div>
  );
}
