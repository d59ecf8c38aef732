import { orgDb, type OrgTx } from '~/platform/db.server';
import { findBusinessClock } from '~/domain/organizations/settings.server';
import { auditLead } from './audit-lead.server';
import { findForCommand, refuseAsStale } from './find-for-command.server';
import type { LeadActor, LeadRefusal } from './lead-command';
import { leadDueAt } from './response-clock';
import { priorityOf } from './scoring';
import { getPublishedRules } from './scoring-rules.server';

interface Target {
  actor: LeadActor;
  leadId: string;
  /** The version that the person saw. */
  version: number;
  now: Date;
}

type Result = { ok: true; score: number } | LeadRefusal;

/** Puts a person's number in the place of the rules' one, with the reason; the rules' score is kept beside it. */
export async function overrideScore({ score, reason, ...target }: Target & { score: number; reason: string }): Promise<Result> {
  return setScore(target, (lead) => ({
    score,
    override: { overrideReason: reason, overrideById: target.actor.userId, overrideAt: target.now },
    data: { from: lead.score, to: score, reason },
  }));
}

/** Gives the rules' score back its place. Stale where no override is left to take back. */
export async function takeBackOverride(target: Target): Promise<Result> {
  return setScore(target, (lead) => lead.overrideAt && {
    score: lead.ruleScore,
    override: { overrideReason: null, overrideById: null, overrideAt: null },
    data: { from: lead.score, to: lead.ruleScore, isTakenBack: true },
  });
}

interface OldScore {
  score: number;
  ruleScore: number;
  overrideAt: Date | null;
}

interface NewScore {
  score: number;
  override: { overrideReason: string | null; overrideById: string | null; overrideAt: Date | null };
  data: { from: number; to: number; reason?: string; isTakenBack?: boolean };
}

async function setScore({ actor, leadId, version, now }: Target, decide: (lead: OldScore) => NewScore | null): Promise<Result> {
  return orgDb(actor.organizationId).$transaction<Result>(async (tx) => {
    const rules = await getPublishedRules(tx, actor.organizationId);
    // re-scoring leaves the version as it is: the lock keeps the rules' score from changing between reading and writing
    await tx.$queryRaw`
      SELECT 1 FROM "Lead" WHERE "organizationId" = ${actor.organizationId}::uuid AND "id" = ${leadId}::uuid FOR NO KEY UPDATE`;
    const { lead, refusal } = await findForCommand(tx, { actor, leadId, version });
    if (!lead) return refusal;
    const decided = decide(lead);
    if (!decided) return refuseAsStale(tx, leadId);
    const { score, override, data } = decided;
    const priority = priorityOf(score, rules.table.priority);
    // an answered request keeps the clock that it was answered by
    const responseDueAt = lead.respondedAt === null ? leadDueAt(await findClockStart(tx, lead), priority, await findBusinessClock(tx)) : undefined;
    const { count } = await tx.lead.updateMany({
      where: { id: leadId, version },
      data: { score, priority, ...override, ...(responseDueAt && { responseDueAt }), version: { increment: 1 } },
    });
    if (count === 0) return refuseAsStale(tx, leadId);
    await tx.activity.create({
      data: { organizationId: actor.organizationId, leadId, kind: 'SYSTEM', event: 'lead.score', data: { ...data }, authorId: actor.userId, occurredAt: now },
      select: { id: true },
    });
    await auditLead(tx, actor, { leadId, before: { score: lead.score, overrideReason: null }, after: { score, overrideReason: override.overrideReason } });
    return { ok: true, score };
  });
}

/** A request that was let out of the quarantine waits since then, any other since it came. */
async function findClockStart(tx: OrgTx, { id: leadId, createdAt }: { id: string; createdAt: Date }): Promise<Date> {
  const released = await tx.activity.findFirst({
    where: { leadId, event: 'lead.released' },
    orderBy: { occurredAt: 'desc' },
    select: { occurredAt: true },
  });
  return released?.occurredAt ?? createdAt;
}
