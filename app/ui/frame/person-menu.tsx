import { NavLink } from '@remix-run/react';
import { Keyboard } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cx } from '../class-names';
import { Menu } from '../menu';
import { forgetRecent } from '../palette/recent-records';
import { PersonChip } from '../person-chip';
import { LanguageSwitch, ThemeSwitch } from '../preferences-form';
import type { FrameData } from './frame-data';

interface Props {
  name: string;
  theme: FrameData['theme'];
  upwards?: boolean;
  nameClass?: string;
  /** Absent where there is no JavaScript: shortcuts need it. */
  onHelp: (() => void) | null;
}

/** The person: profile, language, appearance, shortcuts, the way out. */
export function PersonMenu({ name, theme, upwards, nameClass = 'sr-only', onHelp }: Props) {
  const { t } = useTranslation(['common', 'frame']);
  return (
    <Menu
      label={name}
      upwards={upwards}
      align={upwards ? 'left' : 'right'}
      panelClassName="w-60"
      summaryClassName="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-control px-1.5 text-14 text-muted hover:bg-sunken hover:text-ink pointer-coarse:min-h-11"
      summary={
        <>
          <PersonChip name={name} onlyAvatar />
          <span className={cx('truncate', nameClass)} aria-hidden="true">{name}</span>
        </>
      }
    >
      <NavLink to="/profile" className="flex min-h-9 items-center rounded-control px-2.5 text-14 hover:bg-sunken pointer-coarse:min-h-11">{t('nav.profile')}</NavLink>
      {onHelp ? (
        <button type="button" onClick={onHelp} className="flex min-h-9 w-full items-center gap-2.5 rounded-control px-2.5 text-left text-14 hover:bg-sunken pointer-coarse:min-h-11">
          <span className="flex-1">{t('frame:shortcuts.title')}</span>
          <Keyboard aria-hidden="true" className="size-4 text-muted" />
        </button>
      ) : null}
      <div className="my-1 border-t border-line pt-1">
        <LanguageSwitch className="px-1" />
      </div>
      <div className="my-1 border-t border-line pt-1">
        <ThemeSwitch theme={theme} />
      </div>
      <form method="post" action="/logout" onSubmit={forgetRecent} className="mt-1 border-t border-line pt-1">
        <button className="min-h-9 w-full rounded-control px-2.5 text-left text-14 hover:bg-sunken pointer-coarse:min-h-11">{t('nav.signOut')}</button>
      </form>
    </Menu>
  );
}
