import type { Viewer } from '~/domain/accounts/reach';
import { findContactNames, findContactsByCustom, findContactsByKeys, findContactsByNameAndCity } from '~/domain/contacts/write-many.server';
import type { OrgTx } from '~/platform/db.server';

/** The contacts that the viewer sees by the keys of rows, of whatever kind. */
export async function findMatches(tx: OrgTx, viewer: Viewer, keys: readonly string[]): Promise<Map<string, string[]>> {
  const found = await findContactsByKeys(tx, viewer, keys.filter((key) => /^[pei]:/.test(key)));
  for (const id of (await findContactNames(tx, viewer, cut(keys, 'r:'))).keys()) found.set(`r:${id}`, [id]);
  const named = await findContactsByNameAndCity(tx, viewer, cut(keys, 'n:'));
  for (const [pair, ids] of named) found.set(`n:${pair}`, ids);
  const own = keys.filter((key) => key.startsWith('c.'));
  for (const field of new Set(own.map((key) => key.slice(2, key.indexOf(':'))))) {
    const prefix = `c.${field}:`;
    for (const [value, ids] of await findContactsByCustom(tx, viewer, field, cut(own, prefix))) found.set(prefix + value, ids);
  }
  return found;
}

function cut(keys: readonly string[], prefix: string): string[] {
  return keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
}
