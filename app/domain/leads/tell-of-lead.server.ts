import { z } from 'zod';
import { listRolesThatSeeAll } from '~/domain/accounts/access.server';
import { notify } from '~/domain/notifications/notify.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { defineJob, enqueue, type Job } from '~/platform/jobs.server';

interface Told {
  organizationId: string;
  leadId: string;
}

/** Tells everybody who sees all requests of a new one, and sets the alarm for the end of its response clock. */
export async function tellOfNewLead(tx: OrgTx, { organizationId, leadId }: Told): Promise<void> {
  const { responseDueAt } = await tx.lead.findFirstOrThrow({ where: { id: leadId }, select: { responseDueAt: true } });
  await notify(tx, { organizationId, event: 'lead.new', to: await listReaders(tx), actorId: null, data: await factsOf(tx, leadId), path: `/leads/${leadId}` });
  if (responseDueAt) await enqueue(tx, leadOverdueJob, { organizationId, leadId }, { startAfter: responseDueAt });
}

/** Tells a person of a request that somebody gave to them. */
export async function tellOfAssignedLead(tx: OrgTx, { organizationId, leadId, assigneeId, actorId }: Told & { assigneeId: string | null; actorId: string }): Promise<void> {
  if (!assigneeId || assigneeId === actorId) return;
  const by = await tx.membership.findFirst({ where: { userId: actorId }, select: { user: { select: { name: true } } } });
  await notify(tx, { organizationId, event: 'lead.assigned', to: [assigneeId], actorId, data: { ...(await factsOf(tx, leadId)), by: by?.user.name ?? null }, path: `/leads/${leadId}` });
}

const jobSchema = z.object({ organizationId: z.uuid(), leadId: z.uuid() });

/** The alarm of one request's response clock. */
export const leadOverdueJob: Job<typeof jobSchema> = defineJob({
  name: 'lead-overdue',
  schema: jobSchema,
  handler: (lead) => tellOfOverdueLead(lead, new Date()),
});

/** Tells of a request that nobody has answered in time: its assignee, else all who see every request. A clock that was set anew rings later. */
export async function tellOfOverdueLead({ organizationId, leadId }: Told, now: Date): Promise<void> {
  await orgDb(organizationId).$transaction(async (tx) => {
    const lead = await tx.lead.findFirst({ where: { id: leadId, state: 'NEW', quarantineReason: null, respondedAt: null, responseDueAt: { not: null } }, select: { responseDueAt: true, assigneeId: true } });
    if (!lead?.responseDueAt) return;
    if (lead.responseDueAt > now) {
      await enqueue(tx, leadOverdueJob, { organizationId, leadId }, { startAfter: lead.responseDueAt });
      return;
    }
    const to = lead.assigneeId ? [lead.assigneeId] : await listReaders(tx);
    await notify(tx, { organizationId, event: 'lead.overdue', to, actorId: null, data: await factsOf(tx, leadId), path: `/leads/${leadId}`, onceKey: `lead.overdue:${leadId}`, now });
  });
}

async function listReaders(tx: OrgTx): Promise<string[]> {
  const rows = await tx.membership.findMany({ where: { removedAt: null, role: { in: await listRolesThatSeeAll(tx, 'leads') } }, select: { userId: true } });
  return rows.map(({ userId }) => userId);
}

async function factsOf(tx: OrgTx, leadId: string) {
  const { firstName, lastName, service, responseDueAt, ...facts } = await tx.lead.findFirstOrThrow({
    where: { id: leadId },
    select: {
      reference: true, firstName: true, lastName: true, priority: true, score: true, phone: true, email: true,
      budget: true, deadline: true, comments: true, responseDueAt: true, service: { select: { name: true } },
    },
  });
  return { leadId, ...facts, name: `${firstName} ${lastName}`, service: service.name, responseDueAt: responseDueAt?.toISOString() ?? null };
}
