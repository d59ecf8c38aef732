import type { OrderState } from '~/generated/prisma/enums';
import type { DocumentKind } from './document-kinds';

/** Why a document cannot be made (yet): the order is only a draft, was cancelled, is not done, or nothing was paid. */
export type NotYet = 'draft' | 'cancelled' | 'notCompleted' | 'notPaid';

/**
 * Whether an order is far enough for a document; null when it is. Offers and invoices go out from CREATED on, an act says
 * that the work is done, a receipt speaks of money that came, also for an order that was cancelled afterwards.
 * @param paid received less refunded; decimal text
 */
export function findObstacle(kind: DocumentKind, { state, paid }: { state: OrderState; paid: string }): NotYet | null {
  if (kind === 'RECEIPT') return Number(paid) > 0 ? null : 'notPaid';
  if (state === 'CANCELLED') return 'cancelled';
  if (kind === 'ACT') return state === 'COMPLETED' ? null : 'notCompleted';
  return state === 'DRAFT' ? 'draft' : null;
}
