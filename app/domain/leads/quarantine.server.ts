import { orgDb, type OrgDb, type OrgTx } from '~/platform/db.server';
import { findBusinessClock } from '~/domain/organizations/settings.server';
import { announceNewLead } from './announce-lead.server';
import { auditLead } from './audit-lead.server';
import type { LeadActor } from './lead-command';
import { leadDueAt } from './response-clock';

const PAGE_SIZE = 50;
const COUNT_MAX = 1_000;

const quarantineRow = {
  id: true, reference: true, firstName: true, lastName: true, email: true, phone: true, comments: true, businessInfo: true,
  quarantineReason: true, score: true, priority: true, createdAt: true, version: true,
  service: { select: { name: true } },
} as const;

/** Requests that were set aside, newest first; `before` is the id of the last one of the page before. */
export async function listQuarantine(db: OrgDb, before: string | null, limit = PAGE_SIZE) {
  const last = before ? await db.lead.findFirst({ where: { id: before }, select: { id: true, createdAt: true } }) : null;
  const rows = await db.lead.findMany({
    where: {
      quarantineReason: { not: null },
      ...(last && { OR: [{ createdAt: { lt: last.createdAt } }, { createdAt: last.createdAt, id: { gt: last.id } }] }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: limit + 1,
    select: quarantineRow,
  });
  return { rows: rows.slice(0, limit), next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null };
}

/** How many requests wait to be looked at; stops at 1,000. */
export async function countQuarantine(db: OrgDb, organizationId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count"
    FROM (SELECT 1 FROM "Lead" WHERE "organizationId" = ${organizationId}::uuid AND "quarantineReason" IS NOT NULL LIMIT ${COUNT_MAX}) AS "waiting"`;
  return row?.count ?? 0;
}

interface Decision {
  actor: LeadActor;
  leadId: string;
  now: Date;
}

/**
 * Lets a request into the list as if it had come now: it keeps its score, its response clock starts, staff are told.
 * @returns false when there is no such request in quarantine (any more)
 */
export async function releaseLead({ actor, leadId, now }: Decision): Promise<boolean> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    // A re-scoring may be giving it another colour: its clock starts by the colour that stays.
    await tx.$queryRaw`
      SELECT 1 FROM "Lead" WHERE "organizationId" = ${actor.organizationId}::uuid AND "id" = ${leadId}::uuid FOR NO KEY UPDATE`;
    const lead = await tx.lead.findFirst({ where: { id: leadId, quarantineReason: { not: null } }, select: { priority: true, quarantineReason: true } });
    if (!lead) return false;
    const responseDueAt = leadDueAt(now, lead.priority, await findBusinessClock(tx));
    const { count } = await tx.lead.updateMany({
      where: { id: leadId, quarantineReason: { not: null } },
      data: { quarantineReason: null, responseDueAt, version: { increment: 1 } },
    });
    if (count === 0) return false;
    await noteDecision(tx, { actor, leadId, now, event: 'lead.released', data: { reason: lead.quarantineReason } });
    await announceNewLead(tx, { organizationId: actor.organizationId, leadId });
    return true;
  });
}

/** Agrees with the suspicion: the request leaves the quarantine as spam, where it can still be reopened. Nobody was to answer it in time. */
export async function confirmSpam({ actor, leadId, now }: Decision): Promise<boolean> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const { count } = await tx.lead.updateMany({
      where: { id: leadId, quarantineReason: { not: null }, state: 'NEW' },
      data: { quarantineReason: null, state: 'SPAM', respondedAt: now, responseDueAt: null, version: { increment: 1 } },
    });
    if (count === 0) return false;
    await noteDecision(tx, { actor, leadId, now, event: 'lead.state', data: { from: 'NEW', to: 'SPAM' } });
    return true;
  });
}

async function noteDecision(
  tx: OrgTx,
  { actor, leadId, now, event, data }: Decision & { event: string; data: Record<string, string | null> },
): Promise<void> {
  const { organizationId, userId: authorId } = actor;
  await tx.activity.create({ data: { organizationId, leadId, kind: 'SYSTEM', event, data, authorId, occurredAt: now }, select: { id: true } });
  const [before, after] = event === 'lead.released' ? [{ quarantineReason: data.reason ?? null }, { quarantineReason: null }] : [{ state: data.from }, { state: data.to }];
  await auditLead(tx, actor, { leadId, before, after });
}
