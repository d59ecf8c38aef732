import { parseDay } from '~/domain/periods/period';
import type { CustomField } from './custom-field';
import { parseNumber } from './custom-value';

/** What a list asks of one custom field, as its address says it: cf.<key>, for numbers and days cf.<key>.from and .to. */
export type CustomCondition =
  | { key: string; type: 'TEXT'; text: string }
  | { key: string; type: 'CHOICE'; options: string[] }
  | { key: string; type: 'YES_NO'; value: boolean }
  | { key: string; type: 'NUMBER' | 'DATE'; from: string | null; to: string | null };

const TEXT_MAX = 100;
const UNSTORABLE = /\0|\p{Cs}/gu;

/** Reads the conditions on custom fields forgivingly; those on unknown or archived fields count as not given. */
export function parseCustomConditions(params: URLSearchParams, fields: readonly CustomField[]): CustomCondition[] {
  return fields.flatMap((field) => (field.isArchived ? [] : (parseCondition(params, field) ?? [])));
}

function parseCondition(params: URLSearchParams, { key, type, options }: CustomField): CustomCondition | null {
  const name = `cf.${key}`;
  const value = params.get(name)?.trim() ?? '';
  switch (type) {
    case 'TEXT': {
      const text = [...value.replace(UNSTORABLE, '')].slice(0, TEXT_MAX).join('');
      return text ? { key, type, text } : null;
    }
    case 'CHOICE': {
      const asked = new Set(params.getAll(name));
      const chosen = options.filter((option) => asked.has(option));
      return chosen.length > 0 ? { key, type, options: chosen } : null;
    }
    case 'YES_NO':
      return value === 'yes' || value === 'no' ? { key, type, value: value === 'yes' } : null;
    case 'NUMBER':
    case 'DATE': {
      const read = (text: string | null) => (text ? (type === 'DATE' ? parseDay(text) : parseNumber(text)) : null);
      const from = read(params.get(`${name}.from`)) ?? read(value);
      const to = read(params.get(`${name}.to`)) ?? read(value);
      if (from === null && to === null) return null;
      const isTurned = from !== null && to !== null && (type === 'DATE' ? to < from : Number(to) < Number(from));
      return isTurned ? { key, type, from: to, to: from } : { key, type, from, to };
    }
  }
}

export function setCustomParams(params: URLSearchParams, conditions: readonly CustomCondition[]): void {
  for (const condition of conditions) {
    const name = `cf.${condition.key}`;
    if (condition.type === 'TEXT') params.set(name, condition.text);
    else if (condition.type === 'CHOICE') condition.options.forEach((option) => params.append(name, option));
    else if (condition.type === 'YES_NO') params.set(name, condition.value ? 'yes' : 'no');
    else {
      if (condition.from !== null) params.set(`${name}.from`, condition.from);
      if (condition.to !== null) params.set(`${name}.to`, condition.to);
    }
  }
}
