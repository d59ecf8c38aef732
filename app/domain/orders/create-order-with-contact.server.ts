import type { ContactInput } from '~/domain/contacts/contact-input';
import { createContactIn } from '~/domain/contacts/create-contact.server';
import { orgDb } from '~/platform/db.server';
import { checkOrderInput } from './check-order-input.server';
import { answerMade, createOrderIn, type CreateOrderResult } from './create-order.server';
import type { OrderActor, OrderInputError } from './order-command';
import type { OrderInput } from './order-input';

/** A new draft for a client who is new: both are made, or neither. @param newId see `createOrderIn` */
export function createOrderWithContact(actor: OrderActor, { contact, ...input }: Omit<OrderInput, 'contactId'> & { contact: ContactInput }, now: Date, newId: string | null = null): Promise<CreateOrderResult> {
  return orgDb(actor.organizationId)
    .$transaction(async (tx): Promise<CreateOrderResult> => {
      const { id: contactId } = await createContactIn(tx, actor, contact, now);
      const order = { ...input, contactId };
      const error = await checkOrderInput(tx, actor, order, null);
      if (error) throw new RefusedOrder(error);
      return { ok: true, ...(await createOrderIn(tx, actor, order, now, newId)) };
    })
    .catch((error: unknown): CreateOrderResult | Promise<CreateOrderResult> => {
      if (error instanceof RefusedOrder) return { ok: false, error: error.reason };
      return answerMade(actor, newId, error);
    });
}

/** Takes the whole transaction back, with the contact that was made in it. */
class RefusedOrder extends Error {
  constructor(readonly reason: OrderInputError) {
    super(reason);
  }
}
