import type { AuditValue } from './changed-fields';

export interface FieldChange {
  /** Name of the field; of one inside another: `custom.inn`. */
  field: string;
  before: AuditValue;
  after: AuditValue;
}

type Fields = Readonly<Record<string, AuditValue>>;

/** Fields inside fields are named down to this depth; what lies deeper is compared as a whole. */
const MAX_DEPTH = 3;

/** What changed, field by field. For a record that came or went: every field it had. */
export function fieldChanges(before: Fields | null, after: Fields | null): FieldChange[] {
  const from = flatten(before ?? {});
  const to = flatten(after ?? {});
  return [...new Set([...from.keys(), ...to.keys()])]
    .map((field) => ({ field, before: from.get(field) ?? null, after: to.get(field) ?? null }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

function flatten(fields: Fields, prefix = '', depth = 1): Map<string, AuditValue> {
  const flat = new Map<string, AuditValue>();
  for (const [name, value] of Object.entries(fields)) {
    if (isNested(value) && depth < MAX_DEPTH) for (const [inner, one] of flatten(value, `${prefix}${name}.`, depth + 1)) flat.set(inner, one);
    else flat.set(prefix + name, value);
  }
  return flat;
}

function isNested(value: AuditValue): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}
