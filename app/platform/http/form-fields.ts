/** More fields than any form of ours has; the rule tables are the largest. */
const MAX_FIELDS = 3_000;
const MAX_NAME = 200;
const MAX_INDEX = 999;
const MAX_DEPTH = 8;
/** Ways into the prototype of an object, at which the form library throws. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
/** What the form library asks of itself when a row is added or removed without JavaScript. */
const COMMANDS = new Set(['validate', 'reset', 'update', 'insert', 'remove', 'reorder']);

/**
 * Whether a sent form can be ours, by its names. Nested names (`days[0].from`) are turned into lists, and a list is as
 * long as its highest index: without this check `a[99999999]=1` takes all memory there is.
 */
export function areSaneFields(fields: Iterable<[name: string, value: unknown]>): boolean {
  let count = 0;
  for (const [name, value] of fields) {
    count += 1;
    if (count > MAX_FIELDS || !isSaneName(name)) return false;
    if (name === '__intent__' && !isSaneCommand(value)) return false;
    if (name === '__state__' && !isObject(readJson(value)?.validated)) return false;
  }
  return true;
}

/** A command names positions in lists too. */
function isSaneCommand(value: unknown): boolean {
  const command = readJson(value);
  if (!command || !COMMANDS.has(String(command.type)) || !isObject(command.payload)) return false;
  const { name = '', ...positions } = command.payload;
  const isPlaced = [positions.index, positions.from, positions.to].every((place) => place === undefined || isIndex(place));
  return typeof name === 'string' && isSaneName(name) && isPlaced;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isIndex(place: unknown): boolean {
  return typeof place === 'number' && Number.isInteger(place) && place >= 0 && place <= MAX_INDEX;
}

function readJson(value: unknown): Record<string, unknown> | null {
  if (typeof value !== 'string') return null;
  try {
    const parsed: unknown = JSON.parse(value);
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** Also refuses what the library that reads names throws at: two dots, a bracket alone, ways into a prototype. */
function isSaneName(name: string): boolean {
  if (name.length > MAX_NAME || name.includes('..') || name.endsWith('.')) return false;
  const steps = name.match(/[^.[\]]+|\[\d*\]/g) ?? [];
  const isWhole = steps.join('') === name.replaceAll('.', '');
  return isWhole && steps.length <= MAX_DEPTH && steps.every((step) => !FORBIDDEN.has(step) && !(step.startsWith('[') && Number(step.slice(1, -1)) > MAX_INDEX));
}
