import { beforeEach, describe, expect, it } from 'vitest';
import { makeContact } from '../../../prisma/deal-factories';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import { makeItem, makeOrder } from '../../../prisma/order-factories';
import { BooksClosed } from '~/domain/books/books.server';
import { closeBooks } from '~/domain/books/close-books.server';
import { movePay } from '~/domain/payroll/move-pay.server';
import { savePayTerms } from '~/domain/payroll/pay-terms.server';
import { db, orgDb } from '~/platform/db.server';
import type { CompletionCosts } from './completion-rows';
import { countUnpaidOperators, writeOrderPay } from './order-pay.server';
import { voidCompletionCosts, writeCompletionCosts } from './write-completion-costs.server';

const NOW = new Date('2026-11-20T12:00:00Z');

let organizationId: string;
let actorId: string;
let operatorId: string;
let costs: CompletionCosts;

const write = (change: Partial<CompletionCosts> = {}, canWritePay = true) =>
  orgDb(organizationId).$transaction((tx) => writeCompletionCosts(tx, { organizationId, actorId, canWritePay, ...costs, ...change, now: NOW }));
const undo = () => orgDb(organizationId).$transaction((tx) => voidCompletionCosts(tx, { organizationId, actorId, orderId: costs.order.id, now: NOW }));
const expenses = async () => (await db.expense.findMany({ where: { organizationId, deletedAt: null }, orderBy: { kind: 'asc' } })).map(({ kind, amount, itemId, note }) => ({ kind, amount: amount.toFixed(2), itemId, note }));
const pay = async () => (await db.payrollRow.findMany({ where: { organizationId, deletedAt: null } })).map(({ userId, kind, quantity, amount, state }) => ({ userId, kind, quantity: quantity.toFixed(2), amount: amount.toFixed(2), state }));
const audits = () => db.auditLog.count({ where: { organizationId, resource: { in: ['expenses', 'payroll'] } } });

beforeEach(async () => {
  organizationId = (await makeOrganization(db)).id;
  actorId = (await makeMember(db, { organizationId, role: 'MANAGER' })).user.id;
  operatorId = (await makeMember(db, { organizationId, role: 'OPERATOR' })).user.id;
  const item = await makeItem(db, { organizationId });
  const order = await makeOrder(db, { organizationId, contactId: (await makeContact(db, { organizationId })).id, state: 'COMPLETED', lines: [{ itemId: item.id }, {}] });
  const [machine, other] = order.lines.map(({ id }) => id);
  if (!machine || !other) throw new Error('no lines');
  costs = {
    order: { id: order.id, number: order.number, currency: 'RUB', subtotal: '20000.00', day: '2026-11-20' },
    lines: [
      { lineId: machine, itemId: item.id, fuelCost: '3200.50', repairCost: '900', repairNote: 'Рукав' },
      { lineId: other, itemId: null, fuelCost: '0', repairCost: null, repairNote: null },
    ],
    operators: [{ userId: operatorId, payKind: 'HOURLY', payRate: '500', hours: '8.5' }],
  };
});

