import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import type { Need } from '~/domain/accounts/need';
import type { CatalogActor } from '~/domain/catalog/item-command';
import { ITEM_LIMITS, type ItemInput } from '~/domain/catalog/item-input';
import { CATALOG_KINDS, EQUIPMENT_STATUSES, isMachine, MATERIAL_KINDS, type CatalogKind } from '~/domain/catalog/item-kinds';
import { findItem, type ItemRecord } from '~/domain/catalog/item-record.server';
import { itemSchema } from '~/domain/catalog/item.schema';
import { createItem, updateItem } from '~/domain/catalog/save-item.server';
import { activeFields } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { findWorkRules } from '~/domain/organizations/work-rules.server';
import { checkCustomKeys, formValues } from '../ground/form-values';
import { ApiProblem, conflict } from '../ground/problem';
import { accept, onlySent, readInput, refuse } from '../ground/read-input';
import { customValues, filled, id, moment, text } from '../ground/schemas';

export const CATALOG_TAG = 'Catalog';
/** Who may do what with the catalog. */
export const catalogNeeds = {
  read: { resource: 'catalog', action: 'read' },
  create: { resource: 'catalog', action: 'create' },
  update: { resource: 'catalog', action: 'update' },
  delete: { resource: 'catalog', action: 'delete' },
} as const satisfies Record<string, Need>;

/** A price of one unit, of a shift, of an hour. */
export const unitPrice = z.string().regex(/^\d{1,12}(\.\d{1,4})?$/).openapi({ example: '32000', description: 'Decimal text' });
const percent = z.string().regex(/^\d{1,3}(\.\d{1,4})?$/).openapi({ example: '20', description: 'Decimal text' });
const litres = z.string().regex(/^\d{1,6}(\.\d{1,2})?$/).openapi({ example: '14.5', description: 'Decimal text' });
/** A reading of a machine's meter. */
export const meterHours = z.string().regex(/^\d{1,9}(\.\d)?$/).openapi({ example: '1250.5', description: 'Decimal text' });

export const itemParams = z.object({ itemId: id });
const kind = z.enum(CATALOG_KINDS);
const prices = { price: unitPrice.nullable(), hourlyRate: unitPrice.nullable(), shiftRate: unitPrice.nullable(), taxPercent: percent };
const costPrice = unitPrice.nullable().openapi({ description: 'Only for those who may see cost prices', example: '21000' });

const facts = {
  code: text(ITEM_LIMITS.code).openapi({ example: 'EX-01' }),
  name: filled(ITEM_LIMITS.name).openapi({ example: 'Экскаватор Hitachi ZX200' }),
  description: text(ITEM_LIMITS.description).nullable(),
  categoryId: id.nullable().openapi({ example: null }),
  unit: text(ITEM_LIMITS.unit).openapi({ example: 'смена' }),
  ...prices,
  costPrice,
  perHour: z.boolean().openapi({ description: 'Of a service: billed by the hour', example: false }),
  fuelPerHour: litres.nullable(),
  serialNumber: text(ITEM_LIMITS.serialNumber).nullable(),
  status: z.enum(EQUIPMENT_STATUSES),
  location: text(ITEM_LIMITS.location).nullable(),
  meterHours: meterHours.nullable(),
  materialKind: z.enum(MATERIAL_KINDS).nullable(),
  machineId: id.nullable().openapi({ description: 'Of an attachment: the machine that it belongs to', example: null }),
  offeredOnForm: z.boolean().openapi({ description: 'Of a service: the public form offers it', example: false }),
  isActive: z.boolean(),
  custom: customValues,
};

/** A whole item, as it is read. */
export const catalogItem = z
  .object({ id, kind, ...facts, costPrice: costPrice.optional(), version: z.int(), createdAt: moment, updatedAt: moment })
  .openapi('CatalogItem');
/** What a list can show of an item. */
export const catalogRow = z
  .object({ id, kind, code: facts.code, name: facts.name, unit: facts.unit, ...prices, perHour: facts.perHour, status: facts.status, materialKind: facts.materialKind, location: facts.location, categoryId: facts.categoryId, isActive: facts.isActive })
  .openapi('CatalogRow');
/** What an item cost from a moment on. */
export const itemPrice = z.object({ id, ...prices, costPrice: costPrice.optional(), validFrom: moment, byId: id.nullable() }).openapi('ItemPrice');

