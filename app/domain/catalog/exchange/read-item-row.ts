import type { CustomField, CustomValue } from '~/domain/custom-fields/custom-field';
import { parseCustomValue } from '~/domain/custom-fields/custom-value';
import { unguardCell } from '~/domain/imports/read-cells';
import { cleanLine, cleanText } from '~/domain/leads/clean-text';
import { parseDecimal, PERCENT, UNIT_PRICE, type DecimalLimits } from '~/domain/orders/decimal-field';
import { CATEGORY_DEPTH_MAX } from '../category-tree';
import { ITEM_LIMITS, type ItemInput } from '../item-input';
import { readPath } from './category-path';
import type { ItemColumn } from './item-columns';
import { readKindWord, readMaterialWord, readStatusWord, readYesNo } from './item-words';

/** Keys `problem.*` of the namespace `catalog-import`. */
export type ItemProblemCode =
  | 'tooLong' | 'number' | 'percent' | 'kind' | 'status' | 'materialKind' | 'yesNo' | 'custom' | 'required' | 'nameMissing' | 'kindMissing' | 'kindFixed' | 'notForKind' | 'rate'
  | 'duplicate' | 'ambiguous' | 'inTrash' | 'category' | 'categoryDepth' | 'machine' | 'meanwhile' | 'gone';

export interface ItemProblem {
  /** Of the file, as a spreadsheet numbers it; 0: the file as a whole. */
  row: number;
  column: ItemColumn | null;
  code: ItemProblemCode;
  /** The cell as it stands, or the row that was first. */
  value?: string;
}

/** What a row says about an item: only what has a value. */
export type ItemPatch = Partial<Omit<ItemInput, 'custom' | 'categoryId' | 'machineId'>> & {
  /** Names from the root. */
  category?: string[];
  /** Code of a machine. */
  machine?: string;
  custom: Record<string, CustomValue>;
};

export interface ReadItemRow {
  row: number;
  patch: ItemPatch;
  problems: ItemProblem[];
  /** Choices that are offered no more; right for an item that has them. */
  retired: { key: string; value: string; problem: ItemProblem }[];
}

const CELL_MAX = 10_000;
const TEXTS = { code: ITEM_LIMITS.code, name: ITEM_LIMITS.name, unit: ITEM_LIMITS.unit, serialNumber: ITEM_LIMITS.serialNumber, location: ITEM_LIMITS.location } as const;
const NUMBERS: Partial<Record<ItemColumn, DecimalLimits>> = {
  price: UNIT_PRICE, hourlyRate: UNIT_PRICE, shiftRate: UNIT_PRICE, costPrice: UNIT_PRICE, taxPercent: PERCENT, fuelPerHour: { whole: 6, decimals: 2 }, meterHours: { whole: 9, decimals: 1 },
};

/** Turns the cells of a row into what they say. An empty cell says nothing; one that cannot be read is a problem. */
export function readItemRow(row: number, cells: readonly string[], columns: readonly (ItemColumn | null)[], customFields: readonly CustomField[]): ReadItemRow {
  const patch: ItemPatch = { custom: {} };
  const problems: ItemProblem[] = [];
  const retired: ReadItemRow['retired'] = [];
  columns.forEach((column, index) => {
    const cell = unguardCell(cells[index] ?? '');
    if (column === null || cell.trim() === '') return;
    const refuse = (code: ItemProblemCode) => problems.push({ row, column, code, value: cell.slice(0, 100) });
    const take = <T>(value: T | null, code: ItemProblemCode, put: (value: T) => void) => (value === null ? refuse(code) : put(value));
    const limits = NUMBERS[column];
    if (cell.length > CELL_MAX) refuse('tooLong');
    else if (limits) take(parseDecimal(cell.replace(/%\s*$/, ''), limits), column === 'taxPercent' ? 'percent' : 'number', (value) => Object.assign(patch, { [column]: value }));
    else if (column in TEXTS) take(within(cleanLine(cell), TEXTS[column as keyof typeof TEXTS]), 'tooLong', (value) => Object.assign(patch, { [column]: value }));
    else if (column === 'description') take(within(cleanText(cell), ITEM_LIMITS.description), 'tooLong', (value) => (patch.description = value));
    else if (column === 'kind') take(readKindWord(cell), 'kind', (value) => (patch.kind = value));
    else if (column === 'status') take(readStatusWord(cell), 'status', (value) => (patch.status = value));
    else if (column === 'materialKind') take(readMaterialWord(cell), 'materialKind', (value) => (patch.materialKind = value));
    else if (column === 'perHour' || column === 'offeredOnForm' || column === 'isActive') take(readYesNo(cell), 'yesNo', (value) => (patch[column] = value));
    else if (column === 'category') {
      const names = readNames(cell);
      if (names && names.length > CATEGORY_DEPTH_MAX) refuse('categoryDepth');
      else take(names, 'category', (value) => (patch.category = value));
    }
    else if (column === 'machine') patch.machine = cleanLine(cell);
    else {
      const own = customFields.find(({ key }) => column === `custom.${key}`);
      const parsed = own && parseCustomValue(own, cell);
      if (own && parsed?.ok && parsed.value !== null) patch.custom[own.key] = parsed.value;
      else if (own?.type === 'CHOICE') retired.push({ key: own.key, value: cleanLine(cell), problem: { row, column, code: 'custom', value: cell.slice(0, 100) } });
      else refuse('custom');
    }
  });
  return { row, patch, problems, retired };
}

function within(text: string, max: number): string | null {
  return text.length > max ? null : text;
}

function readNames(cell: string): string[] | null {
  const names = readPath(cleanLine(cell));
  return names.length > 0 && names.every((name) => name.length <= ITEM_LIMITS.name) ? names : null;
}
