import type { Role } from '~/domain/accounts/permissions';
import type { CompleteOrder } from '~/domain/orders/complete-order.server';
import { createOrder } from '~/domain/orders/create-order.server';
import { moveOrder } from '~/domain/orders/move-order.server';
import type { OrderActor } from '~/domain/orders/order-command';
import { EMPTY_ORDER, type OrderInput } from '~/domain/orders/order-input';
import { lineOf } from '~/domain/orders/order-lines';
import { findOrder } from '~/domain/orders/order-record.server';
import { viewerOfActor } from '~/domain/orders/order-viewer.server';
import { db, orgDb } from '~/platform/db.server';
import { makeMember, makeOrganization } from '../prisma/factories';
import { makeItem } from '../prisma/order-factories';

export const NOW = new Date('2026-11-20T09:00:00Z');
export const START = new Date('2026-12-01T06:00:00Z');
export const END = new Date('2026-12-01T14:00:00Z');

/** Somebody new in the organisation, as the commands of orders know people. */
export async function joinAs(organizationId: string, role: Role): Promise<OrderActor> {
  const { user } = await makeMember(db, { organizationId, role });
  const scope = role === 'SALES' || role === 'OPERATOR' ? ('own' as const) : ('all' as const);
  return { organizationId, userId: user.id, role, scope, reach: { leads: 'all', contacts: 'all', deals: 'all' }, timeZone: 'Europe/Moscow' };
}

/** An organisation with its people, a client and a machine; what it takes to bring an order through its life. */
export async function openOrderDesk() {
  const organizationId = (await makeOrganization(db)).id;
  const join = (role: Role) => joinAs(organizationId, role);
  const [manager, owner, sales, operator, stranger] = [await join('MANAGER'), await join('OWNER'), await join('SALES'), await join('OPERATOR'), await join('OPERATOR')];
  const contactId = (await db.contact.create({ data: { organizationId, name: 'ООО «Ромашка»' }, select: { id: true } })).id;
  const item = await makeItem(db, { organizationId, kind: 'EQUIPMENT', name: 'Экскаватор', shiftRate: '19600', hourlyRate: '2450', price: null, taxPercent: '20' });
  const machine = lineOf({ id: item.id, kind: 'EQUIPMENT', name: 'Экскаватор', unit: '', price: null, hourlyRate: '2450', shiftRate: '19600', taxPercent: '20', perHour: false });

  const input = (more: Partial<OrderInput> = {}): OrderInput => ({
    ...EMPTY_ORDER, contactId, address: 'Москва, Садовая, 1', plannedStart: START, plannedEnd: END, managerId: manager.userId,
    operators: [{ userId: operator.userId, payKind: 'HOURLY', payRate: '500' }], lines: [machine], ...more,
  });
  const add = async (more: Partial<OrderInput> = {}, actor = manager) => {
    const made = await createOrder(actor, input(more), NOW);
    if (!made.ok) throw new Error(made.error);
    return made.id;
  };
  const find = async (id: string, actor = manager) => {
    const order = await findOrder(orgDb(organizationId), viewerOfActor(actor), id);
    if (!order) throw new Error('no such order');
    return order;
  };
  const step = async (id: string, to: Parameters<typeof moveOrder>[1]['to'], actor = manager, more: object = {}) =>
    moveOrder(actor, { orderId: id, to, version: (await db.order.findUniqueOrThrow({ where: { id }, select: { version: true } })).version, ...more }, NOW);
  /** An order that has come this far. */
  const bring = async (to: 'CREATED' | 'APPROVED' | 'IN_PROGRESS', more: Partial<OrderInput> = {}) => {
    const id = await add(more);
    for (const state of ['CREATED', 'APPROVED', 'IN_PROGRESS'] as const) {
      const done = await step(id, state, manager, { actualStart: START });
      if (!done.ok) throw new Error(done.error);
      if (state === to) break;
    }
    return id;
  };
  const completion = async (id: string, more: Partial<CompleteOrder> = {}): Promise<CompleteOrder> => {
    const order = await find(id);
    return {
      orderId: id, version: order.version, actualStart: START, actualEnd: END, note: 'Готово',
      lines: order.lines.map((line) => ({ lineId: line.id, shifts: '1', hours: '2', fuelLitres: '40', fuelCost: '2600.00', repairCost: null, repairNote: null })),
      operators: [{ userId: operator.userId, hours: '8' }],
      ...more,
    };
  };
  return { organizationId, manager, owner, sales, operator, stranger, contactId, machine, input, add, find, step, bring, completion };
}

export type OrderDesk = Awaited<ReturnType<typeof openOrderDesk>>;
