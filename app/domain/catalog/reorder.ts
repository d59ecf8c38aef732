import type { ServiceMove } from './service.schema';

/** The ids in their new order; null when the moved one is not among them. Moving past an end changes nothing. */
export function reorder(ids: readonly string[], move: ServiceMove): string[] | null {
  const from = ids.indexOf(move.id);
  if (from < 0) return null;
  if ('before' in move && move.before === move.id) return [...ids];
  const rest = ids.filter((id) => id !== move.id);
  const to = 'direction' in move ? from + (move.direction === 'up' ? -1 : 1) : indexOrEnd(rest, move.before);
  return rest.toSpliced(Math.max(0, to), 0, move.id);
}

function indexOrEnd(ids: string[], id: string): number {
  const index = ids.indexOf(id);
  return index < 0 ? ids.length : index;
}
