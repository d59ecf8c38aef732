import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData, useRouteError } from '@remix-run/react';
import { ClipboardList, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { parseOrderFilter } from '~/domain/orders/order-filter';
import { ButtonLink } from '~/ui/button';
import { ErrorScreen } from '~/ui/error-screen';
import { ListFooter } from '~/ui/list/list-footer';
import { listStyles } from '~/ui/list/list-styles';
import { NoRows } from '~/ui/list/no-rows';
import { ViewBar } from '~/ui/list/view-bar';
import { PageHeader } from '~/ui/page-header';
import { ExportLink } from './__bulk/export-link';
import { runListIntent } from './__orders/list-actions.server';
import { loadOrders, type OrdersPage } from './__orders/load-orders.server';
import { ordersPageSearch } from './__orders/describe-orders.server';
import { OrderFilterBar } from './__orders/order-filter-bar';
import { OrderTable } from './__orders/order-table';
import { runViewIntent } from './__views/run-view-intent.server';

export const handle = { i18n: ['orders', 'lists', 'exports'] };

export const links = () => [listStyles];

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { headers, ...page } = await loadOrders(args.request, await requireStaff(args, 'orders', 'read'));
  return data(page, { headers });
}

export async function action(args: ActionFunctionArgs) {
  const viewed = await runViewIntent(args, 'orders', (params) => Promise.resolve(ordersPageSearch(parseOrderFilter(params), params.get('columns'))));
  return viewed ?? runListIntent(args.request, await requireStaff(args, 'orders', 'read'));
}

export default function OrdersRoute() {
  const { t } = useTranslation('orders');
  const page = useLoaderData<typeof loader>();
  const { base, search, rights } = page;
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <ExportLink to={`${base}/export`} search={search} />
            {rights.create ? <ButtonLink look="primary" to={`${base}/new`} data-shortcut="new"><Plus aria-hidden="true" className="size-4" />{t('new')}</ButtonLink> : null}
          </>
        }
      />
      <ViewBar bar={page.views} />
      <OrderFilterBar page={page} />
      <OrderList page={page} />
    </>
  );
}

function OrderList({ page }: { page: OrdersPage }) {
  const { t } = useTranslation('orders');
  const { rows, base, rights, hasAny, isFiltered, count, total, pages, sums, columns } = page;
  if (rows.length === 0) {
    const add = rights.create ? <ButtonLink look="primary" to={`${base}/new`}>{t('new')}</ButtonLink> : null;
    return (
      <NoRows
        reason={!hasAny ? 'empty' : isFiltered ? 'noMatch' : 'done'}
        empty={{ icon: ClipboardList, title: t('empty.title'), text: t(page.isOperator ? 'empty.operator' : 'empty.text'), action: add }}
        done={{ icon: ClipboardList, title: t('done.title'), text: t('done.text'), action: add }}
      />
    );
  }
  return (
    <div className="list">
      <div className="list-frame" data-wide={columns.shown.length > 7 || undefined}>
        <OrderTable page={page} />
      </div>
      <ListFooter count={count} total={total} metric="orders-shown" pages={pages} sums={sums} />
    </div>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
