import type { Prisma } from '~/generated/prisma/client';
import type { DemoLead, DemoLeadOptions } from './demo-leads';
import { CALLS, EMAILS, NOTES } from './demo-texts';
import { uuidAt } from './uuid-at';

const MINUTE = 60_000;

/** What happened to a request: received, taken up, talked about, closed. */
export function demoHistory(lead: DemoLead, { random, organizationId, now }: DemoLeadOptions): Prisma.ActivityCreateManyInput[] {
  const rows: Prisma.ActivityCreateManyInput[] = [];
  const add = (at: Date, activity: Omit<Prisma.ActivityCreateManyInput, 'organizationId' | 'leadId' | 'occurredAt'>) => {
    const occurredAt = at < now ? at : now;
    rows.push({ id: uuidAt(occurredAt), organizationId, leadId: lead.id, contactId: lead.contactId, occurredAt, createdAt: occurredAt, ...activity });
  };
  const later = (from: Date, maxMinutes: number) => new Date(from.getTime() + random.int(5, maxMinutes) * MINUTE);

  const { ruleScore, priority, quarantineReason = null } = lead;
  add(lead.createdAt, { kind: 'SYSTEM', event: 'lead.created', data: { score: ruleScore, priority, quarantineReason } });
  const { respondedAt, assigneeId } = lead;
  if (assigneeId) add(respondedAt ?? later(lead.createdAt, 30), { kind: 'SYSTEM', event: 'lead.assigned', data: { from: null, to: assigneeId }, authorId: assigneeId });
  if (!respondedAt || !assigneeId) return rows;

  if (lead.state !== 'SPAM') {
    const kind = random.weighted([['CALL', 6], ['EMAIL', 3]] as const);
    add(respondedAt, {
      kind,
      body: random.pick<string>(kind === 'CALL' ? CALLS : EMAILS),
      durationMin: kind === 'CALL' ? random.int(2, 18) : null,
      authorId: assigneeId,
    });
    add(later(respondedAt, 10), { kind: 'SYSTEM', event: 'lead.state', data: { from: 'NEW', to: 'IN_PROGRESS' }, authorId: assigneeId });
    if (random.chance(0.35)) add(later(respondedAt, 600), { kind: 'NOTE', body: random.pick<string>(NOTES), authorId: assigneeId });
  }
  if (lead.overrideAt) {
    const data = { from: lead.ruleScore, to: lead.score, reason: lead.overrideReason ?? null };
    add(later(lead.overrideAt, 20), { kind: 'SYSTEM', event: 'lead.score', data, authorId: lead.overrideById });
  }
  if (lead.state === 'SPAM') add(respondedAt, { kind: 'SYSTEM', event: 'lead.state', data: { from: 'NEW', to: 'SPAM' }, authorId: assigneeId });
  if (lead.state === 'CONVERTED' || lead.state === 'REJECTED') {
    add(lead.convertedAt ?? later(respondedAt, 4_000), {
      kind: 'SYSTEM',
      event: 'lead.state',
      data: { from: 'IN_PROGRESS', to: lead.state, ...(lead.rejectReason && { reason: lead.rejectReason }) },
      authorId: assigneeId,
    });
  }
  return rows;
}
