const SECRET = /token|secret|password|credential|authorization|cookie|code|key$/i;
/** Ids, codes, days and moments; a text of a person or an address of the web is none of them. */
const PLAIN = /^[\w.:+-]{1,60}$/;
const LIST_MAX = 5;
export const HIDDEN = '•••';

/**
 * What a job carries, as lines of name and value for the eyes of whoever runs the installation: ids, numbers, codes and
 * moments. Everything else stays hidden: texts may be of clients, and whatever is named like a secret may be one.
 */
export function showData(data: unknown): { name: string; value: string }[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).map(([name, value]) => ({ name, value: SECRET.test(name) ? HIDDEN : showValue(value) }));
}

function showValue(value: unknown): string {
  if (value === null) return '—';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return PLAIN.test(value) ? value : HIDDEN;
  if (!Array.isArray(value)) return HIDDEN;
  const shown = value.slice(0, LIST_MAX).map(showValue);
  return [...shown, ...(value.length > LIST_MAX ? [`… (${value.length})`] : [])].join(', ');
}
