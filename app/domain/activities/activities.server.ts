import type { Scope } from '~/domain/accounts/permissions';
import { orgDb, type OrgDb } from '~/platform/db.server';
import { ANSWERING_KINDS, type LoggedKind } from './activity-kinds';

const PAGE_SIZE = 40;

const timelineRow = {
  id: true, kind: true, event: true, data: true, body: true, durationMin: true, authorId: true, occurredAt: true, editedAt: true,
} as const;

/** A lead's history, newest first; `before` is the id of the last line shown. */
export async function listLeadActivities(db: OrgDb, leadId: string, before: string | null) {
  const last = before ? await db.activity.findFirst({ where: { id: before, leadId }, select: { id: true, occurredAt: true } }) : null;
  const rows = await db.activity.findMany({
    where: { leadId, ...(last && { OR: [{ occurredAt: { lt: last.occurredAt } }, { occurredAt: last.occurredAt, id: { lt: last.id } }] }) },
    orderBy: [{ occurredAt: 'desc' }, { id: 'desc' }],
    take: PAGE_SIZE + 1,
    select: timelineRow,
  });
  return { rows: rows.slice(0, PAGE_SIZE), earlier: rows.length > PAGE_SIZE ? (rows[PAGE_SIZE - 1]?.id ?? null) : null };
}

export interface LogActivity {
  organizationId: string;
  leadId: string;
  authorId: string;
  kind: LoggedKind;
  body: string;
  durationMin?: number | undefined;
  now: Date;
}

/**
 * Writes what a person did about a request. The first call, message or meeting answers the request's clock, once,
 * however many are logged at the same moment. False: no such request.
 */
export async function logLeadActivity({ organizationId, leadId, now, durationMin, ...activity }: LogActivity): Promise<boolean> {
  return orgDb(organizationId).$transaction(async (tx) => {
    // locked before anything is written: an undo of what answered the clock comes wholly before this or wholly after
    const [lead] = await tx.$queryRaw<object[]>`
      SELECT 1 FROM "Lead"
      WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${leadId}::uuid AND "quarantineReason" IS NULL FOR NO KEY UPDATE`;
    if (!lead) return false;
    await tx.activity.create({
      data: { organizationId, leadId, ...activity, durationMin: durationMin ?? null, occurredAt: now },
      select: { id: true },
    });
    if (ANSWERING_KINDS.includes(activity.kind)) {
      await tx.lead.updateMany({ where: { id: leadId, respondedAt: null }, data: { respondedAt: now } });
    }
    return true;
  });
}

interface OwnActivity {
  id: string;
  leadId: string;
  userId: string;
  /** `own`: only what the person wrote. */
  scope: Scope;
}

/** Rewrites what a person logged; lines of the system stay as they are. False: no such line, or somebody else's. */
export async function editActivity(db: OrgDb, { body, now, ...which }: OwnActivity & { body: string; now: Date }): Promise<boolean> {
  const { count } = await db.activity.updateMany({ where: changeable(which), data: { body, editedAt: now } });
  return count > 0;
}

/** Removes what a person logged. The response clock stays answered. False: no such line, or somebody else's. */
export async function deleteActivity(db: OrgDb, which: OwnActivity): Promise<boolean> {
  const { count } = await db.activity.deleteMany({ where: changeable(which) });
  return count > 0;
}

function changeable({ id, leadId, userId, scope }: OwnActivity) {
  return { id, leadId, kind: { not: 'SYSTEM' as const }, ...(scope === 'own' && { authorId: userId }) };
}
