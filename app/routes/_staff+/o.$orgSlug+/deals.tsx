import { data, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { CalendarDays, Columns3, Handshake, List, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { ButtonLink } from '~/ui/button';
import { ErrorScreen } from '~/ui/error-screen';
import { formatNumber } from '~/ui/format';
import { ListFooter } from '~/ui/list/list-footer';
import { listStyles } from '~/ui/list/list-styles';
import { NoRows } from '~/ui/list/no-rows';
import { ViewBar } from '~/ui/list/view-bar';
import { PageHeader } from '~/ui/page-header';
import { Tabs } from '~/ui/tabs';
import { ExportLink } from './__bulk/export-link';
import { RecordBulkBar } from './__bulk/record-bulk-bar';
import { Board } from './__deals/board';
import { Calendar } from './__deals/calendar';
import { runListIntent, shortenSearch } from './__deals/list-actions.server';
import { DealTable } from './__deals/deal-table';
import { FilterBar } from './__deals/filter-bar';
import { loadDeals, type DealsPage } from './__deals/load-deals.server';
import { MoveDialog } from './__deals/move-dialog';
import { runViewIntent } from './__views/run-view-intent.server';
import styles from './__deals/deals.css?url';

export const handle = { i18n: ['deals', 'lists', 'fields', 'runs', 'exports'] };

export const links: LinksFunction = () => [listStyles, { rel: 'stylesheet', href: styles }];

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { headers, ...page } = await loadDeals(args.request, await requireStaff(args, 'deals', 'read'));
  return data(page, { headers });
}

export async function action(args: ActionFunctionArgs) {
  const viewed = await runViewIntent(args, 'deals', async (params, { db }) => shortenSearch(params, await listCustomFields(db, 'DEAL')));
  return viewed ?? runListIntent(args.request, await requireStaff(args, 'deals', 'read'));
}

const views = [
  { view: 'list', Icon: List },
  { view: 'board', Icon: Columns3 },
  { view: 'calendar', Icon: CalendarDays },
] as const;

export default function DealsRoute() {
  const { t } = useTranslation('deals');
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { base, shown, search, tabs, rights, move } = page;
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <ExportLink to={`${base}/export`} search={search} />
            {rights.create ? (
              <ButtonLink look="primary" to={`${base}/new`} data-shortcut="new">
                <Plus aria-hidden="true" className="size-4" />
                {t('new.action')}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      {move ? <MoveDialog key={`${move.id}${move.asked?.key ?? ''}`} move={move} answer={answer && 'intent' in answer && answer.intent === 'move' ? answer : undefined} /> : null}
      <ViewBar bar={page.views} />
      <div className="mb-3">
        <Tabs
          label={t('views.label')}
          tabs={views.map(({ view, Icon }) => ({ to: { search: tabs[view] }, isCurrent: shown.view === view, label: <><Icon aria-hidden="true" className="size-4" />{t(`views.${view}`)}</> }))}
        />
      </div>
      <FilterBar page={page} />
      {shown.view === 'board' ? <Board key={shown.pipelineId} board={shown} base={base} search={search} moveUrl={page.moveUrl} /> : null}
      {shown.view === 'calendar' ? <Calendar calendar={shown} base={base} /> : null}
      {shown.view === 'list' ? <DealList page={page} list={shown} refused={answer && 'kind' in answer ? answer : null} /> : null}
    </>
  );
}

const noneSelected: string[] = [];

function DealList({ page, list, refused }: { page: DealsPage; list: Extract<DealsPage['shown'], { view: 'list' }>; refused: { message: string; ids: string[] } | null }) {
  const { t, i18n } = useTranslation('deals');
  const { base, hasAny, isFiltered, rights, columns } = page;
  if (list.rows.length === 0) {
    const add = rights.create ? <ButtonLink look="primary" to={`${base}/new`}>{t('new.action')}</ButtonLink> : null;
    return (
      <NoRows
        reason={!hasAny ? 'empty' : isFiltered ? 'noMatch' : 'done'}
        empty={{ icon: Handshake, title: t('empty.title'), text: t('empty.text'), action: add }}
        done={{ icon: Handshake, title: t('done.title'), text: t('done.text'), action: add }}
      />
    );
  }
  return (
    <div className="list">
      <div className="list-frame" data-wide={columns.shown.length > 8 || undefined}>
        <DealTable list={list} page={page} selected={refused?.ids ?? noneSelected} canSelect={Boolean(rights.update)} />
      </div>
      {rights.update ? (
        <RecordBulkBar
          resource="deals"
          people={page.options.people}
          customFields={page.options.fields}
          listKey={list.rows.map(({ id }) => id).join()}
          search={page.search}
          all={list.pages.next || list.pages.previous ? { count: list.total, text: formatNumber(list.total, i18n.language) } : null}
          error={refused?.message ?? null}
        />
      ) : null}
      <ListFooter
        count={list.count}
        total={list.total}
        metric="deals-shown"
        pages={list.pages}
        sums={list.sums.map(({ currency, text, value }) => ({ metric: `deals-sum-${currency}`, label: t('sum'), text, value }))}
      />
    </div>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
