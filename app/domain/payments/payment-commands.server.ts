import { Decimal } from 'decimal.js';
import { answerClosedBooks, assertBooksOpen, type ClosedBooks } from '~/domain/books/books.server';
import { writeAudit, type AuditEntry } from '~/domain/audit/write-audit.server';
import { addMoney, fitsMoney } from '~/domain/money/money';
import { announcePayment } from '~/domain/orders/announce-order.server';
import { dayColumn } from '~/domain/periods/day-column';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { takesPayment } from './balance';
import type { PaymentInput, PaymentKind } from './payment-input';
import { findPayment, lockPaidOrder, paymentFacts, settleOrder, type PaidOrder, type PaymentRecord } from './payment-record.server';

/** Who writes payments of which organisation. Whether the role may is the caller's to check. */
export interface PaymentActor {
  organizationId: string;
  userId: string;
}

/**
 * Why a command did nothing. `orderState`: money of this order is not taken (a draft, a cancelled one); `refundTooLarge`:
 * more would be given back than was received (`paid` is what may be given back); `tooLarge`: the sum no longer fits.
 */
export type PaymentRefusal =
  | ClosedBooks
  | { ok: false; error: 'notFound' | 'orderState' | 'tooLarge' }
  | { ok: false; error: 'refundTooLarge'; paid: string; currency: string }
  | { ok: false; error: 'stale'; current: PaymentRecord };

export type PaymentResult = { ok: true; id: string; orderId: string } | PaymentRefusal;

const signed = (kind: PaymentKind, amount: string) => new Decimal(kind === 'RECEIVED' ? amount : `-${amount}`);

/** Writes down money that came from a client or went back. The same submissionKey again writes nothing new. */
export async function recordPayment(actor: PaymentActor, { orderId, submissionKey, ...input }: PaymentInput & { orderId: string; submissionKey: string | null }, now: Date): Promise<PaymentResult> {
  const { organizationId, userId } = actor;
  return orgDb(organizationId).$transaction(async (tx): Promise<PaymentResult> => {
    const order = await lockPaidOrder(tx, organizationId, orderId);
    if (!order) return { ok: false, error: 'notFound' };
    const known = submissionKey ? await tx.payment.findFirst({ where: { submissionKey }, select: { id: true, orderId: true } }) : null;
    if (known) return { ok: true, ...known };
    if (!takesPayment(order.state, input.kind)) return { ok: false, error: 'orderState' };
    const refusal = checkPaid(order, signed(input.kind, input.amount), input.kind === 'REFUNDED');
    if (refusal) return refusal;
    await assertBooksOpen(tx, organizationId, input.day);
    const { contactId, currency } = order;
    const { id } = await tx.payment.create({
      data: { ...input, day: dayColumn(input.day), organizationId, orderId, contactId, currency, submissionKey, createdById: userId, createdAt: now, updatedAt: now },
      select: { id: true },
    });
    await settleOrder(tx, organizationId, orderId);
    await audit(tx, actor, order, { action: 'create', resourceId: id, after: paymentFacts(input) });
    if (input.kind === 'RECEIVED') await announcePayment(tx, { organizationId, orderId, actorId: userId, amount: input.amount });
    return { ok: true, id, orderId };
  }).catch(answerClosedBooks);
}

