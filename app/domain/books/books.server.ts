import type { Day } from '~/domain/behavior/local-day';
import type { OrgTx } from '~/platform/db.server';

/** A money row of a day whose books are closed was to be added, changed or deleted. Takes the transaction back. */
export class BooksClosed extends Error {
  override name = 'BooksClosed';

  /** @param through the last closed day */
  constructor(readonly through: Day) {
    super(`the books are closed through ${through}`);
  }
}

/**
 * Makes sure that money of these days may still be changed, and keeps it so until the transaction ends: closing waits for
 * this one, and this one for a closing that is under way. Lock an order before it, never after.
 * @throws BooksClosed
 */
export async function assertBooksOpen(tx: OrgTx, organizationId: string, ...days: Day[]): Promise<void> {
  const through = await readClosedThrough(tx, organizationId);
  if (through && days.some((day) => day <= through)) throw new BooksClosed(through);
}

/** The last closed day, or null; it stays so until the transaction ends. */
export async function readClosedThrough(tx: OrgTx, organizationId: string): Promise<Day | null> {
  const [row] = await tx.$queryRaw<{ through: Day | null }[]>`
    SELECT "booksClosedThrough"::text AS "through" FROM "Organization" WHERE "id" = ${organizationId}::uuid FOR SHARE`;
  return row?.through ?? null;
}

export interface ClosedBooks {
  ok: false;
  error: 'booksClosed';
  through: Day;
}

/** The answer of a command that `BooksClosed` has taken back; other errors go on. */
export function answerClosedBooks(error: unknown): ClosedBooks {
  if (error instanceof BooksClosed) return { ok: false, error: 'booksClosed', through: error.through };
  throw error;
}
