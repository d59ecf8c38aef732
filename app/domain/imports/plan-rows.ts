import { mergeCustomValues, type CustomField, type CustomValue } from '~/domain/custom-fields/custom-field';
import { emptyContact, MAX_WAYS, unique, type ContactInput } from '~/domain/contacts/contact-input';
import { MAX_TAGS } from '~/domain/tags/tags';
import type { ContactPatch, ConvertedRow, Problem } from './convert-row';
import type { ImportMode, InFile, Outcome } from './import-modes';
import { keysOf, type MatchKey } from './match-keys';
import { guessKind } from './read-cells';

export interface PlanOptions {
  mode: ImportMode;
  keys: readonly MatchKey[];
  inFile: InFile;
  /** A row with a cell that cannot be read is taken without that cell. */
  isLenient: boolean;
  /** Given to every contact that is created or changed. */
  tags: readonly string[];
  /** Owner of new contacts where the row names none. */
  ownerId: string | null;
  requiredFields: readonly Pick<CustomField, 'key'>[];
}

/** A contact that is there, as it is before the row. */
export interface KnownContact extends Omit<ContactInput, 'custom'> {
  id: string;
  version: number;
  custom: Record<string, CustomValue>;
  /** Whether the person may change it. */
  isEditable: boolean;
}

/** What has been seen of the file so far. Lives as long as the run; after a crash it is made again from the rows that are done. */
export interface SeenRows {
  /** Record by key of a row that was taken. */
  byKey: Map<string, string>;
  /** The first row that touched a record. */
  firstOf: Map<string, number>;
}

export interface Decision {
  position: number;
  outcome: Outcome;
  /** The record that the row is about, if it is about one. */
  recordId: string | null;
  problems: Problem[];
}

/** A record as the rows leave it. */
export interface Change {
  id: string;
  position: number;
  /** Null: to be made. */
  before: KnownContact | null;
  after: ContactInput;
}

export interface Batch {
  rows: readonly ConvertedRow[];
  /** Ids of contacts in the database by key. */
  found: ReadonlyMap<string, readonly string[]>;
  known: ReadonlyMap<string, KnownContact>;
  options: PlanOptions;
  /** Of a contact that the row at this place would make. */
  newId: (position: number) => string;
}

export function emptySeen(): SeenRows {
  return { byKey: new Map(), firstOf: new Map() };
}

/** Remembers a row that was taken, so that later ones of the file are known as the same contact. */
export function remember(seen: SeenRows, recordId: string, position: number, keys: readonly string[]): void {
  if (!seen.firstOf.has(recordId)) seen.firstOf.set(recordId, position);
  for (const key of keys) if (!seen.byKey.has(key)) seen.byKey.set(key, recordId);
}

/**
 * Decides what each row does, and adds to `seen`. The same for a trial and for the real thing: a trial differs only in that
 * nothing is written, so a record of an earlier batch is known by `seen` alone.
 */
export function planRows({ rows, found, known, options, newId }: Batch, seen: SeenRows): { decisions: Decision[]; changes: Change[] } {
  const changes = new Map<string, Change>();
  const decisions = rows.map((row): Decision => {
    const { position, patch } = row;
    const decide = (outcome: Outcome, recordId: string | null, ...problems: Problem[]) => ({ position, outcome, recordId, problems: [...row.problems, ...problems] });
    if (row.problems.length > 0 && !options.isLenient) return decide('failed', null);

    const keys = keysOf(patch, options.keys);
    const records = unique(keys.flatMap((key) => [...(seen.byKey.get(key) ? [seen.byKey.get(key) ?? ''] : []), ...(found.get(key) ?? [])]));
    if (records.length > 1) return decide('failed', null, { field: null, code: 'ambiguous', value: String(records.length) });
    const [id] = records;

    if (id === undefined) {
      if (options.mode === 'update') return decide('skipped', null, { field: null, code: keys.length === 0 ? 'noKey' : 'notFound' });
      const missing = missingFields(patch, options);
      if (missing.length > 0) return decide('failed', null, ...missing);
      const made = newId(position);
      changes.set(made, { id: made, position, before: null, after: newContact(patch, options) });
      remember(seen, made, position, keys);
      return decide('created', made);
    }

    const first = seen.firstOf.get(id);
    if (first !== undefined) {
      if (options.mode === 'create' && id !== newId(first)) return decide('skipped', id, { field: null, code: 'exists' });
      if (options.inFile === 'first') return decide('skipped', null, { field: null, code: 'duplicateInFile', value: String(first) });
      const pending = changes.get(id);
      const record = known.get(id);
      if (record && !record.isEditable) return decide('failed', null, { field: null, code: 'notYours' });
      const fill = { fill: true, tags: options.tags };
      if (pending) pending.after = applyPatch(pending.after, patch, fill);
      else if (record) changes.set(id, { id, position: first, before: record, after: applyPatch(record, patch, fill) });
      remember(seen, id, position, keys);
      return decide('updated', id, { field: null, code: 'mergedInFile', value: String(first) });
    }

    remember(seen, id, position, keys);
    if (options.mode === 'create') return decide('skipped', id, { field: null, code: 'exists' });
    const record = known.get(id);
    if (!record?.isEditable) return decide('failed', id, { field: null, code: 'notYours' });
    const after = applyPatch(record, patch, { fill: false, tags: options.tags });
    if (changedColumns(record, after).length === 0) return decide('unchanged', id);
    changes.set(id, { id, position, before: record, after });
    return decide('updated', id);
  });
  return { decisions, changes: [...changes.values()].filter(({ before, after }) => before === null || changedColumns(before, after).length > 0) };
}

