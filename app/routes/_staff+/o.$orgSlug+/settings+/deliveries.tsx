import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { Send } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { deliverySearchParams, parseDeliveryFilter } from '~/domain/notifications/delivery-filter';
import { hasNoticeDelivery, listNoticeDeliveries, NOTICE_DELIVERY_ORDER, retryDelivery } from '~/domain/notifications/list-deliveries.server';
import { parsePlace, turnPage } from '~/platform/db/list-place';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { buttonClass } from '~/ui/button';
import { EmptyState } from '~/ui/empty-state';
import { Pager } from '~/ui/list/pager';
import { DeliveryFilters } from './__deliveries/delivery-filters';
import { DeliveryTable } from './__deliveries/delivery-table';

export const handle = { i18n: ['notifications', 'outbox'] };
export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

/** What left for people by e-mail, Telegram and browser, and what became of it. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, org } = await requireStaff(args, 'organization', 'update');
  const { searchParams } = new URL(args.request.url);
  const filter = parseDeliveryFilter(searchParams);
  const search = deliverySearchParams(filter).toString();
  const [{ rows, pages }, t] = await Promise.all([
    turnPage(parsePlace(searchParams, NOTICE_DELIVERY_ORDER), search, (place) => listNoticeDeliveries(db, { organizationId: org.id, filter, timeZone: org.timeZone, ...place })),
    getFixedT(args.request, 'notifications'),
  ]);
  return { title: `${t('deliveries.title')} · ${org.name}`, base: `/o/${org.slug}/settings`, now: new Date(), timeZone: org.timeZone, filter, search, rows, pages };
}

export async function action(args: ActionFunctionArgs) {
  const { db, org } = await requireStaff(args, 'organization', 'update');
  const form = await args.request.formData();
  const id = form.get('id');
  if (form.get('intent') !== 'delivery.retry') throw data(null, 400);
  if (!isUuid(id) || !(await hasNoticeDelivery(db, id))) throw data(null, 404);
  const isQueued = await retryDelivery(org.id, id, new Date());
  const t = await getFixedT(args.request, 'notifications');
  return redirectWithToast(`/o/${org.slug}/settings/deliveries`, { message: t(isQueued ? 'deliveries.retried' : 'deliveries.notRetried'), tone: isQueued ? 'success' : 'info' });
}

export default function DeliveriesPage() {
  const { t } = useTranslation('notifications');
  const { base, now, timeZone, filter, search, rows, pages } = useLoaderData<typeof loader>();
  return (
    <section aria-labelledby="deliveries" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 id="deliveries" className="text-20 font-semibold">{t('deliveries.title')}</h2>
          <p className="max-w-prose text-14 text-muted">{t('deliveries.intro')}</p>
        </div>
        <Link to={`${base}/outbox`} className={buttonClass('quiet')}>{t('deliveries.outbox')}</Link>
      </div>
      <DeliveryFilters key={search} filter={filter} isFiltered={search !== ''} />
      {rows.length > 0 ? (
        <DeliveryTable rows={rows} now={now} timeZone={timeZone} />
      ) : (
        <EmptyState icon={Send} title={t(search ? 'deliveries.noMatch' : 'deliveries.empty')}>{t(search ? 'deliveries.noMatchText' : 'deliveries.emptyText')}</EmptyState>
      )}
      <Pager {...pages} />
    </section>
  );
}
