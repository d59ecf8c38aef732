import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { Copy, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { buttonClass } from '~/ui/button';
import { ErrorScreen } from '~/ui/error-screen';
import { Menu, MenuPost } from '~/ui/menu';
import { PageHeader } from '~/ui/page-header';
import { Timeline } from '~/ui/timeline/timeline';
import { runCardIntent } from './__orders/card/card-actions.server';
import { loadOrderCard, type OrderCard } from './__orders/card/load-card.server';
import { NextSteps } from './__orders/card/next-steps';
import { OrderFacts } from './__orders/card/order-facts';
import { OrderHistory } from './__orders/card/order-history';
import { OrderLines } from './__orders/card/order-lines';
import { OrderPath } from './__orders/card/order-path';
import { WorkerCard } from './__orders/card/worker-card';
import { OrderDocuments } from './__orders/documents-panel';
import { OrderMoney } from './__orders/money-panel';
import { OrderPhotos } from './__orders/photos-panel';
import { StateBadge } from './__orders/state-badge';
import { RelatedTasks } from './__tasks/related-tasks';

export const handle = { i18n: ['orders', 'order-editor', 'activities', 'tasks', 'documents', 'money'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadOrderCard(args.request, args.params.orderId, await requireStaff(args, 'orders', 'read'));
}

export async function action(args: ActionFunctionArgs) {
  return runCardIntent(args.request, args.params.orderId, await requireStaff(args, 'orders', 'read'));
}

export default function OrderPage() {
  const { t } = useTranslation('orders');
  const card = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { order, base } = card;
  const step = answer && 'problem' in answer ? answer : undefined;
  const timeline = answer && 'timeline' in answer ? answer.timeline : undefined;
  const title = <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1"><span className="tabular-nums">{t('card.title', { number: order.number })}</span><StateBadge state={order.state} /></span>;
  return (
    <article key={order.id} data-id={order.id} data-state={order.state}>
      <PageHeader title={title} crumbs={[{ label: t('title'), to: `${base}/orders` }]} actions={<Actions card={card} />} />
      {card.isWorker ? <WorkerCard card={card} answer={step} timeline={timeline} /> : (
        <>
          <OrderPath state={order.state} />
          <NextSteps card={card} answer={step} />
          <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,19rem)_minmax(0,1fr)] xl:grid-cols-[minmax(0,19rem)_minmax(0,1fr)_minmax(0,20rem)]">
            <div className="flex flex-col gap-4">
              <OrderFacts card={card} />
              <OrderHistory card={card} />
            </div>
            <div className="flex min-w-0 flex-col gap-4">
              <OrderLines card={card} />
              <Timeline timeline={card.timeline} answer={timeline} />
            </div>
            <div className="flex flex-col gap-4 lg:col-span-2 lg:grid lg:grid-cols-2 xl:col-span-1 xl:flex">
              <OrderMoney money={card.money} />
              {card.documents ? <OrderDocuments data={card.documents} /> : null}
              <OrderPhotos data={card.photos} timeZone={card.timeZone} />
              {card.tasks ? <RelatedTasks tasks={card.tasks} /> : null}
            </div>
          </div>
        </>
      )}
    </article>
  );
}

function Actions({ card: { order, rights, page } }: { card: OrderCard }) {
  const { t } = useTranslation('orders');
  const hasMenu = rights.duplicate || rights.delete;
  return (
    <>
      {rights.edit ? (
        <Link to={`${page}/edit`} data-shortcut="edit" className={buttonClass('secondary')}>
          <Pencil aria-hidden="true" className="size-4" />
          {t('card.edit')}
        </Link>
      ) : null}
      {hasMenu ? (
        <Menu align="right" label={t('card.more')} summary={<Ellipsis aria-hidden="true" className="size-5" />} summaryClassName={buttonClass('quiet', 'normal', 'w-9 px-0! pointer-coarse:w-11')}>
          {rights.duplicate ? <MenuPost intent="duplicate" Icon={Copy}>{t('card.duplicate')}</MenuPost> : null}
          {rights.delete ? <MenuPost intent="delete" fields={{ version: String(order.version) }} Icon={Trash2} isDanger>{t('card.delete')}</MenuPost> : null}
        </Menu>
      ) : null}
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
