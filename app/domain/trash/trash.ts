/** What is kept for a while after it was deleted. */
export const TRASH_KINDS = ['contacts', 'deals', 'orders', 'tasks', 'catalog'] as const;
export type TrashKind = (typeof TRASH_KINDS)[number];

/** So many days a deleted record can be brought back where the organisation has chosen nothing else (domain/privacy/retention). */
export const KEEP_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Records that were deleted before this moment go for good. */
export function keptSince(now: Date, days = KEEP_DAYS): Date {
  return new Date(now.getTime() - days * DAY_MS);
}

/** Whole days until a record goes for good; on its last day 1. */
export function daysLeft(deletedAt: Date, now: Date, days = KEEP_DAYS): number {
  return Math.max(1, Math.ceil((deletedAt.getTime() + days * DAY_MS - now.getTime()) / DAY_MS));
}

/** Reads the address forgivingly. */
export function parseTrashKind(value: unknown): TrashKind | null {
  return TRASH_KINDS.find((kind) => kind === value) ?? null;
}
