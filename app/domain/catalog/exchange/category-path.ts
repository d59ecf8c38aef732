/**
 * A category as a cell says it: the names from the root, «Техника / Экскаваторы». A slash between blanks within a name is
 * doubled, so that every path can be read again.
 */
export function writePath(names: readonly string[]): string {
  return names.map((name) => name.replace(/(?<= )\/+(?= )/g, '$&/')).join(' / ');
}

export function readPath(cell: string): string[] {
  return cell
    .split(/\s+\/\s+/)
    .map((name) => name.trim().replace(/(?<= )\/(\/+)(?= )/g, '$1'))
    .filter((name) => name !== '');
}

/** Two paths are one whatever the case of their letters. */
export function pathKey(names: readonly string[]): string {
  return JSON.stringify(names.map((name) => name.toLowerCase()));
}
