import { randomUUID } from 'node:crypto';
import { isAssignable } from '~/domain/accounts/members/members.server';
import { orgDb } from '~/platform/db.server';
import { auditLead } from './audit-lead.server';
import { findForCommand, refuseAsStale } from './find-for-command.server';
import type { LeadActor, LeadCommandResult } from './lead-command';
import { tellOfAssignedLead } from './tell-of-lead.server';

export interface AssignLead {
  actor: LeadActor;
  leadId: string;
  /** Null: nobody any more. */
  assigneeId: string | null;
  /** The version that the person saw. */
  version: number;
  now: Date;
}

/** Gives a request to a person. Does not answer the client, so its clock runs on. */
export async function assignLead({ actor, leadId, assigneeId, version, now }: AssignLead): Promise<LeadCommandResult | { ok: false; error: 'notAssignable' }> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const { lead, refusal } = await findForCommand(tx, { actor, leadId, version });
    if (!lead) return refusal;
    if (assigneeId !== null && !(await isAssignable(tx, assigneeId))) return { ok: false, error: 'notAssignable' };
    const batchId = randomUUID();
    if (lead.assigneeId === assigneeId) return { ok: true, batchId };
    const { count } = await tx.lead.updateMany({ where: { id: leadId, version }, data: { assigneeId, version: { increment: 1 } } });
    if (count === 0) return refuseAsStale(tx, leadId);
    await tx.activity.create({
      data: {
        organizationId: actor.organizationId,
        leadId,
        kind: 'SYSTEM',
        event: 'lead.assigned',
        data: { from: lead.assigneeId, to: assigneeId, undo: { version: version + 1 } },
        authorId: actor.userId,
        batchId,
        occurredAt: now,
      },
      select: { id: true },
    });
    await auditLead(tx, actor, { leadId, before: { assigneeId: lead.assigneeId }, after: { assigneeId } });
    await tellOfAssignedLead(tx, { organizationId: actor.organizationId, leadId, assigneeId, actorId: actor.userId });
    return { ok: true, batchId };
  });
}
