import { NavLink } from '@remix-run/react';
import { Ellipsis } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cx } from '../class-names';
import { useDismissal } from '../use-dismissal';
import type { FrameData } from './frame-data';
import { PLACES } from './places';

/** Places that stand in the bar; where there is one more than fits, the rest is behind "more". */
const IN_BAR = 5;

const itemClass = 'flex min-h-14 w-full flex-col items-center justify-center gap-0.5 text-12 tracking-tighter';

/** The places at the bottom of a phone, in reach of the thumb. */
export function BottomBar({ frame }: { frame: FrameData }) {
  const { t } = useTranslation('common');
  const more = useDismissal();
  const places = frame.places.flatMap(({ key, to }) => PLACES.filter((place) => place.key === key).map(({ Icon, path }) => ({ key, to, Icon, end: path === '' })));
  const inBar = places.length <= IN_BAR + 1 ? places : places.slice(0, IN_BAR);
  const rest = places.slice(inBar.length);
  return (
    <nav aria-label={t('nav.main')} className="no-print fixed inset-x-0 bottom-0 z-40 border-t border-line bg-raised pb-[env(safe-area-inset-bottom)] md:hidden">
      <ul className="flex">
        {inBar.map(({ key, to, Icon, end }) => (
          <li key={key} className="min-w-0 flex-1">
            <NavLink to={to} end={end} className={({ isActive }) => cx(itemClass, isActive ? 'font-semibold text-accent' : 'text-muted')}>
              <Icon aria-hidden="true" className="size-5" />
              <span className="max-w-full truncate">{t(`nav.${key}`)}</span>
            </NavLink>
          </li>
        ))}
        {rest.length > 0 ? (
          <li className="min-w-0 flex-1">
            <details ref={more} className="group">
              <summary className={cx(itemClass, 'text-muted group-open:text-ink')}>
                <Ellipsis aria-hidden="true" className="size-5" />
                {t('nav.more')}
              </summary>
              <ul className="absolute inset-x-0 bottom-full rounded-t-card border-t border-line bg-surface p-2 shadow-float">
                {rest.map(({ key, to, Icon }) => (
                  <li key={key}>
                    <NavLink to={to} className={({ isActive }) => cx('flex min-h-12 items-center gap-3 rounded-control px-3 text-16', isActive ? 'bg-accent-soft font-semibold text-accent' : 'text-ink')}>
                      <Icon aria-hidden="true" className="size-5 shrink-0 text-muted" />
                      {t(`nav.${key}`)}
                    </NavLink>
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}
