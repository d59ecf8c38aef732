import { data, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useRouteError } from '@remix-run/react';
import { CalendarCheck, ListOrdered, Plus, Tractor } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { CATALOG_KINDS } from '~/domain/catalog/item-kinds';
import { buttonClass } from '~/ui/button';
import { ErrorScreen } from '~/ui/error-screen';
import { ListFooter } from '~/ui/list/list-footer';
import { listStyles } from '~/ui/list/list-styles';
import { NoRows } from '~/ui/list/no-rows';
import { ViewBar } from '~/ui/list/view-bar';
import { Menu, MenuLink } from '~/ui/menu';
import { PageHeader } from '~/ui/page-header';
import { Tabs } from '~/ui/tabs';
import { CatalogFileMenu } from './__catalog-import/file-menu';
import { CategoryNav } from './__catalog/category-nav';
import { ItemFilterBar } from './__catalog/item-filter-bar';
import { ItemTable } from './__catalog/item-table';
import { kindIcons } from './__catalog/kinds';
import { canonicalItemSearch, runItemListIntent } from './__catalog/list-actions.server';
import { loadItemList, type ItemList } from './__catalog/load-items.server';
import { runViewIntent } from './__views/run-view-intent.server';

export const handle = { i18n: ['catalog', 'catalog-import', 'lists', 'fields'] };

export const links: LinksFunction = () => [listStyles];

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { headers, ...list } = await loadItemList(args.request, await requireStaff(args, 'catalog', 'read'));
  return data(list, { headers });
}

export async function action(args: ActionFunctionArgs) {
  const viewed = await runViewIntent(args, 'catalog', canonicalItemSearch);
  return viewed ?? runItemListIntent(args.request, await requireStaff(args, 'catalog', 'read'));
}

export default function CatalogPage() {
  const { t } = useTranslation('catalog');
  const list = useLoaderData<typeof loader>();
  const { rows, filter, rights } = list;
  return (
    <>
      <PageHeader title={t('title')} actions={<Actions list={list} />} />
      <ViewBar bar={list.views} />
      <Tabs
        label={t('kinds')}
        tabs={[
          { to: { search: list.anyKindSearch }, label: t('anyKind'), isCurrent: filter.kind === null },
          ...list.kindSearch.map(({ kind, search }) => ({ to: { search }, label: t(`kindMany.${kind}`), isCurrent: filter.kind === kind })),
        ]}
      />
      <div className="mt-4 grid items-start gap-4 lg:grid-cols-[14rem_minmax(0,1fr)] lg:gap-6">
        <CategoryNav {...list} />
        <div className="flex min-w-0 flex-col gap-3">
          <ItemFilterBar {...list} />
          {rows.length === 0 ? (
            <NoRows
              reason={list.hasAny ? 'noMatch' : 'empty'}
              clear={list.clear}
              empty={{ icon: Tractor, title: t('empty.title'), text: t(rights.create ? 'empty.text' : 'empty.readOnly'), action: rights.create ? <Link to={`${list.base}/new?kind=EQUIPMENT`} className={buttonClass('primary')}>{t('empty.action')}</Link> : null }}
            />
          ) : (
            <div className="list">
              <div className="list-frame"><ItemTable {...list} /></div>
              <ListFooter count={list.count} total={list.total} metric="items-shown" pages={list.pages} />
            </div>
          )}
        </div>
      </div>
    </>
  );
}

function Actions({ list: { base, servicesUrl, rights, filter, search } }: { list: Pick<ItemList, 'base' | 'servicesUrl' | 'rights' | 'filter' | 'search'> }) {
  const { t } = useTranslation('catalog');
  return (
    <>
      <CatalogFileMenu base={base} search={search} mayImport={rights.create} />
      <Link to={servicesUrl} className={buttonClass('quiet', 'normal', 'max-md:px-2.5')}>
        <ListOrdered aria-hidden="true" className="size-4" />
        <span className="max-md:sr-only">{t('onForm')}</span>
      </Link>
      <Link to={`${base}/maintenance`} className={buttonClass('secondary', 'normal', 'max-md:px-2.5')}>
        <CalendarCheck aria-hidden="true" className="size-4" />
        <span className="max-md:sr-only">{t('maintenance.title')}</span>
      </Link>
      {rights.create ? (
        filter.kind ? (
          <Link to={`${base}/new?kind=${filter.kind}${filter.category && filter.category !== '-' ? `&category=${filter.category}` : ''}`} data-shortcut="new" className={buttonClass('primary')}>
            <Plus aria-hidden="true" className="size-4" />
            {t(`newOf.${filter.kind}`)}
          </Link>
        ) : (
          <Menu align="right" summaryClassName={buttonClass('primary', 'normal', 'cursor-pointer')} summary={<><Plus aria-hidden="true" className="size-4" />{t('new')}</>}>
            {CATALOG_KINDS.map((kind) => <MenuLink key={kind} to={`${base}/new?kind=${kind}`} Icon={kindIcons[kind]}>{t(`kind.${kind}`)}</MenuLink>)}
          </Menu>
        )
      ) : null}
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
