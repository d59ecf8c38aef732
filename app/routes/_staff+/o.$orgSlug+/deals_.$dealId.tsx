import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { Clock, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { Alert } from '~/ui/alert';
import { buttonClass } from '~/ui/button';
import { Card } from '~/ui/card';
import { ErrorScreen } from '~/ui/error-screen';
import { Menu, MenuPost } from '~/ui/menu';
import { PageHeader } from '~/ui/page-header';
import { Timeline } from '~/ui/timeline/timeline';
import { runCardIntent } from './__deals/card-actions.server';
import { DealFacts } from './__deals/card-facts';
import { DealPath } from './__deals/deal-path';
import { loadDealCard, type DealCard } from './__deals/load-card.server';
import { MoveDialog } from './__deals/move-dialog';
import { CardFiles } from './__leads/card-related';
import { RelatedOrders } from './__orders/related-orders';
import { RelatedTasks } from './__tasks/related-tasks';
import styles from './__deals/deals.css?url';

export const handle = { i18n: ['deals', 'activities', 'tasks', 'leads', 'orders'] };

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }];

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadDealCard(args.request, args.params.dealId, await requireStaff(args, 'deals', 'read'));
}

export async function action(args: ActionFunctionArgs) {
  return runCardIntent(args.request, args.params.dealId, await requireStaff(args, 'deals', 'read'));
}

export default function DealPage() {
  const { t } = useTranslation('deals');
  const card = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { deal, base, rights, move, lead } = card;
  const moved = answer && 'conflict' in answer ? answer : undefined;
  return (
    <article key={deal.id} data-id={deal.id} data-state={deal.state}>
      <PageHeader title={deal.title} crumbs={[{ label: t('title'), to: `${base}/deals` }]} actions={<Actions card={card} />} />
      {move ? <MoveDialog key={move.asked?.key} move={move} answer={moved} /> : null}
      <div className="mb-3 flex flex-wrap items-center gap-2 text-13 empty:hidden">
        {deal.probability === null ? null : <span className="text-muted">{t('board.probability', { percent: deal.probability })}</span>}
        {deal.rotting === null ? null : <span className="deal-rotting"><Clock aria-hidden="true" className="size-3.5" />{t('rotting', { count: deal.rotting })}</span>}
        {deal.tags.map((tag) => <Link key={tag} to={`${base}/deals?${new URLSearchParams({ tag }).toString()}`} className="inline-flex min-h-6 items-center rounded-full bg-sunken px-2.5 hover:underline pointer-coarse:min-h-9">{tag}</Link>)}
      </div>
      <DealPath card={card} />
      <div className="mb-5 flex flex-col gap-3 empty:hidden">
        {moved?.conflict && !move ? <Alert tone="danger" title={moved.conflict} /> : null}
        {rights.isOthers ? <Alert>{t('card.notYours')}</Alert> : null}
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,19rem)_minmax(0,1fr)] xl:grid-cols-[minmax(0,19rem)_minmax(0,1fr)_minmax(0,19rem)]">
        <DealFacts card={card} />
        <Timeline timeline={card.timeline} answer={answer && 'timeline' in answer ? answer.timeline : undefined} />
        <div className="flex flex-col gap-4 lg:col-span-2 lg:grid lg:grid-cols-2 xl:col-span-1 xl:flex">
          {card.orders ? <RelatedOrders orders={card.orders} /> : null}
          {card.tasks ? <RelatedTasks tasks={card.tasks} /> : null}
          {lead ? (
            <Card title={t('card.request')}>
              <Link to={`${base}/leads/${lead.id}`} className="text-14 font-medium underline-offset-4 hover:underline pointer-coarse:py-1.5">{lead.service}</Link>
              <p className="text-13 text-muted">{lead.reference} · {lead.name}</p>
            </Card>
          ) : null}
          <CardFiles files={card.files} />
        </div>
      </div>
    </article>
  );
}

function Actions({ card: { deal, rights, page } }: { card: DealCard }) {
  const { t } = useTranslation('deals');
  return (
    <>
      {rights.update ? (
        <Link to={`${page}/edit`} data-shortcut="edit" className={buttonClass('primary')}>
          <Pencil aria-hidden="true" className="size-4" />
          {t('edit.action')}
        </Link>
      ) : null}
      {rights.delete ? (
        <Menu align="right" label={t('card.more')} summary={<Ellipsis aria-hidden="true" className="size-5" />} summaryClassName={buttonClass('quiet', 'normal', 'w-9 px-0! pointer-coarse:w-11')}>
          <MenuPost intent="delete" fields={{ id: deal.id, version: String(deal.version) }} Icon={Trash2} isDanger>{t('card.delete')}</MenuPost>
        </Menu>
      ) : null}
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
