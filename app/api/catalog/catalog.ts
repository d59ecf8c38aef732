import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { listCategories } from '~/domain/catalog/categories.server';
import { withBranches } from '~/domain/catalog/category-tree';
import { drawQr, machineFormUrl, qrSvg } from '~/domain/catalog/label-qr';
import { ITEM_SORTS, NO_CATEGORY, parseItemFilter, type ItemFilter } from '~/domain/catalog/item-filter';
import { CATALOG_KINDS, EQUIPMENT_STATUSES, MATERIAL_KINDS, type CatalogKind } from '~/domain/catalog/item-kinds';
import { listAttachments } from '~/domain/catalog/list-attachments.server';
import { itemOrder, listItems, type ItemQuery, type ItemRow } from '~/domain/catalog/list-items.server';
import { listPrices } from '~/domain/catalog/price-history.server';
import { deleteItem, restoreItem, switchItem } from '~/domain/catalog/remove-item.server';
import { activeFields } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { contentDisposition } from '~/platform/http/content-disposition';
import { siteOrigin } from '~/platform/http/site-origin.server';
import { bulkOperation, bulkRow } from '../ground/bulk';
import { CATALOG_TAG, catalogActor, catalogItem, catalogNeeds, catalogRow, changeItem, findCatalogItem, findMachine, itemChange, itemChangeBody, itemInput, itemParams, itemPrice, kindInput, makeItem, showCost, unitPrice } from './catalog-item';
import { customQuery, withCustomConditions } from '../ground/custom-filter';
import { answer, done, staffOperation, type Call, type Operation } from '../ground/operation';
import { pageAnswer, pageOf, pageQuery, readPlace, wholeList } from '../ground/paging';
import { ApiProblem } from '../ground/problem';
import { created, id, text } from '../ground/schemas';

const PRICES_MAX = 500;
const ATTACHMENTS_MAX = 500;

const kind = z.enum(CATALOG_KINDS);
const filters = {
  q: text(100).optional().openapi({ description: 'Words of the name, the code and the rest' }),
  category: z.union([id, z.literal(NO_CATEGORY)]).optional().openapi({ description: `A category with all its branches; ${NO_CATEGORY}: none`, example: undefined }),
  active: z.enum(['yes', 'no', 'all']).optional().openapi({ description: 'What is for sale (usual), what is not, or both' }),
  status: z.enum(EQUIPMENT_STATUSES).optional(),
  materialKind: z.enum(MATERIAL_KINDS).optional(),
  priceFrom: unitPrice.optional().openapi({ description: 'Of one unit, of a shift, or of an hour where that is all there is', example: undefined }),
  priceTo: unitPrice.optional().openapi({ example: undefined }),
  custom: customQuery,
  sort: z.enum(ITEM_SORTS).optional(),
};
/** Filters of the list and its file. */
export const itemFilters = { ...filters, kind: kind.optional() };
const page = pageOf(catalogRow, 'Catalog');

/** What an address asks of the catalog. @throws {ApiProblem} 422 for conditions on unknown fields */
export async function readItemQuery({ db, org }: ApiCaller, search: URLSearchParams): Promise<ItemQuery> {
  const [allFields, categories] = await Promise.all([listCustomFields(db, 'ITEM'), listCategories(db)]);
  const fields = activeFields(allFields);
  const filter: ItemFilter = parseItemFilter(withCustomConditions(search, fields), fields);
  return { organizationId: org.id, filter, categoryIds: filter.category ? withBranches(categories, filter.category) : null };
}

type ListCall = Pick<Call<object, { limit: number }, undefined>, 'query' | 'search' | 'request'> & { caller: ApiCaller };

async function list({ caller, query: { limit }, search, request }: ListCall, only: CatalogKind | null) {
  const asked = new URLSearchParams(search);
  if (only) asked.set('kind', only);
  const query = await readItemQuery(caller, asked);
  const place = readPlace(search, itemOrder(query.filter));
  return pageAnswer(request, await listItems(caller.db, { ...query, limit, ...place }), place, showRow);
}

/** Without the zeros that fill up a column: 1200.5000 is 1200.5. */
function showRow({ price, hourlyRate, shiftRate, taxPercent, ...row }: ItemRow) {
  const plain = (value: string) => (value.includes('.') ? value.replace(/\.?0+$/, '') : value);
  return { ...row, price: price && plain(price), hourlyRate: hourlyRate && plain(hourlyRate), shiftRate: shiftRate && plain(shiftRate), taxPercent: plain(taxPercent) };
}

