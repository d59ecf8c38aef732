import { assertBooksOpen } from '~/domain/books/books.server';
import { writeAudit, type AuditEntry } from '~/domain/audit/write-audit.server';
import { dayColumn } from '~/domain/periods/day-column';
import type { OrgTx } from '~/platform/db.server';
import type { SourcedPay } from './sourced-pay';
import { payFacts, PAY_FACTS } from './pay-facts';

export interface PaySource {
  organizationId: string;
  actorId: string | null;
  /** What all keys of this source begin with; the caller holds the source's row. */
  prefix: string;
  now: Date;
}

/**
 * Makes the pay of a source these rows, as long as nobody has approved it: an approved or paid row is never written over
 * and never goes. The same rows again change nothing. @throws BooksClosed when a row of a closed day would have to change
 */
export async function replaceSourcedPay(tx: OrgTx, { organizationId, actorId, prefix, now }: PaySource, rows: readonly SourcedPay[]): Promise<void> {
  const found = await tx.payrollRow.findMany({ where: { sourceKey: { startsWith: prefix } }, select: { ...PAY_FACTS, sourceKey: true, deletedAt: true } });
  const audit = (action: string, resourceId: string, states: Pick<AuditEntry, 'before' | 'after'>) => writeAudit(tx, { organizationId, actorId, action, resource: 'payroll', resourceId, ...states });
  for (const { sourceKey, orderId, currency, day, ...earned } of rows) {
    const known = found.find((row) => row.sourceKey === sourceKey);
    if (known && known.state !== 'PENDING') continue;
    const after = payFacts({ ...earned, day, note: known?.note ?? null });
    const before = known && payFacts(known);
    if (known && before && known.deletedAt === null && JSON.stringify(before) === JSON.stringify(after)) continue;
    await assertBooksOpen(tx, organizationId, day, ...(before && !known.deletedAt ? [before.day] : []));
    const data = { ...after, day: dayColumn(day), currency, orderId };
    if (known) {
      const { count } = await tx.payrollRow.updateMany({ where: { id: known.id, state: 'PENDING' }, data: { ...data, deletedAt: null, deletedById: null, version: { increment: 1 }, updatedAt: now } });
      if (count > 0) await audit(known.deletedAt ? 'restore' : 'update', known.id, known.deletedAt ? { after } : { before, after });
    } else {
      const { id } = await tx.payrollRow.create({ data: { ...data, organizationId, sourceKey, createdById: actorId, createdAt: now, updatedAt: now }, select: { id: true } });
      await audit('create', id, { after });
    }
  }
  const wanted = new Set(rows.map(({ sourceKey }) => sourceKey));
  for (const gone of found.filter((row) => row.deletedAt === null && row.state === 'PENDING' && !wanted.has(row.sourceKey ?? ''))) {
    const before = payFacts(gone);
    await assertBooksOpen(tx, organizationId, before.day);
    const { count } = await tx.payrollRow.updateMany({ where: { id: gone.id, state: 'PENDING' }, data: { deletedAt: now, deletedById: actorId, version: { increment: 1 }, updatedAt: now } });
    if (count > 0) await audit('delete', gone.id, { before });
  }
}
