import type { OrgTx } from '~/platform/db.server';

/** Whether any cost, also a deleted one, was for this item of the catalog or its maintenance. */
export async function hasExpensesOfItem(tx: Pick<OrgTx, 'expense'>, itemId: string): Promise<boolean> {
  return (await tx.expense.findFirst({ where: { OR: [{ itemId }, { maintenance: { itemId } }] }, select: { id: true } })) !== null;
}