async function readItem(caller: ApiCaller, itemId: string) {
  const item = await findCatalogItem(caller, itemId);
  return answer(showCost(caller, item), { version: item.version });
}

/** The kinds that have addresses of their own; services have theirs with the form's settings. */
const OWN_PATHS = [
  { name: 'products', schema: 'ProductInput', kind: 'PRODUCT', plural: 'products', one: 'a product' },
  { name: 'equipment', schema: 'EquipmentInput', kind: 'EQUIPMENT', plural: 'machines', one: 'a machine' },
  { name: 'materials', schema: 'MaterialInput', kind: 'MATERIAL', plural: 'materials', one: 'a material' },
  { name: 'attachments', schema: 'AttachmentInput', kind: 'ATTACHMENT', plural: 'attachments', one: 'an attachment' },
] as const satisfies { name: string; schema: string; kind: CatalogKind; plural: string; one: string }[];

const ofOneKind = OWN_PATHS.flatMap(({ name, schema, kind: only, plural, one }) => [
  staffOperation(
    catalogNeeds.read,
    { id: `${name}.list`, method: 'get', path: `/${name}`, tag: CATALOG_TAG, summary: `List ${plural}`, query: z.strictObject({ ...pageQuery, ...filters }), answer: page },
    (call) => list(call, only),
  ),
  staffOperation(
    catalogNeeds.create,
    { id: `${name}.create`, method: 'post', path: `/${name}`, tag: CATALOG_TAG, summary: `Make ${one}`, description: 'It is read and changed under /catalog.', body: kindInput.openapi(schema, { example: exampleOf(only) }), answer: created, status: 201 },
    async ({ caller, body, now }) => {
      const made = await makeItem(caller, { ...body, kind: only }, now);
      return answer({ id: made.id }, { location: `/catalog/${made.id}` });
    },
  ),
]);

/** A machine is priced by its shift or hour, all else by the unit. */
function exampleOf(of: CatalogKind) {
  return of === 'EQUIPMENT' ? { name: 'Экскаватор Hitachi ZX200', shiftRate: '32000' } : { name: 'Сваи 76 мм', price: '2500' };
}

