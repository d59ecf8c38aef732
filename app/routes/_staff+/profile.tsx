import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, Outlet, useLoaderData, useLocation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { findUnconfirmed } from '~/domain/accounts/links/confirm-email.server';
import { requireUser } from '~/domain/accounts/guard.server';
import { listMemberships } from '~/domain/accounts/members/members.server';
import { ConfirmBanner } from '~/domain/accounts/parts/confirm-banner';
import { buttonClass } from '~/ui/button';
import { KeptForms } from '~/ui/kept-forms/kept-forms';
import { PageHeader } from '~/ui/page-header';
import { Tabs } from '~/ui/tabs';
import { PersonalFrame } from './__personal-frame';

export const handle = { i18n: ['profile', 'auth', 'confirm'] };

const PAGES = { personal: '/profile', account: '/profile/account', security: '/profile/security', notifications: '/profile/notifications' } as const;

/** A page within a section stands under its tab. */
function sectionOf(pathname: string): string {
  const path = pathname.replace(/\/$/, '');
  return path === '/profile/channels' ? PAGES.notifications : path;
}

/** Around the sections of the profile. */
export async function loader(args: LoaderFunctionArgs) {
  const { user } = await requireUser(args);
  const [memberships, unconfirmed] = await Promise.all([listMemberships(user.id), findUnconfirmed(user.id)]);
  return { personId: user.id, email: user.email, unconfirmed, places: memberships.map(({ slug, name }) => ({ slug, name })) };
}

export default function ProfileLayout() {
  const { t } = useTranslation('profile');
  const { personId, email, unconfirmed, places } = useLoaderData<typeof loader>();
  const { pathname } = useLocation();
  const tabs = (Object.keys(PAGES) as (keyof typeof PAGES)[]).map((key) => ({ to: PAGES[key], label: t(`tabs.${key}`), isCurrent: sectionOf(pathname) === PAGES[key] }));
  return (
    <PersonalFrame places={places}>
      <PageHeader title={t('title')} intro={email} actions={<Link to="/organizations" className={buttonClass('quiet')}>{t('organizations')}</Link>} />
      {unconfirmed ? <ConfirmBanner email={unconfirmed} className="mb-5" /> : null}
      <Tabs label={t('tabs.label')} tabs={tabs} />
      <div className="mt-5 flex flex-col gap-5">
        <KeptForms personId={personId} />
        <Outlet />
      </div>
    </PersonalFrame>
  );
}
