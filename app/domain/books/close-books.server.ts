import { writeAudit } from '~/domain/audit/write-audit.server';
import type { Day } from '~/domain/behavior/local-day';
import { dayColumn } from '~/domain/periods/day-column';
import { orgDb, type OrgDb } from '~/platform/db.server';

export interface MoveBooks {
  organizationId: string;
  userId: string;
  /** The last closed day as the person saw it; null: nothing was closed. */
  seen: Day | null;
}

/** Why nothing happened: the day is still to come, is not the way asked for, or somebody was faster. */
export type BooksRefusal = { ok: false; error: 'future' | 'order' } | { ok: false; error: 'stale'; through: Day | null };

/** Closes the books through a day (included): payments, expenses and pay of these days can no longer be added, changed or deleted. */
export async function closeBooks(actor: MoveBooks, through: Day, today: Day): Promise<{ ok: true } | BooksRefusal> {
  if (through > today) return { ok: false, error: 'future' };
  if (actor.seen && through <= actor.seen) return { ok: false, error: 'order' };
  return moveBooks(actor, through);
}

/** Opens closed books again: wholly, or back to an earlier day that stays closed. */
export async function reopenBooks(actor: MoveBooks, through: Day | null): Promise<{ ok: true } | BooksRefusal> {
  if (!actor.seen || (through && through >= actor.seen)) return { ok: false, error: 'order' };
  return moveBooks(actor, through);
}

/** Waits for the money that is being written, which holds the organisation's row; of two requests at once the second one is stale. */
async function moveBooks({ organizationId, userId, seen }: MoveBooks, through: Day | null): Promise<{ ok: true } | BooksRefusal> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const [organization] = await tx.$queryRaw<{ name: string; through: Day | null }[]>`
      SELECT "name", "booksClosedThrough"::text AS "through" FROM "Organization" WHERE "id" = ${organizationId}::uuid FOR NO KEY UPDATE`;
    const before = organization?.through ?? null;
    if (before !== seen) return { ok: false, error: 'stale', through: before };
    await tx.organization.updateMany({ data: { booksClosedThrough: through && dayColumn(through) } });
    await writeAudit(tx, {
      organizationId, actorId: userId, action: 'update', resource: 'organization', resourceId: organizationId, label: organization?.name ?? null,
      before: { booksClosedThrough: before }, after: { booksClosedThrough: through },
    });
    return { ok: true };
  });
}

/** The last closed day, or null: for what a page offers. Commands ask `assertBooksOpen`. */
export async function findClosedThrough(db: OrgDb): Promise<Day | null> {
  const row = await db.organization.findFirst({ select: { booksClosedThrough: true } });
  return row?.booksClosedThrough?.toISOString().slice(0, 10) ?? null;
}