export const itemChange = z.strictObject(facts).partial();
export const itemChangeBody = itemChange.openapi('CatalogItemChange', { example: { name: 'Экскаватор Hitachi ZX200', isActive: true } });
/** Of an item whose kind the address says. */
export const kindInput = itemChange.required({ name: true });
export const itemInput = itemChange.extend({ kind }).required({ name: true }).openapi('CatalogItemInput', { example: { kind: 'EQUIPMENT', name: 'Экскаватор Hitachi ZX200', shiftRate: '32000', hourlyRate: '4000', fuelPerHour: '14.5' } });

type Sent = z.output<typeof itemChange>;
/** What only some kinds have. */
const OF_KINDS = ['price', 'hourlyRate', 'shiftRate', 'fuelPerHour', 'meterHours', 'serialNumber', 'location', 'status', 'perHour', 'offeredOnForm', 'materialKind', 'machineId'] as const;
const FIELD_OF = { codeTaken: '/code', category: '/categoryId', machine: '/machineId' };

export function catalogActor({ org, user }: ApiCaller): CatalogActor {
  return { organizationId: org.id, userId: user.id };
}

/** The item of a path. @throws {ApiProblem} 404 */
export async function findCatalogItem({ db }: ApiCaller, itemId: string): Promise<ItemRecord> {
  const item = await findItem(db, itemId);
  if (!item) throw new ApiProblem('not-found');
  return item;
}

/** The machine of a path. @throws {ApiProblem} 404, 409 for an item that is no machine */
export async function findMachine(caller: ApiCaller, itemId: string): Promise<ItemRecord> {
  const item = await findCatalogItem(caller, itemId);
  if (!isMachine(item.kind)) throw conflict('notAMachine', 'It is no machine.');
  return item;
}

/** An item or its prices, with the cost for those who may see it. */
export function showCost<T extends { costPrice: string | null }>({ can }: ApiCaller, { costPrice: cost, ...rest }: T): Omit<T, 'costPrice'> & { costPrice?: string | null } {
  return can('costPrices', 'read') ? { ...rest, costPrice: cost } : rest;
}

/** Checked as the form checks it. @param known what stands in for what was not sent of an existing item */
async function readItem(caller: ApiCaller, sent: Sent & { kind: CatalogKind }, known: Partial<ItemRecord>): Promise<ItemInput> {
  if (sent.costPrice !== undefined && !caller.can('costPrices', known.id ? 'update' : 'create')) throw new ApiProblem('forbidden', { detail: 'Cost prices are not yours to write.' });
  const fields = activeFields(await listCustomFields(caller.db, 'ITEM'));
  checkCustomKeys(sent.custom, fields);
  const input = readInput(itemSchema(fields), formValues({ ...known, ...sent, custom: { ...known.custom, ...sent.custom } }, fields), 'catalog');
  const foreign = OF_KINDS.filter((name) => isLost(sent[name], input[name]));
  if (foreign.length > 0) throw new ApiProblem('validation', { errors: foreign.map((name) => ({ path: `/${name}`, code: 'notForKind', message: 'This kind has no such thing.' })) });
  return input;
}

/** A value that was sent and that the item's kind cannot have. */
function isLost(sent: string | boolean | null | undefined, kept: string | boolean | null): boolean {
  if (typeof sent !== 'string') return sent === true && kept !== true;
  return sent.trim() !== '' && (kept === null || (kept === 'READY' && sent !== 'READY'));
}

/** Makes an item; for sale and with the usual tax unless something else is said. @throws {ApiProblem} 403, 422 */
export async function makeItem(caller: ApiCaller, sent: Sent & { kind: CatalogKind }, now: Date): Promise<{ id: string }> {
  const { defaultTaxPercent } = await findWorkRules(caller.db);
  const input = await readItem(caller, { isActive: true, taxPercent: defaultTaxPercent, ...sent }, {});
  return accept(await createItem({ actor: catalogActor(caller), input, now }), FIELD_OF);
}

/** Changes what is named of an item. @param version null: whichever it has now. @throws {ApiProblem} 403, 404, 412, 422 */
export async function changeItem(caller: ApiCaller, itemId: string, { sent, version, now }: { sent: Sent; version: number | null; now: Date }): Promise<void> {
  const known = await findCatalogItem(caller, itemId);
  const checked = await readItem(caller, { ...sent, kind: known.kind }, known);
  const result = await updateItem({ actor: catalogActor(caller), itemId, change: onlySent(checked, sent), version: version ?? known.version, now });
  if (!result.ok && result.error === 'stale') refuse({ ...result, current: showCost(caller, result.current) });
  accept(result, FIELD_OF);
}
