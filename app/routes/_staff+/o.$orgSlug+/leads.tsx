import { data, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { ExternalLink, Flame, ShieldAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { parseLeadFilter, toSearchParams } from '~/domain/leads/lead-filter';
import { buttonClass } from '~/ui/button';
import { ErrorScreen } from '~/ui/error-screen';
import { ListFooter } from '~/ui/list/list-footer';
import { listStyles } from '~/ui/list/list-styles';
import { ViewBar } from '~/ui/list/view-bar';
import { PageHeader } from '~/ui/page-header';
import { LeadBulkBar } from './__leads/bulk-bar';
import { FilterBar } from './__leads/filter-bar';
import { LeadTable } from './__leads/lead-table';
import { runListIntent } from './__leads/list-actions.server';
import { loadLeadList } from './__leads/load-list.server';
import { NoLeads } from './__leads/no-leads';
import { ScorePopover } from './__leads/score-popover';
import { useNewLeads } from './__leads/use-new-leads';
import { runViewIntent } from './__views/run-view-intent.server';
import styles from './__leads/leads.css?url';

export const handle = { i18n: ['leads', 'lists'] };

export const links: LinksFunction = () => [listStyles, { rel: 'stylesheet', href: styles }];

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { headers, ...list } = await loadLeadList(args.request, await requireStaff(args, 'leads', 'read'));
  return data(list, { headers });
}

export async function action(args: ActionFunctionArgs) {
  const viewed = await runViewIntent(args, 'leads', (params) => toSearchParams(parseLeadFilter(params)).toString());
  return viewed ?? runListIntent(args.request, await requireStaff(args, 'leads', 'update'));
}

const noneSelected: string[] = [];

export default function LeadsPage() {
  const { t } = useTranslation('leads');
  const list = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const error = answer ? ('kind' in answer ? { field: 'ids' as const, message: answer.message, ids: answer.ids, reason: '' } : answer.error) : null;
  const { rows, filter, base, search, rights, quarantined } = list;
  const live = useNewLeads(list.eventsUrl, list.isFirst);
  const caption = t('caption', { what: t(`states.${filter.state}`), sort: t(`sort.${filter.sort}`) });
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            {quarantined > 0 ? (
              <Link to={`${base}/quarantine`} className={buttonClass('quiet')}>
                <ShieldAlert aria-hidden="true" className="size-4" />
                {t('quarantineLink', { count: quarantined })}
              </Link>
            ) : null}
            <a href={list.formUrl} className={buttonClass('secondary', 'normal', 'max-md:hidden')}>
              <ExternalLink aria-hidden="true" className="size-4" />
              {t('openForm')}
            </a>
          </>
        }
      />
      <ViewBar bar={list.views} />
      <FilterBar filter={filter} chips={list.chips} services={list.services} people={list.filterPeople} search={search} />
      <p role="status" className="min-h-6 pb-1 text-13 text-accent empty:hidden">
        {live.count > 0 ? (
          <>
            <Flame aria-hidden="true" className="mr-1 inline size-4 align-text-bottom" />
            {t('live.new', { count: live.count })}
            {list.isFirst ? null : <Link to={{ search }} className="ml-2 font-medium underline underline-offset-4">{t('live.show')}</Link>}
          </>
        ) : null}
      </p>
      {rows.length === 0 ? (
        <NoLeads isFiltered={list.isFiltered} isOpen={filter.state === 'open'} hasAny={list.hasAny} formUrl={list.formUrl} />
      ) : (
        <div className="list leads">
          <div className="list-frame">
            <LeadTable
              rows={rows}
              base={base}
              search={search}
              sort={filter.sort}
              caption={caption}
              canSelect={Boolean(rights.update)}
              selected={error?.ids ?? noneSelected}
              fresh={live.fresh}
            />
          </div>
          {rights.update ? <LeadBulkBar people={list.people} error={error} reason={error?.reason ?? ''} listKey={rows.map(({ id }) => id).join()} search={search} all={list.pages.next || list.pages.previous ? { count: list.total, text: list.allText } : null} /> : null}
          <ListFooter count={list.count} total={list.total} metric="leads-shown" pages={list.pages} />
          <ScorePopover />
        </div>
      )}
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
