import { orgDb } from '~/platform/db.server';
import { findBusinessClock } from '~/domain/organizations/settings.server';
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

/** Gives the rules' score back its place. */
export async function takeBackOverride(target: Target): Promise<Result> {
  return setScore(target, (lead) => ({
    score: lead.ruleScore,
    override: { overrideReason: null, overrideById: null, overrideAt: null },
    data: { from: lead.score, to: lead.ruleScore, isTakenBack: true },
  }));
}

interface NewScore {
  score: number;
  override: { overrideReason: string | null; overrideById: string | null; overrideAt: Date | null };
  data: { from: number; to: number; reason?: string; isTakenBack?: boolean };
}

async function setScore({ actor, leadId, version, now }: Target, decide: (lead: { score: number; ruleScore: number }) => NewScore): Promise<Result> {
  return orgDb(actor.organizationId).$transaction<Result>(async (tx) => {
    const rules = await getPublishedRules(tx, actor.organizationId);
    const { lead, refusal } = await findForCommand(tx, { actor, leadId, version });
    if (!lead) return refusal;
    const { score, override, data } = decide(lead);
    const priority = priorityOf(score, rules.table.priority);
    // an answered request keeps the clock that it was answered by
    const responseDueAt = lead.respondedAt === null ? leadDueAt(lead.createdAt, priority, await findBusinessClock(tx)) : undefined;
    const { count } = await tx.lead.updateMany({
      where: { id: leadId, version },
      data: { score, priority, ...override, ...(responseDueAt && { responseDueAt }), version: { increment: 1 } },
    });
    if (count === 0) return refuseAsStale(tx, leadId);
    await tx.activity.create({
      data: { organizationId: actor.organizationId, leadId, kind: 'SYSTEM', event: 'lead.score', data: { ...data }, authorId: actor.userId, occurredAt: now },
      select: { id: true },
    });
    return { ok: true, score };
  });
}
