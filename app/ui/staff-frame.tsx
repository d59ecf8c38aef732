import { Link, useNavigation } from '@remix-run/react';
import { Search } from 'lucide-react';
import { useEffect, useState, type MouseEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from './class-names';
import { Bell } from './frame/bell';
import { BottomBar } from './frame/bottom-bar';
import { CreateMenu } from './frame/create-menu';
import type { FrameData } from './frame/frame-data';
import { OrganizationMenu } from './frame/organization-menu';
import { PersonMenu } from './frame/person-menu';
import { Rail } from './frame/rail';
import { useOverlays } from './frame/use-overlays';
import { useUnread } from './frame/use-unread';
import { CommandPalette } from './palette/command-palette';
import { ShortcutHelp } from './shortcuts/shortcut-help';

/** The one frame of the work: a rail at the left that folds to icons, a bar at the bottom on a phone, the palette over all. */
export function StaffFrame({ frame, children }: { frame: FrameData; children: ReactNode }) {
  const { t } = useTranslation('common');
  const { overlay, open, close } = useOverlays(frame);
  const unread = useUnread(frame.org.slug, frame.unread);
  const [isLive, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  const openSearch = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    open('palette');
  };
  const onHelp = isLive ? () => open('help') : null;
  return (
    <div data-live={isLive || undefined} className="flex min-h-dvh flex-col md:flex-row">
      <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface focus:p-3">{t('skipToContent')}</a>
      <Progress />
      <Rail frame={frame} unread={unread} onSearch={openSearch} onHelp={onHelp} />
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="no-print flex items-center gap-1.5 border-b border-line bg-raised px-4 py-2 md:hidden">
          <div className="min-w-0 flex-1"><OrganizationMenu org={frame.org} organizations={frame.organizations} mayCreateOrganization={frame.mayCreateOrganization} /></div>
          <Link to={`/o/${frame.org.slug}/search`} onClick={openSearch} aria-label={t('search')} className="grid size-9 shrink-0 place-items-center rounded-control text-muted hover:bg-sunken hover:text-ink pointer-coarse:size-11">
            <Search aria-hidden="true" className="size-5" />
          </Link>
          <Bell orgSlug={frame.org.slug} unread={unread} align="right" isLarge />
          <CreateMenu creatable={frame.creatable} align="right" isQuiet />
          <PersonMenu name={frame.user.name} theme={frame.theme} onHelp={null} />
        </header>
        <main id="content" className="mx-auto w-full max-w-page flex-1 px-4 pt-5 pb-28 md:px-8 md:pt-7 md:pb-12">
          {children}
        </main>
      </div>
      <BottomBar frame={frame} />
      {overlay === 'palette' || overlay === 'create' ? <CommandPalette frame={frame} onlyCreate={overlay === 'create'} onClose={close} onHelp={() => open('help')} /> : null}
      {overlay === 'help' ? <ShortcutHelp places={frame.places.map(({ key }) => key)} onClose={close} /> : null}
    </div>
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
