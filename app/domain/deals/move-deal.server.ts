import { Prisma } from '~/generated/prisma/client';
import { writeSystemActivity } from '~/domain/activities/system-activity.server';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import type { DealActor, DealRecord, MoveRefusal } from './deal-command';
import { lockDeal } from './deal-record.server';
import { checkMove, momentsOf, type DealPlace, type DealState } from './lifecycle';
import { tellOfWonDeal } from './tell-of-deal.server';

export interface MoveDeal {
  dealId: string;
  /** Another stage (of the deal's pipeline), or another state; IN_PROGRESS alone means the first stage. */
  to: { stageId: string } | { state: DealState };
  /** Plain decimal text: a new amount, when the person gave one. */
  amount?: string | null;
  lostReasonId?: string | null;
  lostNote?: string | null;
  /** The version that the person saw; null for whatever it is now (bulk). */
  version: number | null;
  now: Date;
  /** Rows written by one bulk command share it. */
  batchId?: string;
}

export type MoveResult = { ok: true; from: DealPlace; version: number } | MoveRefusal;

/** Moves a deal on the board. Of several moves from the same version one wins, the others are told what it has become. */
export async function moveDeal(actor: DealActor, move: MoveDeal): Promise<MoveResult> {
  return orgDb(actor.organizationId).$transaction((tx) => moveDealIn(tx, actor, move));
}

/** The same within somebody's transaction. Locks the deal. */
export async function moveDealIn(tx: OrgTx, actor: DealActor, { dealId, to, version, now: asked, batchId, ...given }: MoveDeal): Promise<MoveResult> {
  const found = await lockDeal(tx, actor, dealId, version);
  if (!found.deal) return found.refusal;
  const { deal } = found;
  // stays follow one another, also when the clocks of two servers differ
  const now = asked > deal.stageEnteredAt ? asked : deal.stageEnteredAt;
  const place = await readTarget(tx, actor.organizationId, deal, to);
  if (!place) return { ok: false, error: 'stageUnknown' };
  const facts = { amount: given.amount ?? deal.amount, lostReasonId: given.lostReasonId ?? null };
  const check = checkMove(deal, place, facts);
  if (!check.ok) {
    const { error, allowed } = check;
    return error === 'notAllowed' ? { ok: false, error, current: deal, allowed } : { ok: false, error };
  }
  const reason = place.state === 'LOST' ? await findReason(tx, facts.lostReasonId) : null;
  if (place.state === 'LOST' && !reason) return { ok: false, error: 'lostReasonUnknown' };
  const { organizationId, userId } = actor;
  const lost = place.state === 'LOST' ? { lostReasonId: reason?.id ?? null, lostNote: given.lostNote?.trim() || null } : {};
  const change = { ...place, amount: facts.amount, ...lost, ...momentsOf(place.state, now) };
  await tx.deal.updateMany({
    where: { id: dealId },
    data: { ...change, stageEnteredAt: now, ...(check.kind === 'state' && { stateChangedAt: now }), updatedAt: now, version: { increment: 1 } },
  });
  await tx.dealStep.updateMany({ where: { dealId, leftAt: null }, data: { leftAt: now } });
  await tx.dealStep.create({ data: { organizationId, dealId, ...place, enteredAt: now, byId: userId }, select: { id: true } });
  const note = (event: string, data: object) => writeSystemActivity(tx, { organizationId, dealId, event, data: { ...data }, authorId: userId, now, ...(batchId && { batchId }) });
  if (facts.amount !== deal.amount) await note('deal.amount', { from: deal.amount, to: facts.amount, currency: deal.currency });
  if (check.kind === 'stage') await note('deal.stage', await stageNames(tx, deal.stageId, place.stageId));
  else {
    const worth = place.state === 'WON' ? { amount: facts.amount, currency: deal.currency } : {};
    const why = reason ? { reason: reason.name, ...(lost.lostNote && { note: lost.lostNote }) } : {};
    await note('deal.state', { from: deal.state, to: place.state, ...worth, ...why });
  }
  const before = { state: deal.state, stageId: deal.stageId, amount: deal.amount, lostReasonId: deal.lostReasonId, lostNote: deal.lostNote };
  const after = { ...before, ...place, amount: facts.amount, ...lost };
  await writeAudit(tx, { organizationId, actorId: userId, action: 'update', resource: 'deals', resourceId: dealId, label: deal.title, before, after, facts: { currency: deal.currency, contactId: deal.contactId, pipelineId: deal.pipelineId, ownerId: deal.ownerId, leadId: deal.leadId } });
  if (place.state === 'WON') await tellOfWonDeal(tx, { organizationId, dealId, actorId: userId });
  return { ok: true, from: { state: deal.state, stageId: deal.stageId }, version: deal.version + 1 };
}

/** Where the move leads. Null: a stage that the deal's pipeline does not have, or no longer. */
async function readTarget(tx: OrgTx, organizationId: string, { pipelineId }: DealRecord, to: MoveDeal['to']): Promise<DealPlace | null> {
  if ('state' in to && to.state !== 'IN_PROGRESS') return { state: to.state, stageId: null };
  const which = 'stageId' in to ? Prisma.sql`"id" = ${to.stageId}::uuid` : Prisma.sql`TRUE`;
  // held, so that the stage is not archived before the deal stands in it
  const [stage] = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "DealStage"
    WHERE "organizationId" = ${organizationId}::uuid AND "pipelineId" = ${pipelineId}::uuid AND "archivedAt" IS NULL AND ${which}
    ORDER BY "position", "id" LIMIT 1 FOR KEY SHARE`;
  return stage ? { state: 'IN_PROGRESS', stageId: stage.id } : null;
}

async function findReason(tx: OrgTx, id: string | null) {
  return id ? tx.lostReason.findFirst({ where: { id, archivedAt: null }, select: { id: true, name: true } }) : null;
}

async function stageNames(tx: OrgTx, from: string | null, to: string | null) {
  const stages = await tx.dealStage.findMany({ where: { id: { in: [from, to].filter((id) => id !== null) } }, select: { id: true, name: true } });
  const name = (id: string | null) => stages.find((stage) => stage.id === id)?.name ?? '';
  return { from: name(from), to: name(to) };
}