function missingFields(patch: ContactPatch, { requiredFields }: PlanOptions): Problem[] {
  const problems: Problem[] = patch.name ? [] : [{ field: 'name', code: 'nameMissing' }];
  for (const { key } of requiredFields) if (patch.custom[key] === undefined) problems.push({ field: `custom.${key}`, code: 'required' });
  return problems;
}

function newContact({ custom, id: _id, ...patch }: ContactPatch, { tags, ownerId }: PlanOptions): ContactInput {
  return emptyContact({
    kind: guessKind(patch),
    ownerId,
    ...patch,
    name: patch.name ?? '',
    tags: addTags(patch.tags ?? [], tags),
    custom,
  });
}

/**
 * A contact with what a row says. Phones, e-mails and tags are added to those there; another value takes the place of the
 * old one, or with `fill` only of none; an empty cell changes nothing.
 */
export function applyPatch(contact: ContactInput, { custom, id: _id, phones, emails, tags, ...texts }: ContactPatch, { fill, tags: more }: { fill: boolean; tags: readonly string[] }): ContactInput {
  const before = contact as ContactInput & { custom: Record<string, CustomValue> };
  const wanted = fill ? Object.fromEntries(Object.entries(texts).filter(([field]) => contact[field as keyof typeof texts] === null)) : texts;
  return {
    ...contact,
    ...wanted,
    phones: unique([...contact.phones, ...(phones ?? [])]).slice(0, MAX_WAYS),
    emails: unique([...contact.emails, ...(emails ?? [])]).slice(0, MAX_WAYS),
    tags: addTags(contact.tags, [...(tags ?? []), ...more]),
    custom: fill ? mergeCustomValues(custom, before.custom) : mergeCustomValues(before.custom, custom),
  };
}

function addTags(tags: readonly string[], more: readonly string[]): string[] {
  const known = new Set(tags.map((tag) => tag.toLowerCase()));
  return [...tags, ...more.filter((tag) => !known.has(tag.toLowerCase()) && known.add(tag.toLowerCase()))].slice(0, MAX_TAGS);
}

export const IMPORTED_COLUMNS = [
  'kind', 'name', 'contactPerson', 'phones', 'emails', 'address', 'city', 'inn', 'kpp', 'bankName', 'bik', 'bankAccount', 'correspondentAccount', 'notes', 'tags', 'source', 'custom', 'ownerId',
] as const satisfies (keyof ContactInput)[];
export type ImportedColumn = (typeof IMPORTED_COLUMNS)[number];

export function changedColumns(before: ContactInput, after: ContactInput): ImportedColumn[] {
  return IMPORTED_COLUMNS.filter((column) => !isSame(before[column], after[column]));
}

function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((value, index) => value === b[index]);
  if (typeof a === 'object' && a && typeof b === 'object' && b) {
    const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
    return left.length === right.size && left.every(([key, value]) => right.get(key) === value);
  }
  return a === b;
}
