import type { Day } from '~/domain/behavior/local-day';
import type { PayKind } from './pay-amount';

/** Pay that something else makes by itself. Sums are decimal texts. */
export interface SourcedPay {
  /** Begins with the source's prefix. */
  sourceKey: string;
  userId: string;
  kind: PayKind;
  quantity: string;
  rate: string;
  amount: string;
  currency: string;
  day: Day;
  orderId: string;
}
