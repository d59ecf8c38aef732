import { cleanLine } from '~/domain/leads/clean-text';

/** A record that can be chosen: its name, and a line that tells it from others of the same name. */
export interface PickChoice {
  id: string;
  label: string;
  detail?: string;
}

/** The id that stands for "create one with the typed name". */
export const NEW_RECORD = 'new';

/** The fields that a record picker posts beside the id. */
export const queryField = (name: string) => `${name}Query`;
export const shownField = (name: string) => `${name}Shown`;

/** What was meant by the fields of a record picker. */
export type Pick =
  | { kind: 'none' }
  | { kind: 'id'; id: string }
  | { kind: 'text'; text: string }
  | { kind: 'new'; text: string };

/**
 * Reads a record picker. The id counts as long as the text is the one that was shown for it: without JavaScript a person
 * types another name and the hidden id stays behind.
 */
export function readPick(form: FormData, name: string): Pick {
  const read = (field: string) => {
    const value = form.get(field);
    return typeof value === 'string' ? cleanLine(value) : '';
  };
  const id = read(name);
  if (!form.has(queryField(name))) return id ? { kind: 'id', id } : { kind: 'none' };
  const text = read(queryField(name));
  if (id === NEW_RECORD) return text ? { kind: 'new', text } : { kind: 'none' };
  if (!text) return { kind: 'none' };
  return id && text === read(shownField(name)) ? { kind: 'id', id } : { kind: 'text', text };
}

export interface SettledPick {
  pick: Pick;
  /** What the text may mean: draw the form again with these. Empty when the record is known. */
  choices: PickChoice[];
  /** Key of the error at the field, in the namespace `common`; null when the record is known or none was named. */
  error: 'pick.errors.choose' | 'pick.errors.notFound' | null;
}

/**
 * Turns a typed name into a record: writes the id into the form when the text names exactly one, takes a stale id out.
 * After it the form's own schema reads an id or nothing (`kind: 'new'` leaves the id empty too: the page creates it).
 * @param find the choices for a text, best first
 */
export async function settlePick(form: FormData, name: string, find: (text: string) => Promise<PickChoice[]>): Promise<SettledPick> {
  const pick = readPick(form, name);
  if (pick.kind === 'id') return { pick, choices: [], error: null };
  form.delete(name);
  if (pick.kind !== 'text') return { pick, choices: [], error: null };
  const choices = await find(pick.text);
  const same = choices.filter((choice) => choice.label.toLowerCase() === pick.text.toLowerCase());
  const meant = same.length === 1 ? same[0] : choices.length === 1 ? choices[0] : undefined;
  if (!meant) return { pick, choices, error: choices.length > 0 ? 'pick.errors.choose' : 'pick.errors.notFound' };
  form.set(name, meant.id);
  form.set(queryField(name), meant.label);
  form.set(shownField(name), meant.label);
  return { pick: { kind: 'id', id: meant.id }, choices: [], error: null };
}
