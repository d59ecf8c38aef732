import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { findItem } from '~/domain/catalog/item-record.server';
import { findContact } from '~/domain/contacts/contact-record.server';
import { findDeal } from '~/domain/deals/deal-record.server';
import { formatMoney } from '~/domain/money/money-text';
import { ORDER_STATE_FILTERS, isOrderFiltered, parseOrderFilter, type OrderFilter } from '~/domain/orders/order-filter';
import { countOrders, hasAnyOrder, listOrders, orderCountLimit, shownSort } from '~/domain/orders/list-orders.server';
import { ORDER_ORDERS } from '~/domain/orders/order-order.server';
import { orderViewer } from '~/domain/orders/order-viewer.server';
import { parsePlace, turnPage } from '~/platform/db/list-place';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { formatNumber } from '~/ui/format';
import { columnsParam } from '~/ui/list/columns';
import { loadViews } from '../__views/load-views.server';
import { describeOrders, ordersPageSearch } from './describe-orders.server';
import { knownColumns, shownColumns, USUAL_COLUMNS } from './order-columns';
import { createOrderPresenter } from './present-order.server';

/** All that the list of orders shows. The number of queries does not grow with that of orders. */
export async function loadOrders(request: Request, staff: Staff) {
  const { db, org, can } = staff;
  const params = new URL(request.url).searchParams;
  const viewer = orderViewer(staff);
  const now = new Date();
  const asked = parseOrderFilter(params);
  // before the page's place is read: cursors are of the order that is shown
  const filter = { ...asked, sort: shownSort(viewer, asked.sort) };
  const columns = shownColumns(params, viewer.canSeeMoney);
  const kept = columnsParam(columns, USUAL_COLUMNS.filter((name) => knownColumns(viewer.canSeeMoney).some((one) => one === name)));
  const toSearch = (changed: OrderFilter) => ordersPageSearch(changed, kept);
  const search = toSearch(filter);
  const [t, language, members, named, views, page, totals] = await Promise.all([
    getFixedT(request, 'orders'),
    getLanguage(request),
    listMemberNames(db, 'orders'),
    findNamed(staff, filter),
    loadViews(request, staff, 'orders', search),
    turnPage(parsePlace(params, ORDER_ORDERS[filter.sort]), search, (at) => listOrders(db, { viewer, filter, now, ...at })),
    countOrders(db, { viewer, filter, now }),
  ]);
  const present = createOrderPresenter({ t, language, timeZone: org.timeZone, now, names: new Map(members.map(({ id, name }) => [id, name])), canSeeMoney: viewer.canSeeMoney });
  const isFiltered = isOrderFiltered(filter);
  return {
    title: `${t('title')} · ${org.name}`,
    base: `/o/${org.slug}/orders`,
    search,
    filter,
    rows: page.rows.map(present),
    pages: page.pages,
    total: totals.count,
    count: totals.count > orderCountLimit(filter) ? t('countMore', { max: formatNumber(orderCountLimit(filter), language) }) : t('count', { count: totals.count, shown: formatNumber(totals.count, language) }),
    sums: totals.sums.flatMap(({ currency, total, due }) => [
      { metric: `orders-sum-${currency}`, label: t('sum'), text: formatMoney(total, currency, language), value: total },
      ...(Number(due) > 0 ? [{ metric: `orders-due-${currency}`, label: t('sumDue'), text: formatMoney(due, currency, language), value: due }] : []),
    ]),
    tabs: ORDER_STATE_FILTERS.map((state) => ({ state, search: toSearch({ ...filter, state }), isCurrent: state === filter.state })),
    chips: describeOrders({ filter, t, language, members, ...named, toSearch }),
    isFiltered,
    hasAny: totals.count > 0 || (await hasAnyOrder(db, viewer)),
    columns: { shown: columns, known: knownColumns(viewer.canSeeMoney), kept },
    people: members.map(({ id, name }) => ({ id, name })),
    managers: members.filter(({ id, isAssignable }) => isAssignable || id === filter.manager).map(({ id, name }) => ({ id, name })),
    canSeeMoney: viewer.canSeeMoney,
    isOperator: viewer.scope === 'own',
    rights: { create: Boolean(can('orders', 'create')) },
    views: views.bar,
    headers: views.headers,
  };
}

export type OrdersPage = Omit<Awaited<ReturnType<typeof loadOrders>>, 'headers'>;

/** The names of what a filter points to, of what the person sees. */
async function findNamed(staff: Staff, { contactId, dealId, itemId }: OrderFilter) {
  const { db, can } = staff;
  const [contact, deal, item] = await Promise.all([
    contactId && can('contacts', 'read') ? findContact(db, viewerFor(staff, 'contacts'), contactId) : null,
    dealId && can('deals', 'read') ? findDeal(db, viewerFor(staff, 'deals'), dealId) : null,
    itemId && can('catalog', 'read') ? findItem(db, itemId) : null,
  ]);
  return { contactName: contact?.name ?? null, dealTitle: deal?.title ?? null, itemName: item?.name ?? null };
}
