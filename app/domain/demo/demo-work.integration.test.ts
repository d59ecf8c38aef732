import { beforeAll, describe, expect, it } from 'vitest';
import { checkOgrn } from '~/domain/documents/ogrn';
import { requisitesSchema } from '~/domain/documents/requisites.schema';
import { priceOrder } from '~/domain/orders/pricing';
import { orderSnapshotSchema } from '~/domain/orders/snapshot';
import { db } from '~/platform/db.server';
import { seedDemo } from '../demo.server';

const now = new Date();
let organizationId: string;
let neighbourId: string;

beforeAll(async () => {
  await seedDemo(now);
  organizationId = (await db.organization.findUniqueOrThrow({ where: { slug: 'demo' } })).id;
  neighbourId = (await db.organization.findFirstOrThrow({ where: { slug: { not: 'demo' } } })).id;
});

describe('the demo organisation with its machines and orders', () => {
  it('has machines, attachments, services, materials and products in a tree', async () => {
    const kinds = await db.catalogItem.groupBy({ by: ['kind'], where: { organizationId }, _count: true });
    const counts = Object.fromEntries(kinds.map(({ kind, _count }) => [kind, _count]));
    expect(counts).toEqual({ EQUIPMENT: 12, ATTACHMENT: 6, SERVICE: 20, MATERIAL: 20, PRODUCT: 5 });
    expect(await db.catalogItem.count({ where: { organizationId, categoryId: null } })).toBe(0);
    expect(await db.catalogItem.count({ where: { organizationId, prices: { none: {} } } })).toBe(0);
    const { requisites } = await db.organization.findUniqueOrThrow({ where: { id: organizationId } });
    expect(requisitesSchema.safeParse(requisites).error).toBeUndefined();
    expect(checkOgrn(requisitesSchema.parse(requisites).ogrn ?? '')).toBe(true);
  });

  it('has orders of a year in every state, each as its state wants it', async () => {
    const orders = await db.order.findMany({ where: { organizationId }, select: { state: true, number: true, createdAt: true, actualEnd: true, plannedStart: true, contact: { select: { createdAt: true } } } });
    expect(orders.length).toBeGreaterThan(190);
    const of = (state: string) => orders.filter((order) => order.state === state).length;
    expect(of('COMPLETED')).toBeGreaterThan(130);
    for (const state of ['DRAFT', 'CREATED', 'APPROVED', 'IN_PROGRESS', 'CANCELLED']) expect(of(state), state).toBeGreaterThan(2);
    expect(new Set(orders.map(({ number }) => number)).size).toBe(orders.length);
    for (const { createdAt, actualEnd, contact } of orders) {
      expect(createdAt <= now && (actualEnd === null || actualEnd <= now)).toBe(true);
      expect(contact!.createdAt <= createdAt).toBe(true);
    }
    const ended = orders.flatMap(({ actualEnd }) => (actualEnd ? [actualEnd.getUTCMonth()] : []));
    const inMonths = (months: number[]) => ended.filter((month) => months.includes(month)).length;
    expect(inMonths([3, 4, 5, 6, 7])).toBeGreaterThan(inMonths([10, 11, 0, 1, 2]));
    expect(await db.order.count({ where: { organizationId, dealId: { not: null } } })).toBeGreaterThan(5);
    const { last } = await db.numberSequence.findFirstOrThrow({ where: { organizationId, kind: 'order' }, orderBy: { year: 'desc' } });
    expect(orders.some(({ number }) => number.endsWith(String(last).padStart(6, '0')))).toBe(true);
  });

  it('has sums that follow from the lines, and snapshots that can be read', async () => {
    expect(await db.orderLine.count({ where: { name: '' } })).toBe(0);
    const orders = await db.order.findMany({ where: { organizationId }, select: { subtotal: true, tax: true, total: true, number: true, approvedSnapshot: true, completedSnapshot: true, lines: { orderBy: { position: 'asc' } } } });
    for (const order of orders) {
      const text = (value: { toString(): string } | null) => (value === null ? null : value.toString());
      const price = priceOrder(order.lines.map((line) => ({ kind: line.kind, quantity: text(line.quantity), unitPrice: text(line.unitPrice), shifts: text(line.shifts), shiftRate: text(line.shiftRate), hours: text(line.hours), hourlyRate: text(line.hourlyRate), discountPercent: text(line.discountPercent), taxPercent: text(line.taxPercent) })));
      expect([order.subtotal.toFixed(2), order.tax.toFixed(2), order.total.toFixed(2)]).toEqual([price.subtotal, price.tax, price.total]);
      for (const snapshot of [order.approvedSnapshot, order.completedSnapshot]) {
        if (snapshot) expect(orderSnapshotSchema.parse(snapshot)).toMatchObject({ number: order.number, total: order.total.toFixed(2) });
      }
    }
  });

  it('has books that fit: what was paid, what is due, costs of each completion, pay in every state', async () => {
    const orders = await db.order.findMany({ where: { organizationId }, select: { paid: true, total: true, state: true, payments: { select: { kind: true, amount: true } } } });
    for (const { paid, payments } of orders) {
      expect(payments.reduce((sum, { kind, amount }) => sum + (kind === 'RECEIVED' ? 1 : -1) * Number(amount), 0)).toBeCloseTo(Number(paid), 2);
    }
    expect(orders.filter(({ state, paid, total }) => state === 'COMPLETED' && total.minus(paid).greaterThan(0)).length).toBeGreaterThan(8);
    const states = await db.payrollRow.groupBy({ by: ['state'], where: { organizationId }, _count: true });
    expect(states.map(({ state }) => state).sort()).toEqual(['APPROVED', 'PAID', 'PENDING']);
    const kinds = await db.expense.groupBy({ by: ['kind'], where: { organizationId }, _count: true });
    expect(kinds).toHaveLength(5);
    expect(await db.payment.count({ where: { organizationId, day: { gt: now } } })).toBe(0);
  });

  it('has machines in care, and a small neighbour with orders of its own', async () => {
    expect(await db.maintenancePlan.count({ where: { organizationId } })).toBe(24);
    expect(await db.maintenanceRecord.count({ where: { organizationId, doneDay: { not: null } } })).toBeGreaterThan(40);
    expect(await db.booking.count({ where: { organizationId, kind: 'MAINTENANCE' } })).toBeGreaterThan(40);
    expect(await db.order.count({ where: { organizationId: neighbourId } })).toBeGreaterThan(15);
  });
});
