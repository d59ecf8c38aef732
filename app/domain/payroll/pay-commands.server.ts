import { answerClosedBooks, assertBooksOpen, type ClosedBooks } from '~/domain/books/books.server';
import { writeAudit, type AuditEntry } from '~/domain/audit/write-audit.server';
import { fitsMoney, moneyText } from '~/domain/money/money';
import { dayColumn } from '~/domain/periods/day-column';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { payAmount } from './pay-amount';
import { payFacts } from './pay-facts';
import type { PayInput } from './pay-input';
import { lockPayRow, type PayRecord } from './pay-record.server';

/** Who writes pay of which organisation. Whether the role may is the caller's to check. */
export interface PayActor {
  organizationId: string;
  userId: string;
}

/**
 * Why a command did nothing. `notPending`: approved and paid rows are not changed; `person` and `order` name what the
 * organisation does not have; `tooLarge`: quantity × rate does not fit.
 */
export type PayRefusal = ClosedBooks | { ok: false; error: 'notFound' | 'person' | 'order' | 'notPending' | 'tooLarge' } | { ok: false; error: 'stale'; current: PayRecord };
export type PayResult = { ok: true; id: string } | PayRefusal;

/** Writes a row of pay by hand; it waits for approval. */
export async function createPayRow(actor: PayActor, input: PayInput, now: Date): Promise<PayResult> {
  const { organizationId, userId } = actor;
  return orgDb(organizationId).$transaction(async (tx): Promise<PayResult> => {
    const checked = await checkInput(tx, input, null);
    if (!checked.ok) return checked;
    await assertBooksOpen(tx, organizationId, input.day);
    const { amount, currency } = checked;
    const { id } = await tx.payrollRow.create({
      data: { ...input, amount, currency, day: dayColumn(input.day), organizationId, createdById: userId, createdAt: now, updatedAt: now },
      select: { id: true },
    });
    await audit(tx, actor, { action: 'create', resourceId: id, after: payFacts({ ...input, amount }) });
    return { ok: true, id };
  }).catch(answerClosedBooks);
}

/** Changes a pending row. Of two changes from the same version one wins. */
export async function changePayRow(actor: PayActor, { id, version, input }: { id: string; version: number; input: PayInput }, now: Date): Promise<PayResult> {
  const { organizationId } = actor;
  return orgDb(organizationId).$transaction(async (tx): Promise<PayResult> => {
    const row = await lockPayRow(tx, organizationId, id);
    if (!row || row.isDeleted) return { ok: false, error: 'notFound' };
    if (row.state !== 'PENDING') return { ok: false, error: 'notPending' };
    if (row.version !== version) return { ok: false, error: 'stale', current: row };
    const checked = await checkInput(tx, input, row);
    if (!checked.ok) return checked;
    await assertBooksOpen(tx, organizationId, row.day, input.day);
    const { amount, currency } = checked;
    await tx.payrollRow.updateMany({ where: { id }, data: { ...input, amount, currency, day: dayColumn(input.day), version: { increment: 1 }, updatedAt: now } });
    await audit(tx, actor, { action: 'update', resourceId: id, before: payFacts(row), after: payFacts({ ...input, amount }) });
    return { ok: true, id };
  }).catch(answerClosedBooks);
}

/** Takes a pending row out of the ledger; `restorePayRow` brings it back. One that is gone already is no error. */
export function deletePayRow(actor: PayActor, id: string, now: Date): Promise<PayResult> {
  return setDeleted(actor, id, now, true);
}

/** Brings a deleted row back. One that is there already is no error. */
export function restorePayRow(actor: PayActor, id: string, now: Date): Promise<PayResult> {
  return setDeleted(actor, id, now, false);
}

async function setDeleted(actor: PayActor, id: string, now: Date, isDeleted: boolean): Promise<PayResult> {
  const { organizationId, userId } = actor;
  return orgDb(organizationId).$transaction(async (tx): Promise<PayResult> => {
    const row = await lockPayRow(tx, organizationId, id);
    if (!row) return { ok: false, error: 'notFound' };
    if (row.isDeleted === isDeleted) return { ok: true, id };
    if (row.state !== 'PENDING') return { ok: false, error: 'notPending' };
    await assertBooksOpen(tx, organizationId, row.day);
    await tx.payrollRow.updateMany({ where: { id }, data: { deletedAt: isDeleted ? now : null, deletedById: isDeleted ? userId : null, version: { increment: 1 }, updatedAt: now } });
    await audit(tx, actor, { action: isDeleted ? 'delete' : 'restore', resourceId: id, ...(isDeleted ? { before: payFacts(row) } : { after: payFacts(row) }) });
    return { ok: true, id };
  }).catch(answerClosedBooks);
}

type Checked = { ok: true; amount: string; currency: string } | { ok: false; error: 'person' | 'order' | 'tooLarge' };

/** Whether person and order are the organisation's, and what the row comes to. Only what differs from before is asked for. */
async function checkInput(tx: OrgTx, input: PayInput, before: PayRecord | null): Promise<Checked> {
  const amount = payAmount(input, input.quantity);
  if (!fitsMoney(amount)) return { ok: false, error: 'tooLarge' };
  if (input.userId !== before?.userId && !(await tx.membership.findFirst({ where: { userId: input.userId, removedAt: null }, select: { userId: true } }))) return { ok: false, error: 'person' };
  if (before && input.orderId === before.orderId) return { ok: true, amount: moneyText(amount), currency: before.currency };
  const order = input.orderId ? await tx.order.findFirst({ where: { id: input.orderId, deletedAt: null }, select: { currency: true } }) : null;
  if (input.orderId && !order) return { ok: false, error: 'order' };
  const currency = order?.currency ?? before?.currency ?? (await tx.organization.findFirstOrThrow({ select: { currency: true } })).currency;
  return { ok: true, amount: moneyText(amount), currency };
}

function audit(tx: OrgTx, { organizationId, userId }: PayActor, entry: Pick<AuditEntry, 'action' | 'resourceId' | 'before' | 'after'>): Promise<void> {
  return writeAudit(tx, { organizationId, actorId: userId, resource: 'payroll', ...entry });
}
