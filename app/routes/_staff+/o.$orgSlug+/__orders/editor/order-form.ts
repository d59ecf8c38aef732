import { parseDecimal, PERCENT, QUANTITY, UNIT_PRICE, WORK_TIME, type DecimalLimits } from '~/domain/orders/decimal-field';
import type { PriceLine } from '~/domain/orders/pricing';
import type { CatalogKind } from '~/generated/prisma/enums';

/** The kinds in the order in which the editor offers them. */
export const LINE_KINDS = ['EQUIPMENT', 'SERVICE', 'MATERIAL', 'ATTACHMENT', 'PRODUCT'] as const satisfies readonly CatalogKind[];

const LINE_FIELDS = ['key', 'id', 'kind', 'itemId', 'name', 'unit', 'quantity', 'unitPrice', 'perHour', 'shifts', 'shiftRate', 'hours', 'hourlyRate', 'discountPercent', 'taxPercent'] as const;
const OPERATOR_FIELDS = ['userId', 'payKind', 'payRate'] as const;
export const ORDER_TEXTS = ['contactId', 'contactIdQuery', 'contactIdShown', 'address', 'latitude', 'longitude', 'plannedStart', 'plannedEnd', 'description', 'managerId', 'estimate', 'prepayment', 'leadId', 'dealId', 'newPhone', 'newEmail'] as const;

export type LineField = (typeof LINE_FIELDS)[number];
/** A line as it stands in the form: all of it text. `key` tells lines apart while they move; `perHour` is "on" or empty. */
export type LineValues = Record<LineField, string>;
export type OperatorValues = Record<(typeof OPERATOR_FIELDS)[number], string>;
export type OrderFormValues = Record<(typeof ORDER_TEXTS)[number], string> & { lines: LineValues[]; operators: OperatorValues[] };

/** What an item of the catalog brings into a line; decimal text or null. */
export interface CatalogFacts {
  id: string;
  kind: CatalogKind;
  name: string;
  unit: string;
  price: string | null;
  hourlyRate: string | null;
  shiftRate: string | null;
  taxPercent: string;
  perHour: boolean;
}

const blank = <Field extends string>(fields: readonly Field[]) => Object.fromEntries(fields.map((field) => [field, ''])) as Record<Field, string>;

export const emptyLine = (): LineValues => blank(LINE_FIELDS);
export const emptyOrderForm = (): OrderFormValues => ({ ...blank(ORDER_TEXTS), lines: [], operators: [] });

/**
 * A posted or drawn form as it was typed. Lines keep the order of their numbers, whatever numbers are missing; nothing
 * is judged here, so nothing is lost. Lines without a key get one of their own; who is not ticked is no operator.
 */
export function readOrderForm(form: FormData): OrderFormValues {
  const values = emptyOrderForm();
  for (const name of ORDER_TEXTS) values[name] = textOf(form.get(name));
  values.lines = withKeys(readRows(form, 'lines', LINE_FIELDS));
  values.operators = readRows(form, 'operators', OPERATOR_FIELDS).filter(({ userId }) => userId);
  return values;
}

/** The same as what a browser would post. */
export function writeOrderForm(values: OrderFormValues): FormData {
  const form = new FormData();
  for (const name of ORDER_TEXTS) form.set(name, values[name]);
  values.lines.forEach((line, index) => LINE_FIELDS.forEach((field) => form.set(`lines[${index}].${field}`, line[field])));
  values.operators.forEach((operator, index) => OPERATOR_FIELDS.forEach((field) => form.set(`operators[${index}].${field}`, operator[field])));
  return form;
}

export type LineChange =
  | { do: 'add'; line: Omit<LineValues, 'key'> }
  | { do: 'remove' | 'up' | 'down'; key: string };

/** The lines after one change; what the change does not concern stays as it is. An unknown key changes nothing. */
export function changeLines(lines: readonly LineValues[], change: LineChange): LineValues[] {
  if (change.do === 'add') return [...lines, { ...change.line, key: nextKey(lines) }];
  const from = lines.findIndex(({ key }) => key === change.key);
  const moved = lines[from];
  if (!moved) return [...lines];
  const rest = lines.toSpliced(from, 1);
  if (change.do === 'remove') return rest;
  return rest.toSpliced(Math.max(0, from + (change.do === 'up' ? -1 : 1)), 0, moved);
}

