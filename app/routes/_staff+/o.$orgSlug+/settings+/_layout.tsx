import type { LoaderFunctionArgs } from '@remix-run/node';
import { NavLink, Outlet, useLoaderData, useLocation } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { cx } from '~/ui/class-names';
import { PageHeader } from '~/ui/page-header';
import { settingsGroups } from './__sections';

export const handle = { i18n: ['settings'] };

export async function loader(args: LoaderFunctionArgs) {
  const { org, can } = await requireStaff(args, 'organization', 'read');
  return { base: `/o/${org.slug}/settings`, groups: settingsGroups(can) };
}

/** One frame for all settings: sections at the left, above the content on a phone. */
export default function SettingsLayout() {
  const { t } = useTranslation('settings');
  const { base, groups } = useLoaderData<typeof loader>();
  const { pathname } = useLocation();
  const row = useRef<HTMLDivElement>(null);
  // on a phone the sections are a row wider than the screen: the open one comes into sight
  useEffect(() => {
    const link = row.current?.querySelector<HTMLElement>('[aria-current]');
    if (row.current && link) row.current.scrollLeft = link.offsetLeft - (row.current.clientWidth - link.offsetWidth) / 2;
  }, [pathname]);
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="flex flex-col gap-5 lg:flex-row lg:gap-10">
        <nav aria-label={t('sections.label')} className="lg:w-48 lg:shrink-0">
          <div ref={row} className="relative -mx-4 flex overflow-x-auto px-1 scroll-thin lg:sticky lg:top-7 lg:mx-0 lg:flex-col lg:gap-4 lg:overflow-visible lg:px-0">
            {groups.map((group) => (
              <div key={group.key} className="contents lg:block">
                {groups.length > 1 ? <p className="mb-1 px-3 text-12 text-muted max-lg:sr-only">{t(`groups.${group.key}`)}</p> : null}
                <ul className="contents lg:flex lg:flex-col lg:gap-0.5">
                  {group.sections.map(({ key, path }) => (
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
              </div>
            ))}
          </div>
        </nav>
        <div className="min-w-0 flex-1">
          <Outlet />
        </div>
      </div>
    </>
  );
}
