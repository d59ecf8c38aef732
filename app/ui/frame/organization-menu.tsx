import { Building2, ChevronsUpDown, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cx } from '../class-names';
import { Menu, MenuGroup, MenuLink } from '../menu';
import type { FrameData } from './frame-data';

interface Props extends Pick<FrameData, 'org' | 'organizations' | 'mayCreateOrganization'> {
  /** Classes that hide the name, and the sign of a menu, where the rail is folded. */
  nameClass?: string;
  signClass?: string;
}

/** Which organisation this is, the way to the others and to a new one. */
export function OrganizationMenu({ org, organizations, mayCreateOrganization, nameClass, signClass }: Props) {
  const { t } = useTranslation('common');
  return (
    <Menu
      label={t('nav.organizationMenu', { name: org.name })}
      summaryClassName="flex min-h-10 cursor-pointer items-center gap-2.5 rounded-control p-1 hover:bg-sunken"
      summary={
        <>
          <span aria-hidden="true" className="grid size-8 shrink-0 place-items-center rounded-control bg-accent text-16 font-bold text-on-accent">{org.name.slice(0, 1).toUpperCase()}</span>
          <span className={cx('min-w-0 flex-1 truncate text-14 font-semibold', nameClass)}>{org.name}</span>
          <ChevronsUpDown aria-hidden="true" className={cx('size-3.5 shrink-0 text-muted', signClass)} />
        </>
      }
    >
      <MenuGroup title={t('nav.organizations')}>
        {organizations.map((other) => (
          // a whole page: nothing of one organisation may stay in sight in another
          <a key={other.slug} href={`/o/${other.slug}`} aria-current={other.slug === org.slug ? 'true' : undefined} className="flex min-h-9 items-center rounded-control px-2.5 py-1.5 text-14 hover:bg-sunken aria-[current]:font-semibold pointer-coarse:min-h-11">
            <span className="min-w-0">
              <span className="block truncate">{other.name}</span>
              <span className="block text-12 font-normal text-muted">{other.roleName}</span>
            </span>
          </a>
        ))}
      </MenuGroup>
      <MenuGroup>
        <MenuLink to="/organizations" Icon={Building2}>{t('nav.myOrganizations')}</MenuLink>
        {mayCreateOrganization ? <MenuLink to="/organizations/new" Icon={Plus}>{t('nav.newOrganization')}</MenuLink> : null}
      </MenuGroup>
    </Menu>
  );
}
