import type { Day } from '~/domain/behavior/local-day';
import type { PayKind } from './pay-amount';

/** What a person says of somebody's pay; the amount follows from quantity and rate. */
export interface PayInput {
  userId: string;
  orderId: string | null;
  kind: PayKind;
  /** Hours, 1, or the sum that the percentage is of; decimal text, two decimals. */
  quantity: string;
  /** Decimal text, four decimals at most. */
  rate: string;
  day: Day;
  note: string | null;
}
