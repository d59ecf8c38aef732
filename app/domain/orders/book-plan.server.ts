import { bookOrder } from '~/domain/bookings/book.server';
import { BookingClash } from '~/domain/bookings/booking-clash';
import { offerInstead } from '~/domain/bookings/offer-instead.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import type { ClashRefusal, OrderRecord } from './order-command';
import { bookedItems } from './order-lines';

type Plan = Pick<OrderRecord, 'id' | 'lines' | 'plannedStart' | 'plannedEnd'> & { operators: readonly { userId: string }[] };

/** A clash with what was to be booked: the transaction is lost, the answer is made outside of it. */
class PlanClash extends Error {
  constructor(readonly wanted: ReturnType<typeof wantedOf> & object) {
    super('the plan of an order clashes with another booking');
  }
}

/** Books the machines, attachments and people of an order for its planned time. Run the transaction through `answerClash`. */
export async function bookPlan(tx: OrgTx, organizationId: string, plan: Plan): Promise<void> {
  const wanted = wantedOf(organizationId, plan);
  if (!wanted) return;
  try {
    const { exceptOrderId: orderId, ...booking } = wanted;
    await bookOrder(tx, { ...booking, orderId });
  } catch (error) {
    throw error instanceof BookingClash ? new PlanClash(wanted) : error;
  }
}

/** The result of a transaction, or what clashed with its bookings and what could be done instead. */
export async function answerClash<T>(organizationId: string, transaction: Promise<T>): Promise<T | ClashRefusal> {
  try {
    return await transaction;
  } catch (error) {
    if (!(error instanceof PlanClash)) throw error;
    const { clashes, ...offers } = await offerInstead(orgDb(organizationId), error.wanted);
    return { ok: false, error: 'clash', clashes, offers };
  }
}

function wantedOf(organizationId: string, { id, lines, operators, plannedStart, plannedEnd }: Plan) {
  if (!plannedStart || !plannedEnd) return null;
  return { organizationId, exceptOrderId: id, itemIds: bookedItems(lines), userIds: operators.map(({ userId }) => userId), startsAt: plannedStart, endsAt: plannedEnd };
}
