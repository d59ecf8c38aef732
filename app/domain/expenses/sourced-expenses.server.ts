import { assertBooksOpen } from '~/domain/books/books.server';
import { writeAudit, type AuditEntry } from '~/domain/audit/write-audit.server';
import { moneyText } from '~/domain/money/money';
import { columnDay, dayColumn } from '~/domain/periods/day-column';
import type { OrgTx } from '~/platform/db.server';
import type { SourcedExpense } from './sourced-expense';
import type { ExpenseKind } from './expense-input';

export interface ExpenseSource {
  organizationId: string;
  actorId: string | null;
  /** What all keys of this source begin with; the caller holds the source's row. */
  prefix: string;
  now: Date;
}

const FACTS = { id: true, sourceKey: true, kind: true, amount: true, day: true, itemId: true, note: true, deletedAt: true } as const;

/**
 * Makes the expenses of a source exactly these: writes what is missing, changes what differs, takes away what is no longer
 * said. The same rows again change nothing. @throws BooksClosed when a row of a closed day would have to change
 */
export async function replaceSourcedExpenses(tx: OrgTx, { organizationId, actorId, prefix, now }: ExpenseSource, rows: readonly SourcedExpense[]): Promise<void> {
  const found = await tx.expense.findMany({ where: { sourceKey: { startsWith: prefix } }, select: FACTS });
  const audit = (action: string, resourceId: string, states: Pick<AuditEntry, 'before' | 'after'>) => writeAudit(tx, { organizationId, actorId, action, resource: 'expenses', resourceId, ...states });
  for (const row of rows) {
    const known = found.find(({ sourceKey }) => sourceKey === row.sourceKey);
    const after = { kind: row.kind, amount: moneyText(row.amount), day: row.day, itemId: row.itemId, note: row.note };
    const before = known && factsOf(known);
    if (known && before && known.deletedAt === null && JSON.stringify(before) === JSON.stringify(after)) continue;
    await assertBooksOpen(tx, organizationId, row.day, ...(before && !known.deletedAt ? [before.day] : []));
    const data = { ...after, day: dayColumn(row.day), currency: row.currency, orderId: row.orderId, maintenanceId: row.maintenanceId ?? null };
    if (known) {
      await tx.expense.updateMany({ where: { id: known.id }, data: { ...data, deletedAt: null, deletedById: null, version: { increment: 1 }, updatedAt: now } });
      await audit(known.deletedAt ? 'restore' : 'update', known.id, known.deletedAt ? { after } : { before, after });
    } else {
      const { id } = await tx.expense.create({ data: { ...data, organizationId, sourceKey: row.sourceKey, createdById: actorId, createdAt: now, updatedAt: now }, select: { id: true } });
      await audit('create', id, { after });
    }
  }
  const wanted = new Set(rows.map(({ sourceKey }) => sourceKey));
  for (const gone of found.filter(({ sourceKey, deletedAt }) => deletedAt === null && !wanted.has(sourceKey ?? ''))) {
    const before = factsOf(gone);
    await assertBooksOpen(tx, organizationId, before.day);
    await tx.expense.updateMany({ where: { id: gone.id }, data: { deletedAt: now, deletedById: actorId, version: { increment: 1 }, updatedAt: now } });
    await audit('delete', gone.id, { before });
  }
}

function factsOf({ kind, amount, day, itemId, note }: { kind: ExpenseKind; amount: { toString: () => string }; day: Date; itemId: string | null; note: string | null }) {
  return { kind, amount: moneyText(amount.toString()), day: columnDay(day), itemId, note };
}
