import { writeAudit } from '~/domain/audit/write-audit.server';
import type { AuditFields } from '~/domain/audit/changed-fields';
import type { OrgTx } from '~/platform/db.server';
import type { LeadActor } from './lead-command';

type Actor = Pick<LeadActor, 'organizationId'> & { userId: string | null };

interface Change {
  leadId: string;
  /** Usually an update. */
  action?: string;
  before: AuditFields;
  after: AuditFields;
}

/** Notes a change of one request in the audit log, under the client's name. Nobody as the person: the client or the system. */
export async function auditLead(tx: OrgTx, { organizationId, userId }: Actor, { leadId, action = 'update', before, after }: Change): Promise<void> {
  const lead = await tx.lead.findFirst({ where: { id: leadId }, select: { firstName: true, lastName: true } });
  const label = lead && `${lead.firstName} ${lead.lastName}`;
  await writeAudit(tx, { organizationId, actorId: userId, action, resource: 'leads', resourceId: leadId, label, before, after });
}

/** Notes one command over many requests: what it set and in how many; their own histories say the rest. */
export async function auditLeads(tx: OrgTx, { organizationId, userId }: Actor, action: 'bulk' | 'undo', after: AuditFields & { count: number }): Promise<void> {
  if (after.count > 0) await writeAudit(tx, { organizationId, actorId: userId, action, resource: 'leads', after });
}
