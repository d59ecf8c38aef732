import type { CustomField } from '~/domain/custom-fields/custom-field';
import { mergeCustomValues } from '~/domain/custom-fields/custom-field';
import { cleanLine, cleanText } from '~/domain/leads/clean-text';
import type { Category } from '../categories.server';
import { pathOf } from '../category-tree';
import { emptyItem, fitToKind, ITEM_FIELDS, type ItemInput } from '../item-input';
import type { ItemRecord } from '../item-record.server';
import { pathKey } from './category-path';
import type { ItemColumn } from './item-columns';
import type { ItemPatch, ItemProblem, ItemProblemCode, ReadItemRow } from './read-item-row';

/** What the organisation has of what a file names. */
export interface ImportWorld {
  items: readonly ItemRecord[];
  /** In lower case. */
  trashedCodes: ReadonlySet<string>;
  /** Ids of machines by their codes in lower case. */
  machines: ReadonlyMap<string, string>;
  categories: readonly Category[];
  customFields: readonly CustomField[];
  /** Of new items that name none. */
  defaultTaxPercent: string;
}

export interface PlannedRow {
  row: number;
  /** Null: it is new. */
  before: ItemRecord | null;
  /** As it will be; categories and machines that come with this file have no id yet. */
  after: ItemInput;
  newCategory: string[] | null;
  newMachine: string | null;
  /** Paths, for people. */
  category: { was: string[]; becomes: string[] };
  /** Code of the machine that the row names. */
  machineCode: string | null;
  /** Names of fields, custom ones as custom.<key>; empty: the item is as the row says. */
  changed: string[];
}

export interface ImportPlan {
  rows: PlannedRow[];
  /** Paths that are to be made, parents first. */
  newCategories: string[][];
  problems: ItemProblem[];
}

/** What would come of the rows of a file: all of them, or with a single problem none. */
export function planImport(rows: readonly ReadItemRow[], world: ImportWorld): ImportPlan {
  const problems = rows.flatMap((row) => row.problems);
  const find = finderOf(world);
  const categoryIds = new Map(world.categories.toReversed().map(({ id }) => [pathKey(pathOf(world.categories, id)), id]));
  const comingMachines = new Set(rows.flatMap(({ patch }) => (patch.kind === 'EQUIPMENT' && patch.code ? [patch.code.toLowerCase()] : [])));
  const firstRows = new Map<string, number>();
  const newCategories = new Map<string, string[]>();
  const planned = rows.flatMap(({ row, patch, retired }): PlannedRow[] => {
    const refuse = (column: ItemColumn | null, code: ItemProblemCode, value?: string): [] => {
      problems.push({ row, column, code, ...(value !== undefined && { value }) });
      return [];
    };
    const before = find(patch);
    const had = before !== null && typeof before === 'object' ? before.custom : {};
    problems.push(...retired.flatMap(({ key, value, problem }) => (had[key] === value ? [] : [problem])));
    if (before === 'ambiguous' || before === 'inTrash') return refuse('code', before, patch.code ?? patch.name);
    const key = before?.id ?? (patch.code ? `code ${patch.code.toLowerCase()}` : `name ${patch.kind} ${patch.name?.toLowerCase()}`);
    const first = firstRows.get(key);
    if (first !== undefined) return refuse('code', 'duplicate', String(first));
    firstRows.set(key, row);
    if (!before && !patch.name) refuse('name', 'nameMissing');
    if (!before && !patch.kind) return refuse('kind', 'kindMissing');
    if (before && patch.kind && patch.kind !== before.kind) return refuse('kind', 'kindFixed');

    const { category, machine, ...said } = patch;
    const known = categoryIdOf(category);
    const newCategory = category && known === undefined ? category : null;
    if (newCategory) newCategory.forEach((_name, at) => newCategories.set(pathKey(newCategory.slice(0, at + 1)), newCategory.slice(0, at + 1)));
    const machineId = machine && world.machines.get(machine.toLowerCase());
    const newMachine = machine && !machineId && comingMachines.has(machine.toLowerCase()) ? machine.toLowerCase() : null;
    if (machine && !machineId && !newMachine) refuse('machine', 'machine', machine);

    const wanted: ItemInput = {
      ...(before ?? emptyItem({ kind: patch.kind ?? 'SERVICE', taxPercent: world.defaultTaxPercent })),
      ...(before ? withoutSame(said, before) : said),
      ...(category && { categoryId: keepCategory(before, category) ?? known ?? null }),
      ...(machineId && { machineId }),
      custom: mergeCustomValues(before?.custom ?? {}, patch.custom),
    };
    for (const column of notForKind(wanted, patch)) refuse(column, 'notForKind');
    const after = before ? wanted : fitToKind(wanted);
    if (!before && after.kind === 'EQUIPMENT' && after.hourlyRate === null && after.shiftRate === null) refuse('hourlyRate', 'rate');
    for (const field of world.customFields) if (!before && field.isRequired && !field.isArchived && after.custom[field.key] === undefined) refuse(`custom.${field.key}`, 'required');
    const was = pathOf(world.categories, before?.categoryId ?? null);
    return [{ row, before, after, newCategory, newMachine, category: { was, becomes: category ?? was }, machineCode: machine ?? null, changed: before ? changedOf(before, after, newCategory !== null, newMachine !== null) : [] }];
  });
  return { rows: planned, newCategories: [...newCategories].filter(([key]) => !categoryIds.has(key)).map(([, names]) => names), problems: problems.sort((a, b) => a.row - b.row) };

  function categoryIdOf(category: string[] | undefined): string | undefined {
    return category && categoryIds.get(pathKey(category));
  }
  /** Of two categories with one path the item stays in its own. */
  function keepCategory(before: ItemRecord | null, category: string[]): string | null {
    return before?.categoryId && pathKey(pathOf(world.categories, before.categoryId)) === pathKey(category) ? before.categoryId : null;
  }
}