/** Changes a payment; its kind stays. Of two changes from the same version one wins. */
export async function changePayment(actor: PaymentActor, { id, version, change }: { id: string; version: number; change: Omit<PaymentInput, 'kind'> }, now: Date): Promise<PaymentResult> {
  return withPayment(actor, id, async (tx, order, payment) => {
    if (payment.isDeleted) return { ok: false, error: 'notFound' };
    if (payment.version !== version) return { ok: false, error: 'stale', current: payment };
    const difference = signed(payment.kind, change.amount).minus(signed(payment.kind, payment.amount));
    // a smaller sum may always be put right
    if (new Decimal(change.amount).greaterThan(payment.amount) && !takesPayment(order.state, payment.kind)) return { ok: false, error: 'orderState' };
    const refusal = checkPaid(order, difference, difference.isNegative());
    if (refusal) return refusal;
    await assertBooksOpen(tx, actor.organizationId, payment.day, change.day);
    const after = { ...change, kind: payment.kind };
    await tx.payment.updateMany({ where: { id }, data: { ...change, day: dayColumn(change.day), version: { increment: 1 }, updatedAt: now } });
    await settleOrder(tx, actor.organizationId, order.id);
    await audit(tx, actor, order, { action: 'update', resourceId: id, before: paymentFacts(payment), after: paymentFacts(after) });
    return { ok: true, id, orderId: order.id };
  });
}

/** Takes a payment out of the ledger; `restorePayment` brings it back. One that is gone already is no error. */
export function deletePayment(actor: PaymentActor, id: string, now: Date): Promise<PaymentResult> {
  return setDeleted(actor, id, now, true);
}

/** Brings a deleted payment back. One that is there already is no error. */
export function restorePayment(actor: PaymentActor, id: string, now: Date): Promise<PaymentResult> {
  return setDeleted(actor, id, now, false);
}

function setDeleted(actor: PaymentActor, id: string, now: Date, isDeleted: boolean): Promise<PaymentResult> {
  return withPayment(actor, id, async (tx, order, payment) => {
    if (payment.isDeleted === isDeleted) return { ok: true, id, orderId: order.id };
    if (!isDeleted && !takesPayment(order.state, payment.kind)) return { ok: false, error: 'orderState' };
    const effect = signed(payment.kind, payment.amount).times(isDeleted ? -1 : 1);
    const refusal = checkPaid(order, effect, effect.isNegative());
    if (refusal) return refusal;
    await assertBooksOpen(tx, actor.organizationId, payment.day);
    await tx.payment.updateMany({ where: { id }, data: { deletedAt: isDeleted ? now : null, deletedById: isDeleted ? actor.userId : null, version: { increment: 1 }, updatedAt: now } });
    await settleOrder(tx, actor.organizationId, order.id);
    const facts = paymentFacts(payment);
    await audit(tx, actor, order, { action: isDeleted ? 'delete' : 'restore', resourceId: id, ...(isDeleted ? { before: facts } : { after: facts }) });
    return { ok: true, id, orderId: order.id };
  });
}

type Change = (tx: OrgTx, order: PaidOrder, payment: PaymentRecord) => Promise<PaymentResult>;

/** Locks the order first, as every writer of payments does, and reads the payment behind the lock. */
async function withPayment({ organizationId }: PaymentActor, id: string, change: Change): Promise<PaymentResult> {
  return orgDb(organizationId).$transaction(async (tx): Promise<PaymentResult> => {
    const named = await tx.payment.findFirst({ where: { id }, select: { orderId: true } });
    const order = named && (await lockPaidOrder(tx, organizationId, named.orderId));
    const payment = order && (await findPayment(tx, organizationId, id));
    return payment ? change(tx, order, payment) : { ok: false, error: 'notFound' };
  }).catch(answerClosedBooks);
}

/** Never more is given back than was received, and the sum fits its column. */
function checkPaid({ paid, currency }: PaidOrder, effect: Decimal, givesBack: boolean): PaymentRefusal | null {
  const after = addMoney(paid, effect);
  if (givesBack && after.isNegative() && !after.isZero()) return { ok: false, error: 'refundTooLarge', paid, currency };
  return fitsMoney(after) ? null : { ok: false, error: 'tooLarge' };
}

function audit(tx: OrgTx, { organizationId, userId }: PaymentActor, order: PaidOrder, entry: Pick<AuditEntry, 'action' | 'resourceId' | 'before' | 'after'>): Promise<void> {
  return writeAudit(tx, { organizationId, actorId: userId, resource: 'payments', label: order.number, facts: { orderId: order.id, contactId: order.contactId, currency: order.currency }, ...entry });
}
