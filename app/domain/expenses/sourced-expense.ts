import type { Day } from '~/domain/behavior/local-day';
import type { ExpenseKind } from './expense-input';

/** An expense that something else makes by itself. */
export interface SourcedExpense {
  /** Begins with the source's prefix. */
  sourceKey: string;
  kind: ExpenseKind;
  /** Decimal text above zero. */
  amount: string;
  currency: string;
  day: Day;
  orderId: string | null;
  itemId: string | null;
  maintenanceId?: string | null;
  note: string | null;
}
