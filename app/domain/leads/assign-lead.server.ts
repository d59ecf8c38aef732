import { randomUUID } from 'node:crypto';
import { can, type Role } from '~/domain/accounts/permissions';
import { orgDb, type OrgDb, type OrgTx } from '~/platform/db.server';
import { findForCommand, refuseAsStale } from './find-for-command.server';
import type { LeadActor, LeadCommandResult } from './lead-command';

const WORKING_ROLES = (['OWNER', 'ADMIN', 'MANAGER', 'SALES', 'OPERATOR', 'VIEWER'] as const satisfies Role[]).filter((role) => can(role, 'leads', 'update'));

export interface MemberName {
  id: string;
  name: string;
  /** Requests can be given to this person. */
  isAssignable: boolean;
}

/** Everybody who is or was a member, by name: for names in lists and histories, and for the choice of a person. */
export async function listMemberNames(db: OrgDb): Promise<MemberName[]> {
  const rows = await db.membership.findMany({ select: { userId: true, role: true, removedAt: true, user: { select: { name: true } } } });
  return rows
    .map(({ userId, role, removedAt, user }) => ({ id: userId, name: user.name, isAssignable: removedAt === null && isWorking(role) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'ru'));
}

/** Whether requests can be given to this person; false for an unknown one. */
export async function isAssignable(tx: OrgTx, userId: string): Promise<boolean> {
  const member = await tx.membership.findFirst({ where: { userId, removedAt: null, role: { in: [...WORKING_ROLES] } }, select: { userId: true } });
  return member !== null;
}

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
    return { ok: true, batchId };
  });
}

function isWorking(role: Role): boolean {
  return WORKING_ROLES.some((working) => working === role);
}
