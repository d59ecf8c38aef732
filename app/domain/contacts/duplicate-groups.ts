/** Two contacts in the order in which their distinction is stored. */
export function pairKey(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`;
}

/**
 * What is left of contacts that share a key, when some of them are known not to be the same: those still tied to each
 * other, directly or by way of a third, and at least two.
 */
export function splitGroup(ids: readonly string[], distinct: ReadonlySet<string>): string[][] {
  const rest = new Set(ids);
  const groups: string[][] = [];
  for (const first of ids) {
    if (!rest.delete(first)) continue;
    const group = [first];
    for (const member of group) {
      for (const other of rest) {
        if (distinct.has(pairKey(member, other))) continue;
        rest.delete(other);
        group.push(other);
      }
    }
    if (group.length > 1) groups.push(group);
  }
  return groups;
}
