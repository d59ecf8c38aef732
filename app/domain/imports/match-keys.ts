import type { ContactPatch } from './convert-row';
import type { ImportField } from './guess-mapping';

/** By what a row finds the contact that is there already. `custom.<key>`: an own field, for example the number in another program. */
export const PLAIN_KEYS = ['id', 'inn', 'phone', 'email', 'nameCity'] as const;
export type MatchKey = (typeof PLAIN_KEYS)[number] | `custom.${string}`;

/** The columns without which a key can find nothing. */
export function fieldsOfKey(key: MatchKey): ImportField[] {
  if (key === 'phone') return ['phones'];
  if (key === 'email') return ['emails'];
  if (key === 'nameCity') return ['name', 'city'];
  return [key];
}

/** The keys that can be chosen for these columns. */
export function availableKeys(columns: readonly (ImportField | null)[]): MatchKey[] {
  const mapped = new Set(columns);
  const hasName = mapped.has('name') || mapped.has('lastName');
  const isThere = (field: ImportField) => (field === 'name' ? hasName : mapped.has(field));
  const own = columns.filter((field): field is `custom.${string}` => field?.startsWith('custom.') ?? false);
  return [...PLAIN_KEYS, ...own].filter((key) => fieldsOfKey(key).every(isThere));
}

/**
 * What a row is found by, in the writing of the table of keys: p:+7916…, e:…, i:…; r:<id>; n:name|city and c.<key>:value are
 * compared without regard to case.
 */
export function keysOf(patch: Partial<ContactPatch>, chosen: readonly MatchKey[]): string[] {
  return chosen.flatMap((key) => {
    if (key === 'id') return patch.id ? [`r:${patch.id}`] : [];
    if (key === 'phone') return (patch.phones ?? []).map((phone) => `p:${phone}`);
    if (key === 'email') return (patch.emails ?? []).map((email) => `e:${email}`);
    if (key === 'inn') return patch.inn ? [`i:${patch.inn}`] : [];
    if (key === 'nameCity') return patch.name && patch.city ? [nameCityKey(patch.name, patch.city)] : [];
    const own = key.slice('custom.'.length);
    const value = patch.custom?.[own];
    return value === undefined ? [] : [customKey(own, String(value))];
  });
}

export function nameCityKey(name: string, city: string): string {
  return `n:${name.toLowerCase()}|${city.toLowerCase()}`;
}

export function customKey(key: string, value: string): string {
  return `c.${key}:${value.toLowerCase()}`;
}
