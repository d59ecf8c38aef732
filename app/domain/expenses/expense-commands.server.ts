import { answerClosedBooks, assertBooksOpen, type ClosedBooks } from '~/domain/books/books.server';
import { writeAudit, type AuditEntry } from '~/domain/audit/write-audit.server';
import { dayColumn } from '~/domain/periods/day-column';
import { orgDb, type OrgTx } from '~/platform/db.server';
import type { ExpenseInput } from './expense-input';
import { expenseFacts, lockExpense, type ExpenseRecord } from './expense-record.server';

/** Who writes expenses of which organisation. Whether the role may is the caller's to check. */
export interface ExpenseActor {
  organizationId: string;
  userId: string;
}

/** Why a command did nothing; `order` and `item` name what the organisation does not have. */
export type ExpenseRefusal = ClosedBooks | { ok: false; error: 'notFound' | 'order' | 'item' } | { ok: false; error: 'stale'; current: ExpenseRecord };
export type ExpenseResult = { ok: true; id: string } | ExpenseRefusal;

/** Writes down a cost of the company, in the organisation's currency or that of its order. */
export async function createExpense(actor: ExpenseActor, input: ExpenseInput, now: Date): Promise<ExpenseResult> {
  const { organizationId, userId } = actor;
  return orgDb(organizationId).$transaction(async (tx): Promise<ExpenseResult> => {
    const links = await checkLinks(tx, input, null);
    if (!links.ok) return links;
    await assertBooksOpen(tx, organizationId, input.day);
    const data = { ...input, day: dayColumn(input.day), currency: links.currency };
    const { id } = await tx.expense.create({ data: { ...data, organizationId, createdById: userId, createdAt: now, updatedAt: now }, select: { id: true } });
    await audit(tx, actor, { action: 'create', resourceId: id, after: expenseFacts(input) });
    return { ok: true, id };
  }).catch(answerClosedBooks);
}

/** Changes an expense. Of two changes from the same version one wins. */
export async function changeExpense(actor: ExpenseActor, { id, version, input }: { id: string; version: number; input: ExpenseInput }, now: Date): Promise<ExpenseResult> {
  const { organizationId } = actor;
  return orgDb(organizationId).$transaction(async (tx): Promise<ExpenseResult> => {
    const expense = await lockExpense(tx, organizationId, id);
    if (!expense || expense.isDeleted) return { ok: false, error: 'notFound' };
    if (expense.version !== version) return { ok: false, error: 'stale', current: expense };
    const links = await checkLinks(tx, input, expense);
    if (!links.ok) return links;
    await assertBooksOpen(tx, organizationId, expense.day, input.day);
    await tx.expense.updateMany({ where: { id }, data: { ...input, day: dayColumn(input.day), currency: links.currency, version: { increment: 1 }, updatedAt: now } });
    await audit(tx, actor, { action: 'update', resourceId: id, before: expenseFacts(expense), after: expenseFacts(input) });
    return { ok: true, id };
  }).catch(answerClosedBooks);
}

/** Takes an expense out of the ledger; `restoreExpense` brings it back. One that is gone already is no error. */
export function deleteExpense(actor: ExpenseActor, id: string, now: Date): Promise<ExpenseResult> {
  return setDeleted(actor, id, now, true);
}

/** Brings a deleted expense back. One that is there already is no error. */
export function restoreExpense(actor: ExpenseActor, id: string, now: Date): Promise<ExpenseResult> {
  return setDeleted(actor, id, now, false);
}

async function setDeleted(actor: ExpenseActor, id: string, now: Date, isDeleted: boolean): Promise<ExpenseResult> {
  const { organizationId, userId } = actor;
  return orgDb(organizationId).$transaction(async (tx): Promise<ExpenseResult> => {
    const expense = await lockExpense(tx, organizationId, id);
    if (!expense) return { ok: false, error: 'notFound' };
    if (expense.isDeleted === isDeleted) return { ok: true, id };
    await assertBooksOpen(tx, organizationId, expense.day);
    await tx.expense.updateMany({ where: { id }, data: { deletedAt: isDeleted ? now : null, deletedById: isDeleted ? userId : null, version: { increment: 1 }, updatedAt: now } });
    const facts = expenseFacts(expense);
    await audit(tx, actor, { action: isDeleted ? 'delete' : 'restore', resourceId: id, ...(isDeleted ? { before: facts } : { after: facts }) });
    return { ok: true, id };
  }).catch(answerClosedBooks);
}

/** Whether order and machine are the organisation's; only what differs from before is asked for. With the currency to write in. */
async function checkLinks(tx: OrgTx, input: ExpenseInput, before: ExpenseRecord | null): Promise<{ ok: true; currency: string } | { ok: false; error: 'order' | 'item' }> {
  if (input.itemId && input.itemId !== before?.itemId) {
    const item = await tx.catalogItem.findFirst({ where: { id: input.itemId, deletedAt: null }, select: { id: true } });
    if (!item) return { ok: false, error: 'item' };
  }
  if (before && input.orderId === before.orderId) return { ok: true, currency: before.currency };
  if (!input.orderId) return { ok: true, currency: before?.currency ?? (await tx.organization.findFirstOrThrow({ select: { currency: true } })).currency };
  const order = await tx.order.findFirst({ where: { id: input.orderId, deletedAt: null }, select: { currency: true } });
  return order ? { ok: true, currency: order.currency } : { ok: false, error: 'order' };
}

function audit(tx: OrgTx, { organizationId, userId }: ExpenseActor, entry: Pick<AuditEntry, 'action' | 'resourceId' | 'before' | 'after'>): Promise<void> {
  return writeAudit(tx, { organizationId, actorId: userId, resource: 'expenses', ...entry });
}
