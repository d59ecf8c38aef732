import { beforeEach, describe, expect, it } from 'vitest';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import { changeExpense, createExpense, deleteExpense, restoreExpense } from '~/domain/expenses/expense-commands.server';
import type { ExpenseInput } from '~/domain/expenses/expense-input';
import { db, orgDb } from '~/platform/db.server';
import { assertBooksOpen } from './books.server';
import { closeBooks, findClosedThrough, reopenBooks } from './close-books.server';

const NOW = new Date('2026-11-20T12:00:00Z');
const TODAY = '2026-11-20';

let actor: { organizationId: string; userId: string };

const close = (seen: string | null, through: string) => closeBooks({ ...actor, seen }, through, TODAY);
const input = (day: string, amount = '100.00'): ExpenseInput => ({ kind: 'FUEL', amount, day, note: null, orderId: null, itemId: null });
const spend = (day: string) => createExpense(actor, input(day), NOW);

beforeEach(async () => {
  const { id: organizationId } = await makeOrganization(db);
  actor = { organizationId, userId: (await makeMember(db, { organizationId })).user.id };
});

describe('the books', () => {
  it('close through a day and open again, with an entry in the audit log each time', async () => {
    expect(await close(null, '2026-10-31')).toEqual({ ok: true });
    expect(await close('2026-10-31', '2026-11-10')).toEqual({ ok: true });
    expect(await reopenBooks({ ...actor, seen: '2026-11-10' }, '2026-10-31')).toEqual({ ok: true });
    expect(await findClosedThrough(orgDb(actor.organizationId))).toBe('2026-10-31');
    expect(await reopenBooks({ ...actor, seen: '2026-10-31' }, null)).toEqual({ ok: true });
    expect(await findClosedThrough(orgDb(actor.organizationId))).toBeNull();
    expect(await db.auditLog.count({ where: { organizationId: actor.organizationId, resource: 'organization' } })).toBe(4);
  });

  it('close no day to come, none that is closed, and open none that is open', async () => {
    expect(await close(null, '2026-11-21')).toEqual({ ok: false, error: 'future' });
    await close(null, '2026-10-31');
    expect(await close('2026-10-31', '2026-10-31')).toEqual({ ok: false, error: 'order' });
    expect(await reopenBooks({ ...actor, seen: '2026-10-31' }, '2026-11-01')).toEqual({ ok: false, error: 'order' });
    expect(await close(null, '2026-11-05')).toEqual({ ok: false, error: 'stale', through: '2026-10-31' });
  });

  it('of two requests at once one decides', async () => {
    const both = await Promise.all([close(null, '2026-10-31'), close(null, '2026-11-10')]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ error: 'stale' });
  });

  it('refuse what is added, changed, moved in or out, deleted and brought back on a closed day', async () => {
    const made = await spend('2026-10-31');
    const open = await spend('2026-11-01');
    const gone = await spend('2026-10-30');
    if (!made.ok || !open.ok || !gone.ok) throw new Error('not made');
    await deleteExpense(actor, gone.id, NOW);
    await close(null, '2026-10-31');
    const refused = { ok: false, error: 'booksClosed', through: '2026-10-31' };
    expect(await spend('2026-10-31')).toEqual(refused);
    expect(await changeExpense(actor, { id: made.id, version: 1, input: input('2026-11-05') }, NOW)).toEqual(refused);
    expect(await changeExpense(actor, { id: open.id, version: 1, input: input('2026-10-31') }, NOW)).toEqual(refused);
    expect(await deleteExpense(actor, made.id, NOW)).toEqual(refused);
    expect(await restoreExpense(actor, gone.id, NOW)).toEqual(refused);
    expect(await changeExpense(actor, { id: open.id, version: 1, input: input('2026-11-01', '5.00') }, NOW)).toMatchObject({ ok: true });
    expect(await spend('2026-11-01')).toMatchObject({ ok: true });
  });

  it('wait for money that is being written, and nothing slips in behind a closing', async () => {
    const order: string[] = [];
    let closing: Promise<unknown> = Promise.resolve();
    await orgDb(actor.organizationId).$transaction(async (tx) => {
      await assertBooksOpen(tx, actor.organizationId, '2026-10-31');
      closing = close(null, '2026-10-31').then(() => order.push('closed'));
      await tx.expense.create({ data: { organizationId: actor.organizationId, kind: 'FUEL', amount: '1', currency: 'RUB', day: new Date('2026-10-31') }, select: { id: true } });
      order.push('written');
    });
    await closing;
    expect(order).toEqual(['written', 'closed']);
    const results = await Promise.all([...Array.from({ length: 8 }, () => spend('2026-11-05')), close('2026-10-31', '2026-11-05')]);
    const written = results.slice(0, 8).filter(({ ok }) => ok).length;
    expect(await db.expense.count({ where: { organizationId: actor.organizationId, day: new Date('2026-11-05') } })).toBe(written);
    expect(await spend('2026-11-05')).toMatchObject({ error: 'booksClosed' });
  });
});
