import { mergeCustomValues, type CustomValue } from '~/domain/custom-fields/custom-field';
import { MAX_TAGS } from '~/domain/tags/tags';
import { CONTACT_LIMITS, MAX_WAYS, unique, type ContactInput } from './contact-input';

/** Whose value a merged contact keeps; `both` where values can stand together. */
export const MERGE_CHOICES = ['winner', 'loser', 'both'] as const;
export type MergeChoice = (typeof MERGE_CHOICES)[number];
/** By field, custom ones as `custom.<key>`; what is not named is chosen as `usualChoice` says. */
export type MergeChoices = Readonly<Record<string, MergeChoice>>;

/** A contact's values, as far as a merge combines them. */
export type Mergeable = Omit<ContactInput, 'custom'> & { custom: Readonly<Record<string, CustomValue>> };

const LISTS = { phones: MAX_WAYS, emails: MAX_WAYS, tags: MAX_TAGS } as const;

/** Fields that a merge chooses for, in the order in which they are shown. */
export const MERGE_FIELDS = ['kind', 'name', 'contactPerson', 'phones', 'emails', 'city', 'address', 'inn', 'kpp', 'bankName', 'bik', 'bankAccount', 'correspondentAccount', 'tags', 'source', 'ownerId', 'notes'] as const;

/** Whether both values of a field can be kept. */
export function canKeepBoth(field: string): boolean {
  return field in LISTS || field === 'notes';
}

type Value = string | boolean | readonly string[] | null | undefined;

function isEmpty(value: Value): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** What is kept when nobody chooses: lists and notes of both, else the winner's value, the loser's where the winner has none. */
export function usualChoice(field: string, winner: Value, loser: Value): MergeChoice {
  if (canKeepBoth(field) && !isEmpty(winner) && !isEmpty(loser)) return 'both';
  return isEmpty(winner) && !isEmpty(loser) ? 'loser' : 'winner';
}

/** Two contacts as one. `both` for a field that holds one value counts as not chosen. */
export function combineContacts(winner: Mergeable, loser: Mergeable, choices: MergeChoices = {}): Mergeable {
  const choose = (field: string, a: Value, b: Value): MergeChoice => {
    const asked = choices[field];
    return asked && (asked !== 'both' || canKeepBoth(field)) ? asked : usualChoice(field, a, b);
  };
  const pick = <Field extends Exclude<keyof Mergeable, 'custom' | 'notes' | keyof typeof LISTS>>(field: Field) => (choose(field, winner[field], loser[field]) === 'loser' ? loser : winner)[field];
  const list = (field: keyof typeof LISTS) => {
    const choice = choose(field, winner[field], loser[field]);
    return choice === 'both' ? unique([...winner[field], ...loser[field]]).slice(0, LISTS[field]) : (choice === 'loser' ? loser : winner)[field];
  };
  const keys = unique([...Object.keys(winner.custom), ...Object.keys(loser.custom)]);
  const custom = keys.map((key) => [key, (choose(`custom.${key}`, winner.custom[key], loser.custom[key]) === 'loser' ? loser : winner).custom[key] ?? null] as const);
  return {
    kind: pick('kind'), name: pick('name'), contactPerson: pick('contactPerson'), phones: list('phones'), emails: list('emails'), address: pick('address'),
    city: pick('city'), inn: pick('inn'), kpp: pick('kpp'), bankName: pick('bankName'), bik: pick('bik'), bankAccount: pick('bankAccount'),
    correspondentAccount: pick('correspondentAccount'), tags: list('tags'), source: pick('source'), ownerId: pick('ownerId'),
    notes: combineNotes(winner.notes, loser.notes, choose('notes', winner.notes, loser.notes)),
    custom: mergeCustomValues({}, Object.fromEntries(custom)),
  };
}

function combineNotes(winner: string | null, loser: string | null, choice: MergeChoice): string | null {
  if (choice !== 'both') return choice === 'loser' ? loser : winner;
  return unique([winner, loser].filter((text) => text !== null)).join('\n\n').slice(0, CONTACT_LIMITS.notes) || null;
}

/**
 * The way back from a merge: each field that still is as the merge left it gets the value from before, what was changed
 * since stays and is named.
 */
export function splitContact(now: Mergeable, before: Mergeable, merged: Mergeable): { contact: Mergeable; kept: string[] } {
  const kept: string[] = [];
  const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
  const back = <T>(field: string, current: T, old: T, left: T): T => {
    if (isSame(left, old)) return current;
    if (isSame(current, left)) return old;
    kept.push(field);
    return current;
  };
  const plain = Object.fromEntries(MERGE_FIELDS.map((field) => [field, back<unknown>(field, now[field], before[field], merged[field])]));
  const keys = unique([...Object.keys(now.custom), ...Object.keys(before.custom), ...Object.keys(merged.custom)]);
  const custom = Object.fromEntries(keys.map((key) => [key, back<CustomValue | null>(`custom.${key}`, now.custom[key] ?? null, before.custom[key] ?? null, merged.custom[key] ?? null)]));
  return { contact: { ...now, ...(plain as Partial<Mergeable>), custom: mergeCustomValues({}, custom) }, kept };
}
