import { parseCustomConditions } from '~/domain/custom-fields/custom-filter';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { invalid } from './problem';
import { several, text } from './schemas';

const CONDITIONS_MAX = 20;
const CONDITION = /^([^:]{1,60}):([^]*)$/;

/** Conditions on custom fields of a list: `custom=<key>:<value>`. */
export const customQuery = several(text(300).regex(/^[^:]{1,60}:/), CONDITIONS_MAX).openapi({
  description: 'Custom fields: <key>:<value>; of numbers and days also <key>.from:<value> and <key>.to:<value>; several values of a choice: any of them',
  example: undefined,
  type: 'array',
  items: { type: 'string' },
});

/**
 * The address with its conditions on custom fields as the lists of the interface name them (cf.<key>).
 * @throws {ApiProblem} 422 for a field that the organisation does not have, and for a value that is none of it
 */
export function withCustomConditions(search: URLSearchParams, fields: readonly CustomField[]): URLSearchParams {
  const params = new URLSearchParams(search);
  params.delete('custom');
  for (const asked of search.getAll('custom')) {
    const [, name = '', value = ''] = CONDITION.exec(asked) ?? [];
    const one = new URLSearchParams([[`cf.${name}`, value]]);
    if (parseCustomConditions(one, fields).length === 0) throw invalid('query.custom', 'unknown', `There is no such custom field or value: “${asked.slice(0, 100)}”.`);
    params.append(`cf.${name}`, value);
  }
  return params;
}
