import type { Viewer } from '~/domain/accounts/reach';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { orgDb } from '~/platform/db.server';
import type { ContactActor } from './contact-command';
import { visibleContacts } from './contact-where.server';

/** So many contacts are told apart at once. */
export const DISTINCT_MAX = 10;

interface Distinction {
  actor: ContactActor;
  viewer: Viewer;
  /** Each of them is another client than all the others. */
  ids: readonly string[];
  now: Date;
}

/** Remembers that contacts are not the same client: they are not suspected any more. False: fewer than two are there. */
export async function declareDistinct({ actor, viewer, ids, now }: Distinction): Promise<boolean> {
  const { organizationId, userId } = actor;
  return orgDb(organizationId).$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string; name: string }[]>`
      SELECT "id", "name" FROM "Contact" WHERE ${visibleContacts(viewer)} AND "id" = ANY(${ids.slice(0, DISTINCT_MAX)}::uuid[]) ORDER BY "id"`;
    if (rows.length < 2) return false;
    const pairs = rows.flatMap((a, index) => rows.slice(index + 1).map((b) => ({ organizationId, aId: a.id, bId: b.id, createdById: userId, createdAt: now })));
    await tx.contactDistinction.createMany({ data: pairs, skipDuplicates: true });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'distinguish', resource: 'contacts', resourceId: rows[0]?.id ?? null, label: rows.map(({ name }) => name).join(' · ') });
    return true;
  });
}

/** Takes that back: what shares a key is suspected again. */
export async function undoDistinct({ actor, ids }: Pick<Distinction, 'actor' | 'ids'>): Promise<void> {
  const among = { in: ids.slice(0, DISTINCT_MAX) };
  await orgDb(actor.organizationId).contactDistinction.deleteMany({ where: { aId: among, bId: among } });
}
