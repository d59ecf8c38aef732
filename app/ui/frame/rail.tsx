import { Link, NavLink, useFetcher } from '@remix-run/react';
import { ExternalLink, PanelLeftClose, PanelLeftOpen, Search } from 'lucide-react';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../class-names';
import { Keys } from '../shortcuts/shortcut-help';
import { Bell } from './bell';
import { CreateMenu } from './create-menu';
import type { FrameData } from './frame-data';
import { OrganizationMenu } from './organization-menu';
import { PersonMenu } from './person-menu';
import { PLACES, type PlaceIcon } from './places';

interface Props {
  frame: FrameData;
  unread: number;
  onSearch: (event: MouseEvent) => void;
  onHelp: (() => void) | null;
}

/** Words of the rail: only read out where it is narrow (a small screen, or folded by the person). */
const nameClass = 'sr-only lg:group-data-[rail=wide]/rail:not-sr-only';
const iconClass = 'size-5 shrink-0 lg:group-data-[rail=wide]/rail:size-4';
const itemClass = 'flex h-9 w-full items-center gap-2.5 rounded-control px-2 text-14';
const quietClass = 'text-muted hover:bg-sunken hover:text-ink';

/** The places at the left; folds to icons. */
export function Rail({ frame, unread, onSearch, onHelp }: Props) {
  const { t } = useTranslation(['common', 'frame']);
  const fold = useFetcher({ key: 'rail' });
  const isFolded = fold.formData ? fold.formData.get('rail') === 'narrow' : frame.isFolded;
  return (
    <aside
      data-rail={isFolded ? 'narrow' : 'wide'}
      className="group/rail no-print sticky top-0 z-30 hidden h-dvh w-14 shrink-0 flex-col border-r border-line bg-raised px-2 py-3 data-[rail=wide]:lg:w-56 data-[rail=wide]:lg:px-3 md:flex"
    >
      <div className="flex flex-col gap-1.5 lg:group-data-[rail=wide]/rail:flex-row lg:group-data-[rail=wide]/rail:items-center">
        <div className="min-w-0 lg:group-data-[rail=wide]/rail:flex-1">
          <OrganizationMenu org={frame.org} organizations={frame.organizations} mayCreateOrganization={frame.mayCreateOrganization} nameClass={cx(nameClass, 'lg:group-data-[rail=wide]/rail:truncate')} signClass="hidden lg:group-data-[rail=wide]/rail:block" />
        </div>
        <Bell orgSlug={frame.org.slug} unread={unread} />
      </div>
      <div className="mt-3 flex flex-col gap-1.5 lg:group-data-[rail=wide]/rail:flex-row">
        <Link
          to={`/o/${frame.org.slug}/search`}
          onClick={onSearch}
          title={t('frame:palette.title')}
          className="flex h-9 min-w-0 shrink-0 items-center gap-2 rounded-control lg:group-data-[rail=wide]/rail:flex-1 border border-line bg-surface px-2 text-14 text-muted hover:border-line-strong hover:text-ink"
        >
          <Search aria-hidden="true" className={iconClass} />
          <span className={cx(nameClass, 'flex-1')}>{t('search')}</span>
          <span aria-hidden="true" className="hidden lg:group-data-[rail=wide]/rail:block"><Keys keys={['mod+k']} /></span>
        </Link>
        <CreateMenu creatable={frame.creatable} />
      </div>
      <nav aria-label={t('nav.main')} className="mt-3 min-h-0 flex-1 overflow-y-auto scroll-thin">
        <ul className="flex flex-col gap-0.5">
          {frame.places.map(({ key, to }) => {
            const place = PLACES.find((one) => one.key === key);
            return place ? <li key={key}><RailLink to={to} end={place.path === ''} label={t(`nav.${key}`)} Icon={place.Icon} /></li> : null;
          })}
        </ul>
      </nav>
      <div className="mt-2 flex flex-col gap-0.5">
        <a href={frame.formUrl} className={cx(itemClass, quietClass)} title={t('nav.form')}>
          <ExternalLink aria-hidden="true" className={iconClass} />
          <span className={nameClass}>{t('nav.form')}</span>
        </a>
        <fold.Form
          method="post"
          action="/resources/preferences"
          className="hidden lg:block"
          onSubmit={(event) => {
            event.preventDefault();
            fold.submit({ rail: isFolded ? 'wide' : 'narrow', stay: 'yes' }, { method: 'post', action: '/resources/preferences' });
          }}
        >
          <input type="hidden" name="returnTo" value={`/o/${frame.org.slug}`} />
          <button name="rail" value={isFolded ? 'wide' : 'narrow'} aria-expanded={!isFolded} title={t(isFolded ? 'nav.unfold' : 'nav.fold')} className={cx(itemClass, quietClass)}>
            {isFolded ? <PanelLeftOpen aria-hidden="true" className={iconClass} /> : <PanelLeftClose aria-hidden="true" className={iconClass} />}
            <span className={nameClass}>{t(isFolded ? 'nav.unfold' : 'nav.fold')}</span>
          </button>
        </fold.Form>
        <PersonMenu name={frame.user.name} theme={frame.theme} upwards nameClass={cx(nameClass, 'lg:group-data-[rail=wide]/rail:truncate')} onHelp={onHelp} />
      </div>
    </aside>
  );
}

function RailLink({ to, end, label, Icon }: { to: string; end: boolean; label: string; Icon: PlaceIcon }) {
  return (
    <NavLink to={to} end={end} prefetch="intent" title={label} className={({ isActive }) => cx(itemClass, isActive ? 'bg-accent-soft font-semibold text-accent' : quietClass)}>
      <Icon aria-hidden="true" className={iconClass} />
      <span className={nameClass}>{label}</span>
    </NavLink>
  );
}
