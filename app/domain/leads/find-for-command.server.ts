import type { OrgTx } from '~/platform/db.server';
import { isLeadWithin } from './lead-reach.server';
import type { CurrentLead, LeadActor, LeadRefusal } from './lead-command';

const facts = {
  id: true, state: true, rejectReason: true, assigneeId: true, score: true, ruleScore: true, version: true,
  respondedAt: true, createdAt: true, overrideAt: true,
} as const;

/**
 * The request that a command is about, or why the person may not change it. Requests in quarantine are found by the
 * commands of the quarantine alone.
 * @param version the one the person saw; another one means that somebody was faster
 */
export async function findForCommand(tx: OrgTx, { actor, leadId, version }: { actor: LeadActor; leadId: string; version: number }) {
  const lead = await tx.lead.findFirst({ where: { id: leadId, quarantineReason: null }, select: facts });
  const refuse = (refusal: LeadRefusal) => ({ lead: null, refusal });
  if (!lead || !(await isLeadWithin(tx, actor, leadId))) return refuse({ ok: false, error: 'notFound' });
  if (actor.scope === 'own' && lead.assigneeId !== actor.userId) return refuse({ ok: false, error: 'forbidden' });
  if (lead.version !== version) return refuse({ ok: false, error: 'stale', current: lead });
  return { lead, refusal: null };
}

/** After an update found nothing: what the winner made of the request. */
export async function refuseAsStale(tx: OrgTx, leadId: string): Promise<LeadRefusal> {
  const current: CurrentLead | null = await tx.lead.findFirst({ where: { id: leadId }, select: facts });
  return current ? { ok: false, error: 'stale', current } : { ok: false, error: 'notFound' };
}
