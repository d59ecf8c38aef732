import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import { listCategories } from '~/domain/catalog/categories.server';
import { pathOf, showTree, type Branch } from '~/domain/catalog/category-tree';
import { ITEM_FIELDS, type ItemInput } from '~/domain/catalog/item-input';
import { auditFields, findItem, type ItemRecord } from '~/domain/catalog/item-record.server';
import { activeFields, mergeCustomValues, type CustomField, type CustomValue } from '~/domain/custom-fields/custom-field';
import { customInputText } from '~/domain/custom-fields/custom-value';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { sayCustom } from '../__contacts/say-custom';

type Box = 'perHour' | 'offeredOnForm' | 'isActive';
type Texts = Record<Exclude<keyof ItemInput, 'custom' | Box>, string>;

/** An item as its form holds it: texts and boxes to tick. */
export type ItemFormValues = Texts & Record<Box, boolean> & { custom: Record<string, string> };

export interface ItemConflict {
  /** Of the item as it is saved now: the next save goes on from there. */
  version: number;
  rows: { label: string; saved: string; typed: string }[];
}

export function toFormValues(item: Omit<ItemInput, 'custom'> & { custom: Record<string, CustomValue> }): ItemFormValues {
  const texts = ITEM_FIELDS.flatMap((field) => (typeof item[field] === 'boolean' ? [] : [[field, item[field] ?? '']]));
  return {
    ...(Object.fromEntries(texts) as Texts),
    perHour: item.perHour,
    offeredOnForm: item.offeredOnForm,
    isActive: item.isActive,
    custom: Object.fromEntries(Object.entries(item.custom).map(([key, value]) => [key, customInputText(value)])),
  };
}

/** What every form of an item offers. */
export async function loadItemForm({ db, org, can }: Staff, machineId: string | null) {
  const [fields, categories, machine] = await Promise.all([listCustomFields(db, 'ITEM'), listCategories(db), machineId ? findItem(db, machineId) : null]);
  return {
    fields: activeFields(fields),
    categories: showTree(categories).map(({ id }) => ({ value: id, label: pathOf(categories, id).join(' › ') })),
    machine: machine && { id: machine.id, label: machine.name, detail: machine.code },
    machinesUrl: `/resources/o/${org.slug}/catalog-options?kind=EQUIPMENT`,
    currency: org.currency,
    seesCost: Boolean(can('costPrices', 'update')),
  };
}

interface Differences {
  current: ItemRecord;
  wanted: ItemInput;
  fields: readonly CustomField[];
  categories: readonly Branch[];
  t: TFunction;
  language: string;
}

/** What is saved beside what was wanted, where they differ. */
export function describeConflict({ current, wanted, fields, categories, t, language }: Differences): ItemConflict {
  const words = { language, yes: t('common:yes'), no: t('common:no') };
  const say = (field: string, value: unknown): string => {
    const custom = fields.find(({ key }) => field === `custom.${key}`);
    if (custom) return sayCustom(custom, value as CustomValue | null, words);
    if (typeof value === 'boolean') return value ? words.yes : words.no;
    if (typeof value !== 'string') return '';
    if (field === 'kind' || field === 'status' || field === 'materialKind') return t(`${field}.${value}`);
    if (field === 'categoryId') return pathOf(categories, value).join(' › ');
    return field === 'machineId' ? t('conflict.otherMachine') : value;
  };
  const saved = auditFields(current);
  const typed = auditFields({ ...wanted, code: wanted.code || current.code, custom: mergeCustomValues(current.custom, wanted.custom) });
  const rows = [...ITEM_FIELDS, ...fields.map(({ key }) => `custom.${key}`)]
    .filter((field) => JSON.stringify(saved[field] ?? null) !== JSON.stringify(typed[field] ?? null))
    .map((field) => ({ label: fields.find(({ key }) => field === `custom.${key}`)?.label ?? t(`fields.${field}`), saved: say(field, saved[field]), typed: say(field, typed[field]) }));
  return { version: current.version, rows };
}
