import { describe, expect, it, vi } from 'vitest';
import { contactData } from '../../../prisma/crm-factories';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import { makeItem, makeOrder } from '../../../prisma/order-factories';
import type { OrderActor } from '~/domain/orders/order-command';
import { moveOrder } from '~/domain/orders/move-order.server';
import { db } from '~/platform/db.server';

vi.stubEnv('SESSION_SECRET', 'a secret of tests that is long enough');

const NOW = new Date('2026-11-20T09:00:00Z');
const plan = { plannedStart: new Date('2026-11-23T06:00:00Z'), plannedEnd: new Date('2026-11-23T15:00:00Z') };

async function makeCompany() {
  const { id: organizationId, timeZone } = await makeOrganization(db);
  const manager = await makeMember(db, { organizationId, role: 'MANAGER' });
  const operator = await makeMember(db, { organizationId, role: 'OPERATOR' });
  const contact = await db.contact.create({ data: contactData({ organizationId }) });
  const category = await db.catalogCategory.create({ data: { organizationId, name: 'Экскаваторы' } });
  const actor: OrderActor = { organizationId, userId: manager.user.id, role: 'MANAGER', scope: 'all', reach: { leads: 'all', contacts: 'all', deals: 'all' }, timeZone };
  const machine = (name: string) => makeItem(db, { organizationId, categoryId: category.id, name });
  const order = (itemIds: string[], operators: { userId: string }[] = []) =>
    makeOrder(db, { organizationId, contactId: contact.id, state: 'CREATED', createdAt: NOW, ...plan, lines: itemIds.map((itemId) => ({ itemId })), operators });
  return { organizationId, actor, machine, order, operatorId: operator.user.id };
}

describe('approvals at one time', () => {
  it('of fifty orders for the last machine one succeeds, the others are offered a time and an equal machine', async () => {
    const { organizationId, actor, machine, order } = await makeCompany();
    const [last, equal] = [await machine('Первый'), await machine('Второй')];
    const orders = await Promise.all(Array.from({ length: 50 }, () => order([last.id])));
    const results = await Promise.all(orders.map(({ id, version }) => moveOrder(actor, { orderId: id, to: 'APPROVED', version }, NOW)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const refused = results.filter((result) => !result.ok);
    expect(refused).toHaveLength(49);
    for (const result of refused) {
      expect(result).toMatchObject({ ok: false, error: 'clash', clashes: [{ id: last.id }], offers: { nearest: { startsAt: plan.plannedEnd }, equal: [{ itemId: last.id, machines: [{ id: equal.id }] }] } });
    }
    expect(await db.booking.count({ where: { organizationId } })).toBe(1);
    expect(await db.order.count({ where: { organizationId, state: 'APPROVED' } })).toBe(1);
  });

  it('of two orders that name the same machines the other way round never deadlock', async () => {
    const { organizationId, actor, machine, order, operatorId } = await makeCompany();
    const [first, second] = [await machine('Первый'), await machine('Второй')];
    const pairs = await Promise.all([order([first.id, second.id], [{ userId: operatorId }]), order([second.id, first.id], [{ userId: operatorId }])]);
    const results = await Promise.all(pairs.map(({ id, version }) => moveOrder(actor, { orderId: id, to: 'APPROVED', version }, NOW)));
    expect(results.map((result) => (result.ok ? 'booked' : result.error)).sort()).toEqual(['booked', 'clash']);
    expect(await db.booking.count({ where: { organizationId } })).toBe(3);
  });
});
