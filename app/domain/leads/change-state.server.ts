import { randomUUID } from 'node:crypto';
import { orgDb } from '~/platform/db.server';
import { auditLead } from './audit-lead.server';
import { findForCommand, refuseAsStale } from './find-for-command.server';
import type { LeadActor, LeadCommandResult } from './lead-command';
import { checkTransition, type LeadState } from './lifecycle';

export interface ChangeState {
  actor: LeadActor;
  leadId: string;
  to: LeadState;
  reason: string | null;
  /** The version that the person saw. */
  version: number;
  now: Date;
}

/**
 * Moves a request to another state, as a person chooses it. Under concurrency the row decides: one of several changes
 * from the same version wins, the others are told what it has become. The first change answers the request's clock.
 */
export async function changeLeadState({ actor, leadId, to, reason, version, now }: ChangeState): Promise<LeadCommandResult> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const { lead, refusal } = await findForCommand(tx, { actor, leadId, version });
    if (!lead) return refusal;
    const check = checkTransition(lead.state, to, { reason });
    if (!check.ok) {
      const { error, allowed } = check;
      return error === 'transition.notAllowed' ? { ok: false, error: 'notAllowed', current: lead, allowed } : { ok: false, error };
    }
    const rejectReason = check.transition.requires === 'reason' ? (reason?.trim() ?? null) : null;
    const { count } = await tx.lead.updateMany({
      where: { id: leadId, state: lead.state, version },
      data: { state: to, rejectReason, version: { increment: 1 }, ...(lead.respondedAt === null && { respondedAt: now }) },
    });
    if (count === 0) return refuseAsStale(tx, leadId);
    const batchId = randomUUID();
    await tx.activity.create({
      data: {
        organizationId: actor.organizationId,
        leadId,
        kind: 'SYSTEM',
        event: 'lead.state',
        data: {
          from: lead.state,
          to,
          ...(rejectReason && { reason: rejectReason }),
          undo: { version: version + 1, reason: lead.rejectReason, answered: lead.respondedAt === null },
        },
        authorId: actor.userId,
        batchId,
        occurredAt: now,
      },
      select: { id: true },
    });
    await auditLead(tx, actor, { leadId, before: { state: lead.state, rejectReason: lead.rejectReason }, after: { state: to, rejectReason } });
    return { ok: true, batchId };
  });
}
