import type { CustomFieldEntity, CustomFieldType } from '~/generated/prisma/enums';

export type { CustomFieldEntity, CustomFieldType };

export const CUSTOM_FIELD_TYPES = ['TEXT', 'NUMBER', 'DATE', 'CHOICE', 'YES_NO'] as const satisfies CustomFieldType[];
export const CUSTOM_FIELD_ENTITIES = ['CONTACT', 'DEAL', 'ITEM'] as const satisfies CustomFieldEntity[];

/** A field that an organisation added to its contacts, its deals or its catalog. */
export interface CustomField {
  id: string;
  entity: CustomFieldEntity;
  /** Fixed once made: the values are stored under it, and addresses and files name it. */
  key: string;
  label: string;
  type: CustomFieldType;
  /** Of a CHOICE, in their order. */
  options: string[];
  isRequired: boolean;
  /** Not asked for any more; its values stay. */
  isArchived: boolean;
  version: number;
}

/** Text, a number as decimal text, a day yyyy-mm-dd, one of the options; yes or no as a boolean. */
export type CustomValue = string | boolean;
/** By the fields' keys; null takes a value away, what is not named stays as it is. */
export type CustomValues = Record<string, CustomValue | null>;

export const MAX_FIELDS = 50;
export const MAX_OPTIONS = 50;
export const KEY_MAX = 40;
export const LABEL_MAX = 100;
export const OPTION_MAX = 100;

const KEY = /^[a-z][a-z0-9_]{0,39}$/;
/** Names that mean something else in a form or to JavaScript. */
const RESERVED = new Set(['constructor', 'prototype', 'from', 'to']);

export function isFieldKey(key: string): boolean {
  return KEY.test(key) && !RESERVED.has(key);
}

const LATIN: Record<string, string> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's',
  т: 't', у: 'u', ф: 'f', х: 'h', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya',
};

/** A key made from a label («Размер участка» → razmer_uchastka), other than those that are taken. */
export function keyFromLabel(label: string, taken: readonly string[] = []): string {
  const latin = [...label.normalize('NFC').toLowerCase()].map((letter) => LATIN[letter] ?? letter).join('');
  const words = latin.replace(/[^a-z0-9]+/g, '_').replace(/^[_\d]+|_+$/g, '').slice(0, KEY_MAX).replace(/_+$/, '');
  const base = isFieldKey(words) ? words : 'field';
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number += 1) {
    const next = `${base.slice(0, KEY_MAX - 4)}_${number}`;
    if (!taken.includes(next)) return next;
  }
}

/** The fields that forms ask for and lists show. */
export function activeFields(fields: readonly CustomField[]): CustomField[] {
  return fields.filter(({ isArchived }) => !isArchived);
}

/** Values as they are stored after a change: empty ones have no key. */
export function mergeCustomValues(before: Readonly<Record<string, CustomValue>>, change: CustomValues): Record<string, CustomValue> {
  const merged = Object.entries({ ...before, ...change }).filter((entry): entry is [string, CustomValue] => entry[1] !== null);
  return Object.fromEntries(merged);
}

/** What stands in the database's JSON, without what no version of this program would have written. */
export function readCustomValues(stored: unknown): Record<string, CustomValue> {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return {};
  const entries = Object.entries(stored).filter((entry): entry is [string, CustomValue] => typeof entry[1] === 'string' || typeof entry[1] === 'boolean');
  return Object.fromEntries(entries);
}