export const catalogOperations: Operation[] = [
  ...ofOneKind,
  staffOperation(catalogNeeds.read, { id: 'catalog.list', method: 'get', path: '/catalog', tag: CATALOG_TAG, summary: 'List items of all kinds', query: z.strictObject({ ...pageQuery, ...itemFilters }), answer: page }, (call) => list(call, null)),
  staffOperation(
    catalogNeeds.create,
    { id: 'catalog.create', method: 'post', path: '/catalog', tag: CATALOG_TAG, summary: 'Make an item', description: 'Without a code it gets the next free one of its kind. What its kind cannot have is refused.', body: itemInput, answer: created, status: 201, does: ['/catalog/new'] },
    async ({ caller, body, now }) => {
      const made = await makeItem(caller, body, now);
      return answer({ id: made.id }, { location: `/catalog/${made.id}` });
    },
  ),
  bulkOperation({
    id: 'catalog.bulk',
    path: '/catalog',
    tag: CATALOG_TAG,
    need: catalogNeeds.update,
    row: bulkRow(itemInput, itemChange),
    run: async ({ caller, now }, row) => {
      if (!caller.can('catalog', row.do)) throw new ApiProblem('forbidden');
      if (row.do === 'create') {
        const { do: _do, ...sent } = row;
        return { id: (await makeItem(caller, sent, now)).id };
      }
      if (row.do === 'delete') {
        if (!(await deleteItem(catalogActor(caller), row.id, now))) throw new ApiProblem('not-found');
        return { id: row.id };
      }
      const { do: _do, id: itemId, version = null, ...sent } = row;
      await changeItem(caller, itemId, { sent, version, now });
      return { id: itemId };
    },
  }),
  staffOperation(catalogNeeds.read, { id: 'catalog.read', method: 'get', path: '/catalog/{itemId}', tag: CATALOG_TAG, summary: 'Read an item', params: itemParams, answer: catalogItem }, ({ caller, params: { itemId } }) => readItem(caller, itemId)),
  staffOperation(
    catalogNeeds.update,
    { id: 'catalog.update', method: 'patch', path: '/catalog/{itemId}', tag: CATALOG_TAG, summary: 'Change an item', description: 'What is not named stays as it is. Orders keep the prices that they copied.', params: itemParams, body: itemChangeBody, answer: catalogItem, needsVersion: true, does: ['/catalog/:item/edit'] },
    async ({ caller, params: { itemId }, body, version, now }) => {
      await changeItem(caller, itemId, { sent: body, version, now });
      return readItem(caller, itemId);
    },
  ),
  staffOperation(
    catalogNeeds.delete,
    { id: 'catalog.delete', method: 'delete', path: '/catalog/{itemId}', tag: CATALOG_TAG, summary: 'Put an item into the trash', description: 'Orders keep what they copied of it.', params: itemParams, does: ['/catalog/:item delete'] },
    async ({ caller, params: { itemId }, now }) => {
      if (!(await deleteItem(catalogActor(caller), itemId, now))) throw new ApiProblem('not-found');
      return done();
    },
  ),
  staffOperation(
    catalogNeeds.delete,
    { id: 'catalog.restore', method: 'post', path: '/catalog/{itemId}/restore', tag: CATALOG_TAG, summary: 'Take an item out of the trash', params: itemParams, does: ['/catalog restore'] },
    async ({ caller, params: { itemId }, now }) => {
      if (!(await restoreItem(catalogActor(caller), itemId, now))) throw new ApiProblem('not-found');
      return done();
    },
  ),
  ...(['on', 'off'] as const).map((to) =>
    staffOperation(
      catalogNeeds.update,
      { id: `catalog.sell-${to}`, method: 'post', path: `/catalog/{itemId}/sell-${to}`, tag: CATALOG_TAG, summary: to === 'on' ? 'Put an item up for sale' : 'Take an item off sale', description: 'The last one to do so wins: no version is needed.', params: itemParams, answer: catalogItem, does: [`/catalog/:item sell-${to}`] },
      async ({ caller, params: { itemId } }) => {
        if (!(await switchItem(catalogActor(caller), itemId, to === 'on'))) throw new ApiProblem('not-found');
        return readItem(caller, itemId);
      },
    ),
  ),
  staffOperation(
    catalogNeeds.read,
    { id: 'catalog.prices', method: 'get', path: '/catalog/{itemId}/prices', tag: CATALOG_TAG, summary: 'What an item cost when', description: `The newest ${PRICES_MAX}, the newest first.`, params: itemParams, answer: pageOf(itemPrice, 'ItemPrice') },
    async ({ caller, params: { itemId } }) => {
      await findCatalogItem(caller, itemId);
      return wholeList((await listPrices(caller.db, itemId, PRICES_MAX)).map((row) => showCost(caller, row)));
    },
  ),
  staffOperation(
    catalogNeeds.read,
    { id: 'catalog.attachments', method: 'get', path: '/catalog/{itemId}/attachments', tag: CATALOG_TAG, summary: 'What can be mounted on a machine', params: itemParams, answer: pageOf(catalogRow.pick({ id: true, name: true, code: true, isActive: true, status: true }).openapi('AttachmentRow'), 'MachineAttachment') },
    async ({ caller, params: { itemId } }) => {
      await findCatalogItem(caller, itemId);
      return wholeList(await listAttachments(caller.db, itemId, ATTACHMENTS_MAX));
    },
  ),
  staffOperation(
    catalogNeeds.read,
    { id: 'catalog.label', method: 'get', path: '/catalog/{itemId}/label', tag: CATALOG_TAG, summary: 'The QR code of a machine’s label', description: 'Whoever scans it comes to the public form with the machine filled in.', params: itemParams, file: ['image/svg+xml'], conflict: 'It is no machine' },
    async ({ caller, params: { itemId } }) => {
      const { code } = await findMachine(caller, itemId);
      const svg = qrSvg(drawQr(machineFormUrl({ origin: siteOrigin(), slug: caller.org.slug, code })));
      return new Response(svg, { headers: { 'Content-Type': 'image/svg+xml', 'Content-Disposition': contentDisposition(`${code}.svg`, false), 'Cache-Control': 'private, no-store' } });
    },
  ),
];
