import { activeFields, type CustomField } from '~/domain/custom-fields/custom-field';

/** What a column of a table of items can be, in the order of our own export. `category` is a path, `machine` a machine's code. */
export const ITEM_COLUMNS = [
  'code', 'kind', 'name', 'category', 'description', 'unit', 'price', 'hourlyRate', 'shiftRate', 'costPrice', 'taxPercent', 'perHour', 'fuelPerHour', 'serialNumber',
  'status', 'location', 'meterHours', 'materialKind', 'machine', 'offeredOnForm', 'isActive',
] as const;
export type PlainColumn = (typeof ITEM_COLUMNS)[number];
export type ItemColumn = PlainColumn | `custom.${string}`;

/** Words only, lower case. The first two of each are the heads of our own files, in Russian and in English. */
const HEADS: Record<PlainColumn, readonly string[]> = {
  code: ['артикул', 'code', 'код', 'номенклатурный номер', 'sku', 'item code'],
  kind: ['вид', 'kind', 'тип', 'вид позиции', 'type'],
  name: ['название', 'name', 'наименование', 'номенклатура', 'позиция', 'товар', 'услуга', 'title', 'item'],
  category: ['категория', 'category', 'группа', 'раздел', 'папка', 'group'],
  description: ['описание', 'description', 'примечание', 'комментарий', 'notes'],
  unit: ['единица', 'unit', 'ед', 'ед изм', 'единица измерения', 'units'],
  price: ['цена', 'price', 'цена за единицу', 'стоимость', 'unit price', 'розничная цена'],
  hourlyRate: ['цена часа', 'hourly rate', 'ставка за час', 'стоимость часа', 'цена за час'],
  shiftRate: ['цена смены', 'shift rate', 'ставка за смену', 'стоимость смены', 'цена за смену', 'daily rate'],
  costPrice: ['себестоимость', 'cost price', 'закупочная цена', 'cost'],
  taxPercent: ['ндс', 'tax', 'налог', 'ставка ндс', 'vat', 'tax percent'],
  perHour: ['за час работы', 'per hour', 'почасовая', 'hourly'],
  fuelPerHour: ['топливо л ч', 'fuel l h', 'расход топлива', 'расход топлива л ч', 'расход', 'fuel'],
  serialNumber: ['заводской номер', 'serial number', 'серийный номер', 'vin', 'serial'],
  status: ['состояние', 'status', 'статус', 'исправность'],
  location: ['где стоит', 'location', 'место', 'местонахождение', 'база'],
  meterHours: ['моточасы', 'meter hours', 'наработка', 'engine hours', 'meter'],
  materialKind: ['вид материала', 'material kind', 'тип материала', 'material type'],
  machine: ['артикул машины', 'machine code', 'код машины', 'машина', 'machine', 'техника'],
  offeredOnForm: ['на форме', 'on the form', 'в форме заявки', 'on form'],
  isActive: ['действует', 'active', 'активна', 'активен', 'в продаже', 'is active'],
};

const BY_HEAD = new Map<string, PlainColumn>(ITEM_COLUMNS.flatMap((column) => HEADS[column].map((head) => [head, column] as const)));

/** Without what stands in brackets, signs and case: «Цена, ₽» is the price. */
function plainHead(head: string): string {
  return head.normalize('NFC').toLowerCase().replace(/ё/g, 'е').replace(/\(.*?\)/g, ' ').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

const OWN_HEADS = new Map<string, PlainColumn>(ITEM_COLUMNS.flatMap((column) => HEADS[column].slice(0, 2).map((head) => [head, column] as const)));

/**
 * What the heads of a file say, each column once; null for what is not understood. The heads of our own files mean their
 * columns, and only when they come again a custom field of that name; a custom field goes before other words.
 */
export function guessItemColumns(heads: readonly string[], customFields: readonly CustomField[]): (ItemColumn | null)[] {
  const taken = new Set<ItemColumn>();
  return heads.map((head) => {
    const exact = head.trim().toLowerCase();
    const own = activeFields(customFields).find(({ key, label }) => label.trim().toLowerCase() === exact || key === exact);
    const standard = OWN_HEADS.get(plainHead(head)) ?? (own ? undefined : BY_HEAD.get(plainHead(head)));
    const custom = own && (`custom.${own.key}` as const);
    const column = [standard, custom].find((one) => one !== undefined && !taken.has(one));
    if (column === undefined) return null;
    taken.add(column);
    return column;
  });
}
