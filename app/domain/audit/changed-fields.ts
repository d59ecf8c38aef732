export type AuditValue = string | number | boolean | null | readonly AuditValue[] | { readonly [key: string]: AuditValue };
export type AuditFields = Readonly<Record<string, unknown>>;

export interface ChangedFields {
  before: Record<string, AuditValue> | null;
  after: Record<string, AuditValue> | null;
}

/**
 * What differs between two states of a record, as plain JSON (times as ISO text, decimals as text). A missing state
 * (creation, deletion) leaves the other one whole; fields that nobody set are left out of it.
 */
export function changedFields(before: AuditFields | null, after: AuditFields | null): ChangedFields {
  const from = before && toPlain(before);
  const to = after && toPlain(after);
  if (!from || !to) return { before: from && withoutEmpty(from), after: to && withoutEmpty(to) };
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter((key) => JSON.stringify(from[key] ?? null) !== JSON.stringify(to[key] ?? null));
  const pick = (state: Record<string, AuditValue>) => Object.fromEntries(keys.map((key) => [key, state[key] ?? null]));
  return { before: pick(from), after: pick(to) };
}

function toPlain(fields: AuditFields): Record<string, AuditValue> {
  return JSON.parse(JSON.stringify(fields)) as Record<string, AuditValue>;
}

function withoutEmpty(fields: Record<string, AuditValue>): Record<string, AuditValue> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)));
}
