import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { findItem } from '~/domain/catalog/item-record.server';
import { findContact } from '~/domain/contacts/contact-record.server';
import { ORDER_FACT_NAMES, type LedgerFilter, type OrderFacts } from '~/domain/money/ledger-filter';
import { LEDGER_ORDERS, type LedgerRow, type LedgerSum } from '~/domain/money/ledger-list.server';
import { formatMoney } from '~/domain/money/money-text';
import { findPaidOrder } from '~/domain/payments/payment-record.server';
import { NO_PERIOD } from '~/domain/periods/period';
import { COUNT_MAX } from '~/platform/db/count-up-to';
import type { KeysetPage, Place } from '~/platform/db/keyset-page';
import { parsePlace, turnPage } from '~/platform/db/list-place';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { formatDay, formatNumber } from '~/ui/format';
import type { FilterChip } from '~/ui/list/filter-chips';
import { moneyTabs, type MoneyList } from './money-tabs';

interface LedgerParts<Row extends LedgerRow, Key extends string> {
  kind: MoneyList;
  filter: LedgerFilter & { contactId?: string | null };
  search: string;
  isFiltered: boolean;
  read: (place: Place) => Promise<KeysetPage<Row>>;
  sum: () => Promise<LedgerSum<Key>[]>;
  hasAny: () => Promise<boolean>;
}

/** What the pages of all lists of money need: the frame around the rows, a page of them, and their number. */
export async function loadLedger<Row extends LedgerRow, Key extends string>(request: Request, staff: Staff, parts: LedgerParts<Row, Key>) {
  const { kind, filter, search, isFiltered } = parts;
  const { org, can, db } = staff;
  const place = parsePlace<Row>(new URL(request.url).searchParams, LEDGER_ORDERS[filter.sort]);
  const [{ rows, pages }, sums, t, language] = await Promise.all([turnPage<Row>(place, search, parts.read), parts.sum(), getFixedT(request, 'money'), getLanguage(request)]);
  const [order, contact, ofOrders, hasAny] = await Promise.all([
    filter.orderId ? findPaidOrder(db, org.id, filter.orderId) : null,
    filter.contactId && can('contacts', 'read') ? findContact(db, viewerFor(staff, 'contacts'), filter.contactId) : null,
    nameOrderFacts(staff, filter.ofOrders),
    rows.length > 0 || parts.hasAny(),
  ]);
  const total = sums.reduce((count, sum) => count + sum.count, 0);
  const base = `/o/${org.slug}`;
  return {
    rows,
    sums,
    t,
    language,
    names: { order: order?.number ?? t('chip.unknown'), contact: contact?.name ?? t('chip.unknown'), ofOrders },
    frame: {
      title: `${t(`${kind}.title`)} · ${org.name}`,
      base,
      list: `${base}/money/${kind}`,
      tabs: moneyTabs(can).map((tab) => ({ key: tab, to: `${base}/money/${tab}` })),
      search,
      isFiltered,
      hasAny,
      pages,
      total,
      count: total > COUNT_MAX ? t('countMore', { max: formatNumber(COUNT_MAX, language) }) : t(`${kind}.count`, { count: total, shown: formatNumber(total, language) }),
      rights: { create: Boolean(can(kind, 'create')), update: can(kind, 'update') === 'all' },
    },
  };
}

const ORDER_FACTS = Object.keys(ORDER_FACT_NAMES) as (keyof OrderFacts)[];

/** What the facts are called whose orders the rows belong to. */
async function nameOrderFacts(staff: Staff, { contactId, managerId, operatorId, itemId }: OrderFacts): Promise<Partial<Record<keyof OrderFacts, string>>> {
  const { db, can } = staff;
  const [contact, members, item] = await Promise.all([
    contactId && can('contacts', 'read') ? findContact(db, viewerFor(staff, 'contacts'), contactId) : null,
    managerId || operatorId ? listMemberNames(db) : [],
    itemId ? findItem(db, itemId) : null,
  ]);
  const nameOf = (id: string | null) => members.find((member) => member.id === id)?.name;
  return { contactId: contact?.name, managerId: nameOf(managerId), operatorId: nameOf(operatorId), itemId: item?.name };
}

/** A sum of the footer. @param name names the figure, for example payments-received */
export function sumOf(name: string, label: string, { currency, amount }: { currency: string; amount: string }, language: string) {
  return { metric: `${name}-${currency}`, label, value: amount, text: formatMoney(amount, currency, language) };
}

/** The day of a row as people read it. */
export function sayDay(day: Date, language: string): string {
  return formatDay(day, language, 'UTC');
}

interface ChipWords<Filter extends LedgerFilter> {
  filter: Filter;
  t: TFunction;
  language: string;
  names: { order: string; contact: string; ofOrders: Readonly<Partial<Record<keyof OrderFacts, string>>> };
  toSearch: (filter: Filter) => URLSearchParams;
  /** Conditions of this list alone: what is said, and the change that drops it. */
  own: readonly ([text: string, change: Partial<Filter>] | null)[];
}

/** The conditions of a filter as the words of a sentence, each with the way to drop it. */
export function ledgerChips<Filter extends LedgerFilter & { contactId?: string | null }>({ filter, t, language, names, toSearch, own }: ChipWords<Filter>): FilterChip[] {
  const chip = (text: string, change: Partial<LedgerFilter> | Partial<Filter> | { contactId: null }) => ({ text, without: toSearch({ ...filter, ...change }).toString() });
  return [
    ...own.flatMap((condition) => (condition ? [chip(...condition)] : [])),
    ...(filter.contactId ? [chip(t('chip.contact', { name: names.contact }), { contactId: null })] : []),
    ...(filter.orderId ? [chip(t('chip.order', { number: names.order }), { orderId: null })] : []),
    ...ORDER_FACTS.flatMap((fact) => (filter.ofOrders[fact] ? [chip(t(`chip.ofOrders.${fact}`, { name: names.ofOrders[fact] ?? t('chip.unknown') }), { ofOrders: { ...filter.ofOrders, [fact]: null } })] : [])),
    ...(filter.period.period ? [chip(sayPeriod(filter, t, language), { period: NO_PERIOD })] : []),
    ...(filter.q ? [chip(t('chip.q', { q: filter.q }), { q: '' })] : []),
  ];
}

function sayPeriod({ period: { period, from, to } }: LedgerFilter, t: TFunction, language: string): string {
  if (period !== 'custom') return t(`period.${period ?? 'today'}`);
  const day = (value: string) => formatDay(new Date(`${value}T00:00:00Z`), language, 'UTC');
  if (from && to) return from === to ? day(from) : t('chip.range', { from: day(from), to: day(to) });
  return from ? t('chip.from', { from: day(from) }) : t('chip.to', { to: day(to ?? '') });
}
