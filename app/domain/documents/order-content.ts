import type { LockedOrder } from '~/domain/orders/order-command';
import { readSnapshot, type OrderSnapshot } from '~/domain/orders/snapshot';
import { takeSnapshot } from '~/domain/orders/take-snapshot';
import type { DocumentKind } from './document-kinds';

/**
 * What a document says of its order: what was agreed, once it is approved; what was done, once it is completed; before
 * that, how it stands. An offer and a contract stay with what was agreed.
 */
export function contentFor(kind: DocumentKind, order: LockedOrder, now: Date): OrderSnapshot {
  // what was completed and then taken up again is not done
  const done = order.state === 'COMPLETED' ? readSnapshot(order.completedSnapshot) : null;
  const agreed = readSnapshot(order.approvedSnapshot);
  const isOffer = kind === 'QUOTE' || kind === 'CONTRACT';
  return (isOffer ? null : done) ?? agreed ?? takeSnapshot(order, now);
}
