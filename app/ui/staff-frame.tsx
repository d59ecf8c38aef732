import { NavLink, useNavigation } from '@remix-run/react';
import { ChartNoAxesCombined, CircleUserRound, ExternalLink, Flame, House, Settings, Wrench, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from './class-names';
import { Disclosure } from './disclosure';
import { LanguageSwitch, ThemeSwitch } from './preferences-form';

interface Props {
  org: { slug: string; name: string };
  organizations: { slug: string; name: string }[];
  userName: string;
  theme: 'system' | 'light' | 'dark';
  /** Places the person's role may open. */
  places: PlaceKey[];
  formUrl: string;
  children: ReactNode;
}

const allPlaces = [
  { key: 'today', path: '', Icon: House },
  { key: 'leads', path: '/leads', Icon: Flame },
  { key: 'services', path: '/services', Icon: Wrench },
  { key: 'analytics', path: '/analytics', Icon: ChartNoAxesCombined },
  { key: 'settings', path: '/settings', Icon: Settings },
] as const;

export type PlaceKey = (typeof allPlaces)[number]['key'];

/** The one frame of the work: a rail at the left that folds to icons, a bar at the bottom on a phone. */
export function StaffFrame({ org, organizations, userName, theme, places, formUrl, children }: Props) {
  const { t } = useTranslation('common');
  const shown = allPlaces.filter((place) => places.includes(place.key));
  const base = `/o/${org.slug}`;
  return (
    <div className="flex min-h-dvh flex-col md:flex-row">
      <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface focus:p-3">{t('skipToContent')}</a>
      <Progress />
      <aside className="no-print sticky top-0 hidden h-dvh w-14 shrink-0 flex-col border-r border-line bg-raised px-2 py-3 md:flex lg:w-56 lg:px-3">
        <OrganizationMenu org={org} organizations={organizations} />
        <nav aria-label={t('nav.main')} className="mt-4 flex-1">
          <ul className="flex flex-col gap-0.5">
            {shown.map(({ key, path, Icon }) => (
              <li key={key}>
                <RailLink to={base + path} end={path === ''} label={t(`nav.${key}`)} Icon={Icon} />
              </li>
            ))}
          </ul>
        </nav>
        <a href={formUrl} className="flex h-9 items-center gap-2.5 rounded-control px-2 text-14 text-muted hover:bg-sunken hover:text-ink" title={t('nav.form')}>
          <ExternalLink aria-hidden="true" className="size-5 shrink-0 lg:size-4" />
          <span className="sr-only lg:not-sr-only">{t('nav.form')}</span>
        </a>
        <PersonMenu userName={userName} theme={theme} upwards />
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="no-print flex items-center justify-between gap-3 border-b border-line bg-raised px-4 py-2 md:hidden">
          <OrganizationMenu org={org} organizations={organizations} wide />
          <PersonMenu userName={userName} theme={theme} />
        </header>
        <main id="content" className="mx-auto w-full max-w-page flex-1 px-4 pt-5 pb-28 md:px-8 md:pt-7 md:pb-12">
          {children}
        </main>
      </div>
      <nav aria-label={t('nav.main')} className="no-print fixed inset-x-0 bottom-0 z-40 border-t border-line bg-raised pb-[env(safe-area-inset-bottom)] md:hidden">
        <ul className="flex">
          {shown.map(({ key, path, Icon }) => (
            <li key={key} className="flex-1">
              <NavLink
                to={base + path}
                end={path === ''}
                className={({ isActive }) => cx('flex min-h-14 flex-col items-center justify-center gap-0.5 text-12', isActive ? 'font-semibold text-accent' : 'text-muted')}
              >
                <Icon aria-hidden="true" className="size-5" />
                {t(`nav.${key}`)}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}

function RailLink({ to, end, label, Icon }: { to: string; end: boolean; label: string; Icon: LucideIcon }) {
  return (
    <NavLink
      to={to}
      end={end}
      prefetch="intent"
      title={label}
      className={({ isActive }) => cx('flex h-9 items-center gap-2.5 rounded-control px-2 text-14', isActive ? 'bg-accent-soft font-semibold text-accent' : 'text-muted hover:bg-sunken hover:text-ink')}
    >
      <Icon aria-hidden="true" className="size-5 shrink-0 lg:size-4" />
      <span className="sr-only lg:not-sr-only">{label}</span>
    </NavLink>
  );
}

function OrganizationMenu({ org, organizations, wide }: { org: Props['org']; organizations: Props['organizations']; wide?: boolean }) {
  const { t } = useTranslation('common');
  const mark = (
    <span className="flex items-center gap-2.5">
      <span aria-hidden="true" className="grid size-8 shrink-0 place-items-center rounded-control bg-accent text-16 font-bold text-on-accent">{org.name.slice(0, 1).toUpperCase()}</span>
      <span className={cx('truncate text-14 font-semibold', wide ? '' : 'sr-only lg:not-sr-only lg:truncate')}>{org.name}</span>
    </span>
  );
  if (organizations.length < 2) return <div className="p-1">{mark}</div>;
  return (
    <Disclosure summary={mark} summaryClassName="cursor-pointer rounded-control p-1 hover:bg-sunken">
      <p className="px-2.5 py-1.5 text-12 text-muted">{t('nav.organizations')}</p>
      <ul>
        {organizations.map((other) => (
          <li key={other.slug}>
            <a href={`/o/${other.slug}`} aria-current={other.slug === org.slug || undefined} className="block rounded-control px-2.5 py-1.5 text-14 hover:bg-sunken aria-[current]:font-semibold">
              {other.name}
            </a>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

function PersonMenu({ userName, theme, upwards }: { userName: string; theme: Props['theme']; upwards?: boolean }) {
  const { t } = useTranslation('common');
  return (
    <details className="relative">
      <summary aria-label={userName} className="flex h-9 cursor-pointer items-center gap-2.5 rounded-control px-2 text-14 text-muted hover:bg-sunken hover:text-ink pointer-coarse:min-h-11">
        <CircleUserRound aria-hidden="true" className="size-5 shrink-0 lg:size-4" />
        <span className={cx('truncate', upwards ? 'sr-only lg:not-sr-only' : 'sr-only')}>{userName}</span>
      </summary>
      <div className={cx('absolute z-50 w-60 rounded-card border border-line bg-surface p-1.5 shadow-float', upwards ? 'bottom-full left-0 mb-1' : 'top-full right-0 mt-1')}>
        <NavLink to="/profile" className="block rounded-control px-2.5 py-1.5 text-14 hover:bg-sunken">{t('nav.profile')}</NavLink>
        <div className="my-1 border-t border-line pt-1">
          <LanguageSwitch className="px-1" />
        </div>
        <div className="my-1 border-t border-line pt-1">
          <ThemeSwitch theme={theme} />
        </div>
        <form method="post" action="/logout" className="mt-1 border-t border-line pt-1">
          <button className="w-full rounded-control px-2.5 py-1.5 text-left text-14 hover:bg-sunken">{t('nav.signOut')}</button>
        </form>
      </div>
    </details>
  );
}

/** A quiet line at the top when an answer takes longer than a blink. */
function Progress() {
  const navigation = useNavigation();
  return (
    <div
      aria-hidden="true"
      className={cx('fixed inset-x-0 top-0 z-50 h-0.5 origin-left bg-accent transition-transform delay-300 duration-200', navigation.state === 'idle' ? 'scale-x-0 delay-0' : 'scale-x-75')}
    />
  );
}