describe('the costs of a completion', () => {
  it('are fuel and repair of each machine and the pay of its people; costing nothing makes no row', async () => {
    await write();
    const itemId = costs.lines[0]?.itemId;
    expect(await expenses()).toEqual([
      { kind: 'FUEL', amount: '3200.50', itemId, note: null },
      { kind: 'REPAIR', amount: '900.00', itemId, note: 'Рукав' },
    ]);
    expect(await pay()).toEqual([{ userId: operatorId, kind: 'HOURLY', quantity: '8.50', amount: '4250.00', state: 'PENDING' }]);
  });

  it('written again change nothing, one after another and at once', async () => {
    await write();
    const before = [await expenses(), await pay(), await audits()];
    await write();
    expect([await expenses(), await pay(), await audits()]).toEqual(before);
    expect(await db.expense.count({ where: { organizationId } })).toBe(2);
  });

  it('leave pay alone when an operator completes', async () => {
    await write({}, false);
    expect(await pay()).toEqual([]);
    await write();
    await write({}, false);
    expect(await pay()).toHaveLength(1);
  });

  it('take the terms of the member where the order says none', async () => {
    expect(await savePayTerms({ organizationId, actorId, userId: operatorId, terms: { kind: 'PERCENT', rate: '12.5' } })).toBe(true);
    await write({ operators: [{ userId: operatorId, payKind: null, payRate: null, hours: '8' }, { userId: actorId, payKind: null, payRate: null, hours: '8' }] });
    expect(await pay()).toEqual([{ userId: operatorId, kind: 'PERCENT', quantity: '20000.00', amount: '2500.00', state: 'PENDING' }]);
  });

  it('go with a reopening and come back, the same rows, with the next completion', async () => {
    await write();
    await undo();
    expect([await expenses(), await pay()]).toEqual([[], []]);
    const [machine] = costs.lines;
    if (!machine) throw new Error('no line');
    await write({ lines: [{ ...machine, repairCost: null }], operators: [{ userId: operatorId, payKind: 'FIXED', payRate: '5000', hours: null }] });
    expect(await expenses()).toMatchObject([{ kind: 'FUEL', amount: '3200.50' }]);
    expect(await pay()).toMatchObject([{ kind: 'FIXED', amount: '5000.00' }]);
    expect(await db.payrollRow.count({ where: { organizationId } })).toBe(1);
  });

  it('never touch pay that was approved or paid', async () => {
    await write();
    const { id } = await db.payrollRow.findFirstOrThrow({ where: { organizationId } });
    const actor = { organizationId, userId: actorId };
    await movePay(actor, 'APPROVED', { ids: [id] }, NOW);
    await undo();
    await write({ operators: [{ userId: operatorId, payKind: 'FIXED', payRate: '1', hours: null }] });
    expect(await pay()).toMatchObject([{ kind: 'HOURLY', amount: '4250.00', state: 'APPROVED' }]);
    await movePay(actor, 'PAID', { ids: [id] }, NOW);
    await undo();
    await write({ operators: [] });
    expect(await pay()).toMatchObject([{ amount: '4250.00', state: 'PAID' }]);
  });

  it('include pay later, when an operator completed', async () => {
    const { id: orderId } = costs.order;
    const tenant = orgDb(organizationId);
    await db.orderOperator.create({ data: { organizationId, orderId, userId: operatorId, payKind: 'HOURLY', payRate: '500', hours: '8.5' } });
    await write({}, false);
    expect(await countUnpaidOperators(tenant, organizationId, orderId)).toBe(1);
    const accrue = () => writeOrderPay({ organizationId, actorId, orderId, timeZone: 'Europe/Moscow', now: NOW });
    expect(await Promise.all([accrue(), accrue()])).toEqual([{ ok: true, rows: 1 }, { ok: true, rows: 1 }]);
    expect(await pay()).toEqual([{ userId: operatorId, kind: 'HOURLY', quantity: '8.50', amount: '4250.00', state: 'PENDING' }]);
    expect(await countUnpaidOperators(tenant, organizationId, orderId)).toBe(0);
    await db.order.update({ where: { id: orderId }, data: { state: 'IN_PROGRESS' } });
    expect(await accrue()).toEqual({ ok: false, error: 'notCompleted' });
  });

  it('neither come nor go in closed books', async () => {
    await write();
    await closeBooks({ organizationId, userId: actorId, seen: null }, '2026-11-20', '2026-11-30');
    await expect(undo()).rejects.toThrow(BooksClosed);
    await expect(write({ order: { ...costs.order, day: '2026-11-21' }, lines: costs.lines.map((line) => ({ ...line, fuelCost: '1' })) })).rejects.toThrow(BooksClosed);
    await write();
    expect(await expenses()).toHaveLength(2);
  });
});
