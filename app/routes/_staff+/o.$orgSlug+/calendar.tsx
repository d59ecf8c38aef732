import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useRouteError } from '@remix-run/react';
import { CalendarRange, ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { ButtonLink, buttonClass } from '~/ui/button';
import { ErrorScreen } from '~/ui/error-screen';
import { listStyles } from '~/ui/list/list-styles';
import { NoRows } from '~/ui/list/no-rows';
import { Pager } from '~/ui/list/pager';
import { PageHeader } from '~/ui/page-header';
import { Tabs } from '~/ui/tabs';
import { CalendarFilters } from './__calendar/calendar-filters';
import { loadCalendar } from './__calendar/load-calendar.server';
import { Schedule, ScheduleKey } from './__calendar/schedule';
import styles from './__calendar/calendar.css?url';

export const handle = { i18n: ['bookings', 'lists'] };

export const links: LinksFunction = () => [listStyles, { rel: 'stylesheet', href: styles }];

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadCalendar(args.request, await requireStaff(args, 'orders', 'read'));
}

export default function CalendarRoute() {
  const { t } = useTranslation('bookings');
  const page = useLoaderData<typeof loader>();
  const { base, view, range, tabs, rows, filter, pages } = page;
  const step = buttonClass('quiet', 'normal', 'w-9 px-0! pointer-coarse:w-11');
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="mb-3">
        <Tabs label={t('views.label')} tabs={tabs.map((tab) => ({ to: { search: tab.search }, isCurrent: tab.view === view, label: t(`views.${tab.view}`) }))} />
      </div>
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 className="text-16 font-semibold first-letter:uppercase md:min-w-52">{range.name}</h2>
        <nav aria-label={t('move.label')} className="flex items-center no-print">
          <Link to={{ search: range.previous }} rel="prev" preventScrollReset aria-label={t(`move.${view}.previous`)} title={t(`move.${view}.previous`)} className={step}><ChevronLeft aria-hidden="true" className="size-5" /></Link>
          <Link to={{ search: range.next }} rel="next" preventScrollReset aria-label={t(`move.${view}.next`)} title={t(`move.${view}.next`)} className={step}><ChevronRight aria-hidden="true" className="size-5" /></Link>
          {range.current === null ? null : <Link to={{ search: range.current }} preventScrollReset className={buttonClass('quiet')}>{t(`move.${view}.current`)}</Link>}
        </nav>
        {filter ? <CalendarFilters view={view} filter={filter} /> : null}
      </div>
      {rows.length === 0 ? (
        <NoRows
          reason={page.isFiltered ? 'noMatch' : 'empty'}
          clear={filter?.clear}
          empty={{ icon: CalendarRange, title: t('empty.title'), text: t('empty.text'), action: page.mayOpenCatalog ? <ButtonLink to={`${base}/catalog`}>{t('empty.action')}</ButtonLink> : null }}
        />
      ) : (
        <>
          <Schedule page={page} />
          <div className="mt-3 flex flex-wrap items-center justify-between gap-4">
            <ScheduleKey />
            <Pager {...pages} />
          </div>
        </>
      )}
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
