import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cx } from '../class-names';
import { Menu, MenuLink } from '../menu';
import type { FrameData } from './frame-data';
import { CREATABLE } from './places';

/** "+": whatever the person may create, from every page. */
export function CreateMenu({ creatable, align = 'left', isQuiet }: { creatable: FrameData['creatable']; align?: 'left' | 'right'; isQuiet?: boolean }) {
  const { t } = useTranslation('frame');
  if (creatable.length === 0) return null;
  return (
    <Menu
      label={t('create.label')}
      align={align}
      summaryClassName={cx('grid size-9 cursor-pointer place-items-center rounded-control pointer-coarse:size-11', isQuiet ? 'text-accent hover:bg-sunken' : 'bg-accent text-on-accent hover:bg-accent-strong')}
      summary={<Plus aria-hidden="true" className={isQuiet ? 'size-5.5' : 'size-4.5'} />}
    >
      {creatable.map(({ key, to }) => {
        const Icon = CREATABLE.find((one) => one.key === key)?.Icon;
        const label = t(`create.${key}`);
        // the public form is a page without the framework
        return key === 'lead' ? (
          <a key={key} href={to} className="flex min-h-9 items-center gap-2.5 rounded-control px-2.5 py-1.5 text-14 hover:bg-sunken pointer-coarse:min-h-11">
            {Icon ? <Icon aria-hidden="true" className="size-4 shrink-0 text-muted" /> : null}
            {label}
          </a>
        ) : (
          <MenuLink key={key} to={to} Icon={Icon}>{label}</MenuLink>
        );
      })}
    </Menu>
  );
}
