import type { Day } from '~/domain/behavior/local-day';
import type { ExpenseKind } from '~/generated/prisma/enums';

export const EXPENSE_KINDS = ['FUEL', 'REPAIR', 'RENT', 'SALARY', 'OTHER'] as const satisfies readonly ExpenseKind[];
export type { ExpenseKind };

/** What a person says of an expense. */
export interface ExpenseInput {
  kind: ExpenseKind;
  /** Decimal text above zero, two decimals. */
  amount: string;
  day: Day;
  note: string | null;
  orderId: string | null;
  /** The machine that it was spent on. */
  itemId: string | null;
}
