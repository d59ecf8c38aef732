import type { PaymentMethod } from '~/generated/prisma/enums';
import { moneyText } from '~/domain/money/money';
import type { OrgDb, OrgTx } from '~/platform/db.server';

export interface PaperPayment {
  /** yyyy-mm-dd */
  day: string;
  method: PaymentMethod;
  /** Decimal text; refunds are negative. */
  amount: string;
}

/** What was paid for an order, oldest first, as receipts list it. */
export async function listPaymentsForPaper(db: OrgDb | OrgTx, orderId: string): Promise<PaperPayment[]> {
  const rows = await db.payment.findMany({
    where: { orderId, deletedAt: null },
    orderBy: [{ day: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
    select: { kind: true, method: true, amount: true, day: true },
  });
  return rows.map(({ kind, method, amount, day }) => ({ day: day.toISOString().slice(0, 10), method, amount: moneyText(kind === 'RECEIVED' ? amount : amount.negated()) }));
}
