import { data } from '@remix-run/node';
import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { listCategories } from '~/domain/catalog/categories.server';
import { pathOf, type Branch } from '~/domain/catalog/category-tree';
import { isHardware, isMachine } from '~/domain/catalog/item-kinds';
import { findItem, type ItemRecord } from '~/domain/catalog/item-record.server';
import { listAttachments } from '~/domain/catalog/list-attachments.server';
import { listPrices } from '~/domain/catalog/price-history.server';
import { listRates, sayPrices, sayUnitPrice } from '~/domain/catalog/say-price';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { listPhotos } from '~/domain/files/photos.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { formatDateTime, formatNumber, sayTime } from '~/ui/format';
import { sayCustom } from '../__contacts/say-custom';
import { loadMaintenance } from './load-maintenance.server';

const PRICES_SHOWN = 20;
const ATTACHMENTS_SHOWN = 50;

/** The item of the address, or 404. */
export async function findCardItem(staff: Pick<Staff, 'db'>, itemId: string | undefined): Promise<ItemRecord> {
  const item = isUuid(itemId) ? await findItem(staff.db, itemId) : null;
  if (!item) throw data(null, 404);
  return item;
}

/** All that an item's page shows. */
export async function loadItemCard(request: Request, itemId: string | undefined, staff: Staff) {
  const { db, org, can } = staff;
  const item = await findCardItem(staff, itemId);
  const machine = isMachine(item.kind);
  const seesCost = Boolean(can('costPrices', 'read'));
  const [t, language, fields, categories, prices, members, photos, attachments, carrier, maintenance] = await Promise.all([
    getFixedT(request, 'catalog'),
    getLanguage(request),
    listCustomFields(db, 'ITEM'),
    listCategories(db),
    listPrices(db, item.id, PRICES_SHOWN),
    can('members', 'read') ? listMemberNames(db) : [],
    listPhotos(db, { itemId: item.id }),
    machine ? listAttachments(db, item.id, ATTACHMENTS_SHOWN) : [],
    item.machineId ? findItem(db, item.machineId) : null,
    machine ? loadMaintenance(staff, request, item) : null,
  ]);
  const now = new Date();
  const words = { currency: org.currency, language, words: { shift: t('per.shift'), hour: t('per.hour') } };
  const money = (price: string | null) => (price === null ? null : sayUnitPrice(price, org.currency, language));
  const percent = (value: string) => `${formatNumber(Number(value), language, 4)} %`;
  const base = `/o/${org.slug}`;
  return {
    title: `${item.name} · ${t('title')}`,
    base,
    search: new URL(request.url).search,
    item: { id: item.id, kind: item.kind, name: item.name, code: item.code, isActive: item.isActive, status: isHardware(item.kind) ? item.status : null, description: item.description, materialKind: item.materialKind },
    category: { path: pathOf(categories, item.categoryId), search: item.categoryId ? `?category=${item.categoryId}` : null },
    prices: listRates(item, words),
    tax: Number(item.taxPercent) > 0 ? percent(item.taxPercent) : null,
    cost: seesCost ? money(item.costPrice) : null,
    facts: presentFacts(item, fields, { t, language, categories }),
    carrier: carrier && { id: carrier.id, name: carrier.name },
    history: prices.map((row) => ({
      id: row.id,
      price: sayPrices({ ...row, kind: item.kind, unit: item.unit }, words) || '—',
      cost: seesCost ? money(row.costPrice) : null,
      tax: percent(row.taxPercent),
      since: sayTime(row.validFrom, now, language, org.timeZone),
      exact: formatDateTime(row.validFrom, language, org.timeZone),
      by: members.find(({ id }) => id === row.byId)?.name ?? null,
    })),
    photos: photos.map(({ id, name, width, height }) => ({ id, name, width, height })),
    attachments: machine ? attachments : null,
    maintenance,
    ordersUrl: can('orders', 'read') ? `${base}/orders?item=${item.id}&state=all` : null,
    rights: { create: Boolean(can('catalog', 'create')), update: Boolean(can('catalog', 'update')), delete: Boolean(can('catalog', 'delete')) },
  };
}

export type ItemCard = Awaited<ReturnType<typeof loadItemCard>>;

/** What is known about an item besides its prices, in the order of its form; empty things are left out. */
function presentFacts(item: ItemRecord, fields: readonly CustomField[], { t, language, categories }: { t: TFunction; language: string; categories: readonly Branch[] }) {
  const number = (value: string | null, unit: string) => (value === null ? null : t(unit, { value: formatNumber(Number(value), language, 2) }));
  const plain = [
    { key: 'categoryId', value: pathOf(categories, item.categoryId).join(' › ') },
    { key: 'materialKind', value: item.materialKind && t(`materialKind.${item.materialKind}`) },
    { key: 'unit', value: isMachine(item.kind) ? null : item.unit },
    { key: 'perHour', value: item.perHour ? t('common:yes') : null },
    { key: 'serialNumber', value: item.serialNumber },
    { key: 'location', value: item.location },
    { key: 'fuelPerHour', value: number(item.fuelPerHour, 'unit.litresPerHour') },
    { key: 'meterHours', value: number(item.meterHours, 'unit.hours') },
    { key: 'offeredOnForm', value: item.offeredOnForm ? t('common:yes') : null },
  ].flatMap(({ key, value }) => (value ? [{ key, label: t(`fields.${key}`), value }] : []));
  const words = { language, yes: t('common:yes'), no: t('common:no') };
  const custom = fields.map((field) => ({ key: `custom.${field.key}`, label: field.label, value: sayCustom(field, item.custom[field.key], words) })).filter(({ value }) => value !== '');
  return [...plain, ...custom];
}
