import type { Prisma } from '~/generated/prisma/client';
import { activityData } from '../../../prisma/crm-factories';
import { workingMoment, type DealStay } from '../../../prisma/deal-path';
import type { Random } from '../../../prisma/random';
import type { DemoDeal } from './demo-deals';
import { uuidAt } from './uuid-at';

const DAY = 86_400_000;
const EVERY_DAYS = 6;

/** The stays of deals in the columns of the board, as rows. */
export function demoSteps(deals: readonly DemoDeal[]): Prisma.DealStepCreateManyInput[] {
  return deals.flatMap(({ row, stays }) =>
    stays.map((stay) => ({ id: uuidAt(stay.enteredAt), organizationId: row.organizationId, dealId: row.id, ...stay, byId: row.ownerId })),
  );
}

/** What the system noted about a deal, and what people did about it while it was open. */
export function demoDealHistory({ row, stays, names }: DemoDeal, { random, now }: { random: Random; now: Date }): Prisma.ActivityCreateManyInput[] {
  const { organizationId, id: dealId, contactId, ownerId } = row;
  const at = (occurredAt: Date) => ({ id: uuidAt(occurredAt), organizationId, dealId, contactId, authorId: ownerId, occurredAt, createdAt: occurredAt });
  const noted = stays.flatMap((stay, index) => systemLines(stays[index - 1], stay).map((line) => ({ ...at(stay.enteredAt), kind: 'SYSTEM' as const, ...line })));
  return [...noted, ...talks(stays, random, now).map((moment) => activityData(at(moment), random))];

  function systemLines(before: DealStay | undefined, stay: DealStay): { event: string; data: Prisma.InputJsonObject }[] {
    const worth = row.amount ? { amount: String(row.amount), currency: row.currency } : {};
    const name = (id: string | null | undefined) => names.get(id ?? '') ?? null;
    if (!before) return [{ event: 'deal.created', data: { ...worth, ...(row.leadId && { leadId: row.leadId }) } }];
    if (before.state === stay.state) return [{ event: 'deal.stage', data: { from: name(before.stageId), to: name(stay.stageId) } }];
    const how = stay.state === 'WON' ? worth : stay.state === 'LOST' ? { reason: name(row.lostReasonId), ...(row.lostNote && { note: row.lostNote }) } : {};
    return [{ event: 'deal.state', data: { from: before.state, to: stay.state, ...how } }];
  }
}

/** What the conversion of a request notes on it, in the moment of the deal's beginning. */
export function demoConversions(deals: readonly DemoDeal[]): Prisma.ActivityCreateManyInput[] {
  return deals.flatMap(({ row: { organizationId, id: dealId, contactId, leadId, title, ownerId, createdAt } }) =>
    leadId
      ? [{ id: uuidAt(createdAt), organizationId, leadId, contactId, dealId, kind: 'SYSTEM' as const, event: 'lead.converted', data: { contactId, dealId, dealTitle: title }, authorId: ownerId, occurredAt: createdAt, createdAt }]
      : [],
  );
}

/** Every week or so from the beginning to the end of the deal. */
function talks(stays: readonly DealStay[], random: Random, now: Date): Date[] {
  const begun = stays[0]!.enteredAt;
  const end = stays.find(({ state }) => state === 'WON' || state === 'LOST')?.enteredAt ?? now;
  const moments: Date[] = [];
  for (let last = begun; ; ) {
    const next = workingMoment(new Date(last.getTime() + random.next() * 2 * EVERY_DAYS * DAY), last, random);
    if (next >= end || moments.length >= 12) return moments;
    moments.push(next);
    last = next;
  }
}