/** By its code; without one by its name, among those of its kind. */
function finderOf({ items, trashedCodes }: ImportWorld) {
  const byCode = new Map(items.map((item) => [item.code.toLowerCase(), item]));
  const byName = new Map<string, ItemRecord[]>();
  for (const item of items) byName.set(item.name.toLowerCase(), [...(byName.get(item.name.toLowerCase()) ?? []), item]);
  return ({ code, name, kind }: ItemPatch): ItemRecord | 'ambiguous' | 'inTrash' | null => {
    if (code) return byCode.get(code.toLowerCase()) ?? (trashedCodes.has(code.toLowerCase()) ? 'inTrash' : null);
    const found = (name ? byName.get(name.toLowerCase()) : undefined)?.filter((item) => !kind || item.kind === kind) ?? [];
    return found.length > 1 ? 'ambiguous' : (found[0] ?? null);
  };
}

/** Without the texts that only the cleaning of a cell has made different, and a code that only differs in its letters' case. */
function withoutSame(said: Omit<ItemPatch, 'category' | 'machine'>, before: ItemRecord): Partial<ItemInput> {
  const same = Object.entries(said).filter(([field, value]) => {
    const old = before[field as keyof ItemInput];
    if (field === 'code') return true;
    return typeof old === 'string' && typeof value === 'string' && (field === 'description' ? cleanText(old) : cleanLine(old)) === value;
  });
  return Object.fromEntries(Object.entries(said).filter(([field]) => !same.some(([name]) => name === field)));
}

const HARMLESS = new Set<unknown>([null, false, 'READY']);

/** What was said of an item that its kind cannot have. */
function notForKind(wanted: ItemInput, patch: ItemPatch): ItemColumn[] {
  const fitted = fitToKind(wanted);
  const plain = ITEM_FIELDS.filter((field) => field in patch && fitted[field] !== wanted[field] && !HARMLESS.has(wanted[field])) as ItemColumn[];
  return patch.machine && wanted.kind !== 'ATTACHMENT' ? [...plain, 'machine'] : plain;
}

function changedOf(before: ItemRecord, after: ItemInput, hasNewCategory: boolean, hasNewMachine: boolean): string[] {
  const plain = ITEM_FIELDS.filter((field) => before[field] !== after[field] || (field === 'categoryId' && hasNewCategory) || (field === 'machineId' && hasNewMachine));
  const custom = Object.keys(after.custom).filter((key) => before.custom[key] !== after.custom[key]).map((key) => `custom.${key}`);
  return [...plain, ...custom];
}
