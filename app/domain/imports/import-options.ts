import { z } from 'zod';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { PLAIN_FIELDS, REPEATABLE, type ImportField } from './guess-mapping';
import { availableKeys, PLAIN_KEYS, type MatchKey } from './match-keys';
import { IN_FILE, MODES, type ImportMode, type InFile } from './import-modes';

export const columnsSchema = z.array(z.object({ label: z.string(), samples: z.array(z.string()) }));
export type ImportColumn = z.output<typeof columnsSchema>[number];

/** What the person chose on the page of columns; `columns` has a field or null for each column of the file. */
export interface ImportChoices {
  columns: (ImportField | null)[];
  mode: ImportMode;
  keys: MatchKey[];
  inFile: InFile;
  isLenient: boolean;
  /** Given to every contact of the file. */
  tags: string[];
  /** Owner of new contacts of which the file names none. */
  ownerId: string | null;
}

/** As it is stored beside mode and keys. */
export const storedChoices = z.object({
  columns: z.array(z.string().nullable()),
  inFile: z.enum(IN_FILE),
  isLenient: z.boolean(),
  tags: z.array(z.string()),
  ownerId: z.string().nullable(),
});

export function isImportField(value: string, customFields: readonly Pick<CustomField, 'key'>[]): value is ImportField {
  return (PLAIN_FIELDS as readonly string[]).includes(value) || customFields.some(({ key }) => value === `custom.${key}`);
}

export function isMatchKey(value: string, customFields: readonly Pick<CustomField, 'key'>[]): value is MatchKey {
  return (PLAIN_KEYS as readonly string[]).includes(value) || customFields.some(({ key }) => value === `custom.${key}`);
}

export function isMode(value: unknown): value is ImportMode {
  return (MODES as readonly unknown[]).includes(value);
}

/** Keys `errors.choices.*` of the namespace `imports`. */
export type ChoicesError = 'nothingMapped' | 'twice' | 'nameNeeded' | 'keyNeeded' | 'keyNotMapped';

/** Why these choices cannot be carried out; null when they can. */
export function checkChoices({ columns, mode, keys }: ImportChoices): ChoicesError | null {
  const mapped = columns.filter((field) => field !== null);
  if (mapped.length === 0) return 'nothingMapped';
  if (mapped.some((field, index) => mapped.indexOf(field) !== index && !REPEATABLE.has(field))) return 'twice';
  const hasName = mapped.includes('name') || mapped.includes('lastName') || mapped.includes('firstName');
  if (mode !== 'update' && !hasName) return 'nameNeeded';
  if (mode !== 'create' && keys.length === 0) return 'keyNeeded';
  const available = availableKeys(columns);
  return keys.every((key) => available.includes(key)) ? null : 'keyNotMapped';
}

/** Where a person begins: add what is new, change what is there, found by whatever the file has. */
export function usualChoices(columns: (ImportField | null)[]): ImportChoices {
  const available = availableKeys(columns);
  const keys: MatchKey[] = available.includes('id') ? ['id'] : available.filter((key) => key === 'inn' || key === 'phone' || key === 'email');
  const found = keys.length > 0 ? keys : available.slice(0, 1);
  return { columns, mode: found.length > 0 ? 'upsert' : 'create', keys: found, inFile: 'first', isLenient: false, tags: [], ownerId: null };
}
