import type { LoaderFunctionArgs } from '@remix-run/node';
import { NavLink, Outlet, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { cx } from '~/ui/class-names';
import { PageHeader } from '~/ui/page-header';

export const handle = { i18n: ['settings'] };

export async function loader(args: LoaderFunctionArgs) {
  const { org, can } = await requireStaff(args, 'organization', 'read');
  const sections = [
    { key: 'organization', path: '' },
    { key: 'form', path: '/form' },
    { key: 'clock', path: '/clock' },
    ...(can('scoringRules', 'read') ? [{ key: 'scoring', path: '/scoring' }] : []),
    ...(can('organization', 'update') ? [{ key: 'outbox', path: '/outbox' }] : []),
  ];
  return { base: `/o/${org.slug}/settings`, sections };
}

/** One frame for all settings: sections at the left, above the content on a phone. */
export default function SettingsLayout() {
  const { t } = useTranslation('settings');
  const { base, sections } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="flex flex-col gap-5 lg:flex-row lg:gap-10">
        <nav aria-label={t('sections.label')} className="lg:w-48 lg:shrink-0">
          <ul className="-mx-3 flex flex-wrap lg:sticky lg:top-7 lg:mx-0 lg:flex-col lg:gap-1">
            {sections.map(({ key, path }) => (
              <li key={key}>
                <NavLink
                  to={base + path}
                  end={path === ''}
                  className={({ isActive }) =>
                    cx(
                      'flex min-h-9 items-center rounded-control px-3 text-14 whitespace-nowrap pointer-coarse:min-h-11',
                      isActive ? 'bg-surface font-semibold text-ink shadow-card' : 'text-muted hover:bg-sunken hover:text-ink',
                    )
                  }
                >
                  {t(`sections.${key}`)}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
        <div className="min-w-0 flex-1">
          <Outlet />
        </div>
      </div>
    </>
  );
}