/** Another item in the place of one: what was counted and agreed stays, the item's own facts are its own. */
export function swapItem(lines: readonly LineValues[], from: string, item: CatalogFacts): LineValues[] {
  const { key: _key, id: _id, shifts: _shifts, hours: _hours, quantity: _quantity, discountPercent: _discount, ...facts } = lineOfItem(item);
  const swapped = lines.map((line) => (line.itemId === from ? { ...line, ...facts } : line));
  // inputs keep what stands in them as long as their line has its key
  return swapped.reduce<LineValues[]>((done, line, index) => [...done, line === lines[index] ? line : { ...line, key: nextKey([...lines, ...done]) }], []);
}

const CHANGE = /^line\.(add|remove|up|down):(\w{1,40})$/;

/** The change that a button of the form asks for: "line.add:SERVICE", "line.up:3"; null for any other text. */
export function readLineChange(intent: string, taxPercent: string): LineChange | null {
  const [, change, what = ''] = CHANGE.exec(intent) ?? [];
  if (change === 'remove' || change === 'up' || change === 'down') return { do: change, key: what };
  const kind = change === 'add' && LINE_KINDS.find((known) => known === what);
  return kind ? { do: 'add', line: freeLine(kind, taxPercent) } : null;
}

/** A line to be written by hand. */
export function freeLine(kind: CatalogKind, taxPercent: string): LineValues {
  const count = kind === 'EQUIPMENT' ? { shifts: '1' } : { quantity: '1' };
  return { ...emptyLine(), kind, taxPercent: shortDecimal(taxPercent), ...count };
}

/** A line of an item: name, unit, rates and tax are copied. */
export function lineOfItem(item: CatalogFacts): LineValues {
  return {
    ...freeLine(item.kind, item.taxPercent),
    itemId: item.id,
    name: item.name,
    unit: item.unit,
    perHour: item.perHour ? 'on' : '',
    unitPrice: shortDecimal(item.price),
    hourlyRate: shortDecimal(item.hourlyRate),
    shiftRate: shortDecimal(item.shiftRate),
  };
}

/** Decimal text without zeros that say nothing: 1500.0000 is 1500. */
export function shortDecimal(text: string | null | undefined): string {
  if (!text) return '';
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text;
}

/** The same limits as the columns': what the form refuses has no price either. */
const COUNTED = {
  quantity: QUANTITY, unitPrice: UNIT_PRICE, shifts: WORK_TIME, shiftRate: UNIT_PRICE, hours: WORK_TIME, hourlyRate: UNIT_PRICE, discountPercent: PERCENT, taxPercent: PERCENT,
} as const satisfies Partial<Record<LineField, DecimalLimits>>;

/**
 * What the price of a typed line is counted from; null as long as a number of it cannot be read.
 * @param hours the billed duration of the order, for what is priced by the hour; null: not known yet
 */
export function toPriceLine(line: LineValues, hours: string | null): PriceLine | null {
  const numbers: Partial<Record<keyof typeof COUNTED, string>> = {};
  for (const field of Object.keys(COUNTED) as (keyof typeof COUNTED)[]) {
    const number = line[field].trim() === '' ? '0' : parseDecimal(line[field], COUNTED[field]);
    if (number === null) return null;
    numbers[field] = number;
  }
  if (line.perHour && hours !== null) numbers.quantity = hours;
  return { kind: line.kind as CatalogKind, ...numbers };
}

const KEY = /^\d{1,9}$/;

function nextKey(lines: readonly LineValues[]): string {
  return String(Math.max(0, ...lines.map(({ key }) => (KEY.test(key) ? Number(key) : 0))) + 1);
}

function withKeys(lines: LineValues[]): LineValues[] {
  const kept: LineValues[] = [];
  const used = new Set<string>();
  for (const line of lines) {
    const key = KEY.test(line.key) && !used.has(line.key) ? line.key : nextKey([...lines, ...kept]);
    used.add(key);
    kept.push({ ...line, key });
  }
  return kept;
}

function readRows<Field extends string>(form: FormData, list: string, fields: readonly Field[]): Record<Field, string>[] {
  const rows = new Map<number, Record<Field, string>>();
  const pattern = new RegExp(`^${list}\\[(\\d{1,4})\\]\\.(\\w+)$`);
  for (const [name, value] of form.entries()) {
    const [, index, typed] = pattern.exec(name) ?? [];
    const field = fields.find((known) => known === typed);
    if (!index || !field) continue;
    const row = rows.get(Number(index)) ?? blank(fields);
    row[field] = textOf(value);
    rows.set(Number(index), row);
  }
  return [...rows.entries()].sort(([a], [b]) => a - b).map(([, row]) => row);
}

function textOf(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : '';
}
