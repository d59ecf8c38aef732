/** More fields than any form of ours has; the rule tables are the largest. */
const MAX_FIELDS = 3_000;
const MAX_NAME = 200;
const MAX_INDEX = 999;
const MAX_DEPTH = 8;

/**
 * Whether the names of a sent form can be ours. Nested names (`days[0].from`) are turned into lists, and a list is as
 * long as its highest index: without this check `a[99999999]=1` takes all memory there is.
 */
export function areSaneFormNames(names: Iterable<string>): boolean {
  let count = 0;
  for (const name of names) {
    count += 1;
    if (count > MAX_FIELDS || !isSaneName(name)) return false;
  }
  return true;
}

function isSaneName(name: string): boolean {
  if (name.length > MAX_NAME) return false;
  const steps = name.split(/[.[]/).length;
  if (steps > MAX_DEPTH) return false;
  return [...name.matchAll(/\[(\d+)/g)].every(([, index]) => Number(index) <= MAX_INDEX);
}
