import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useRouteError, useSearchParams } from '@remix-run/react';
import { CircleOff, CirclePlay, ClipboardList, Ellipsis, Pencil, QrCode, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { buttonClass } from '~/ui/button';
import { ErrorScreen } from '~/ui/error-screen';
import { Menu, MenuPost } from '~/ui/menu';
import { PageHeader } from '~/ui/page-header';
import { runItemIntent } from './__catalog/card-actions.server';
import { Attachments, ItemFacts, PriceHistory } from './__catalog/card-facts';
import { MaintenanceCard } from './__catalog/card-maintenance';
import { ItemPhotos } from './__catalog/card-photos';
import { kindIcons } from './__catalog/kinds';
import { loadItemCard, type ItemCard } from './__catalog/load-card.server';
import { MAINTENANCE_FORMS } from './__catalog/maintenance-forms';

export const handle = { i18n: ['catalog'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadItemCard(args.request, args.params.itemId, await requireStaff(args, 'catalog', 'read'));
}

export async function action(args: ActionFunctionArgs) {
  return runItemIntent(args.request, args.params.itemId, await requireStaff(args, 'catalog', 'read'));
}

export default function ItemPage() {
  const { t } = useTranslation('catalog');
  const card = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { item, base, category } = card;
  const Icon = kindIcons[item.kind];
  const open = answer?.form ?? MAINTENANCE_FORMS.find((form) => form === search.get('form')) ?? null;
  const record = card.maintenance?.records.find(({ id }) => id === search.get('record')) ?? null;
  return (
    <article key={item.id} data-id={item.id}>
      <PageHeader title={item.name} crumbs={[{ label: t('title'), to: `${base}/catalog${category.search ?? `?kind=${item.kind}`}` }]} actions={<Actions card={card} />} />
      <div className="mb-5 flex flex-wrap items-center gap-2 text-13">
        <span className="inline-flex items-center gap-1.5 text-muted"><Icon aria-hidden="true" className="size-4" />{t(`kind.${item.kind}`)}</span>
        {item.isActive ? null : <span className="inline-flex min-h-6 items-center rounded-full bg-sunken px-2.5 font-medium">{t('off')}</span>}
        {item.status && item.status !== 'READY' ? <span className="inline-flex min-h-6 items-center rounded-full bg-danger-soft px-2.5 font-medium text-danger">{t(`status.${item.status}`)}</span> : null}
        {item.status === 'READY' ? <span className="inline-flex min-h-6 items-center rounded-full bg-ok-soft px-2.5 font-medium text-ok">{t('status.READY')}</span> : null}
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,19rem)_minmax(0,1fr)] xl:grid-cols-[minmax(0,19rem)_minmax(0,1fr)_minmax(0,21rem)]">
        <ItemFacts card={card} />
        <div className="flex flex-col gap-4 max-lg:row-start-1">
          <ItemPhotos card={card} />
          <MaintenanceCard card={card} open={open} record={record} answer={answer} />
        </div>
        <div className="flex flex-col gap-4 lg:col-span-2 xl:col-span-1">
          <Attachments card={card} />
          <PriceHistory card={card} />
        </div>
      </div>
    </article>
  );
}

function Actions({ card: { item, base, ordersUrl, rights } }: { card: ItemCard }) {
  const { t } = useTranslation('catalog');
  return (
    <>
      {ordersUrl ? <Link to={ordersUrl} className={buttonClass('quiet', 'normal', 'max-md:px-2.5')}><ClipboardList aria-hidden="true" className="size-4" /><span className="max-md:sr-only">{t('card.orders')}</span></Link> : null}
      {item.kind === 'EQUIPMENT' ? <Link to={`${base}/catalog/${item.id}/label`} className={buttonClass('secondary', 'normal', 'max-md:px-2.5')}><QrCode aria-hidden="true" className="size-4" /><span className="max-md:sr-only">{t('card.label')}</span></Link> : null}
      {rights.update ? <Link to={`${base}/catalog/${item.id}/edit`} data-shortcut="edit" className={buttonClass('primary')}><Pencil aria-hidden="true" className="size-4" />{t('card.edit')}</Link> : null}
      {rights.update ? (
        <Menu align="right" label={t('card.more')} summary={<Ellipsis aria-hidden="true" className="size-5" />} summaryClassName={buttonClass('quiet', 'normal', 'w-9 px-0! pointer-coarse:w-11')}>
          {item.isActive ? <MenuPost intent="sell-off" Icon={CircleOff}>{t('card.switchOff')}</MenuPost> : <MenuPost intent="sell-on" Icon={CirclePlay}>{t('card.switchOn')}</MenuPost>}
          {rights.delete ? <MenuPost intent="delete" Icon={Trash2} isDanger aside={t('card.deleteHint')}>{t('card.delete')}</MenuPost> : null}
        </Menu>
      ) : null}
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
