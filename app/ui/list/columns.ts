const NAME = /^[\w.-]{1,60}$/;

/**
 * The columns that a list's address asks for (`columns=a,b`, or repeated as a form sends them), in the known order.
 * The usual ones when it names none that is known.
 */
export function parseColumns(params: URLSearchParams, known: readonly string[], usual: readonly string[]): string[] {
  const wanted = new Set(params.getAll('columns').flatMap((value) => value.split(',')).filter((name) => NAME.test(name)));
  const shown = known.filter((name) => wanted.has(name));
  return shown.length > 0 ? shown : known.filter((name) => usual.includes(name));
}

/** How an address names these columns; null for the usual ones, which need not be named. */
export function columnsParam(shown: readonly string[], usual: readonly string[]): string | null {
  const isUsual = shown.length === usual.length && shown.every((name) => usual.includes(name));
  return isUsual ? null : shown.join(',');
}
