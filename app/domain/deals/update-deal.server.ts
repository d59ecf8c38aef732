import { changedFields } from '~/domain/audit/changed-fields';
import type { Viewer } from '~/domain/accounts/reach';
import { writeSystemActivity } from '~/domain/activities/system-activity.server';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { mergeCustomValues } from '~/domain/custom-fields/custom-field';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { checkDealInput, toDate } from './create-deal.server';
import type { DealActor, DealInputError, DealRecord, DealRefusal } from './deal-command';
import type { DealInput } from './deal-input';
import { auditFields, lockDeal } from './deal-record.server';
import { isPositive } from './lifecycle';
import { tellOfAssignedDeal } from './tell-of-deal.server';

export interface UpdateDeal {
  actor: DealActor;
  contacts: Viewer;
  dealId: string;
  /** What is not named stays as it is. */
  change: Partial<DealInput>;
  /** The version that the person saw. */
  version: number;
  now: Date;
}

export type UpdateDealResult = { ok: true; changed: string[] } | DealRefusal | { ok: false; error: DealInputError };

/** Changes a deal's facts; its place on the board only `moveDeal` changes. Of two changes from the same version one wins. */
export async function updateDeal({ actor, contacts, dealId, change, version, now }: UpdateDeal): Promise<UpdateDealResult> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const found = await lockDeal(tx, actor, dealId, version);
    if (!found.deal) return found.refusal;
    const error = await checkDealChange(tx, contacts, found.deal, change);
    if (error) return { ok: false, error };
    const changed = await changeDealIn(tx, { actor, deal: found.deal, change, now });
    if (changed.includes('ownerId') && change.ownerId !== actor.userId) await tellOfAssignedDeal(tx, { organizationId: actor.organizationId, dealId, actorId: actor.userId });
    return { ok: true, changed };
  });
}

/** What of a change the organisation does not have or the rules do not allow. */
export async function checkDealChange(tx: OrgTx, contacts: Viewer, deal: DealRecord, change: Partial<DealInput>): Promise<DealInputError | null> {
  const after = { ...deal, ...change };
  const error = await checkDealInput(tx, contacts, after, deal);
  if (error) return error;
  // its stage belongs to the old pipeline
  if (after.pipelineId !== deal.pipelineId && deal.state === 'IN_PROGRESS') return 'pipeline';
  return deal.wonAt && !isPositive(after.amount) ? 'amountNeeded' : null;
}

interface ChangeDeal {
  actor: Pick<DealActor, 'organizationId' | 'userId'>;
  deal: DealRecord;
  change: Partial<DealInput>;
  now: Date;
  batchId?: string;
}

/** Writes a checked change of a deal that the caller has locked: the row, its history, the audit log. Returns the names of the changed fields. */
export async function changeDealIn(tx: OrgTx, { actor: { organizationId, userId }, deal, change: { custom = {}, expectedCloseDay, ...plain }, now, batchId }: ChangeDeal): Promise<string[]> {
  const after: DealRecord = { ...deal, ...plain, custom: mergeCustomValues(deal.custom, custom), ...(expectedCloseDay !== undefined && { expectedCloseDay }) };
  const [old, fresh] = [auditFields(deal), auditFields(after)];
  const changed = Object.keys(changedFields(old, fresh).after ?? {});
  if (changed.length === 0) return [];
  await tx.deal.updateMany({
    where: { id: deal.id },
    data: { ...plain, custom: after.custom, expectedCloseDay: toDate(after.expectedCloseDay), version: { increment: 1 }, updatedAt: now },
  });
  const note = (event: string, data: object) => writeSystemActivity(tx, { organizationId, dealId: deal.id, event, data: { ...data }, authorId: userId, now, ...(batchId && { batchId }) });
  const told = new Set(['amount', 'currency', 'ownerId', 'contactId']);
  if (changed.includes('amount') || changed.includes('currency')) await note('deal.amount', { from: deal.amount, to: after.amount, currency: after.currency });
  if (changed.includes('ownerId')) await note('deal.owner', { from: deal.ownerId, to: after.ownerId });
  if (changed.includes('contactId')) await note('deal.contact', { from: deal.contactName, to: await contactName(tx, after.contactId) });
  const others = changed.filter((field) => !told.has(field));
  if (others.length > 0) await note('deal.updated', { fields: others });
  await writeAudit(tx, { organizationId, actorId: userId, action: 'update', resource: 'deals', resourceId: deal.id, label: after.title, before: old, after: fresh });
  return changed;
}

async function contactName(tx: OrgTx, id: string): Promise<string> {
  return (await tx.contact.findFirst({ where: { id }, select: { name: true } }))?.name ?? '';
}
