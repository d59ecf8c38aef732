import type { Day } from '~/domain/behavior/local-day';
import type { PaymentKind, PaymentMethod } from '~/generated/prisma/enums';

export const PAYMENT_KINDS = ['RECEIVED', 'REFUNDED'] as const satisfies readonly PaymentKind[];
export const PAYMENT_METHODS = ['CASH', 'TRANSFER', 'CARD', 'ONLINE'] as const satisfies readonly PaymentMethod[];
export type { PaymentKind, PaymentMethod };

/** What a person says of a payment. Its kind is said once: a payment never turns into a refund. */
export interface PaymentInput {
  kind: PaymentKind;
  method: PaymentMethod;
  /** Decimal text above zero, two decimals. */
  amount: string;
  day: Day;
  note: string | null;
}
