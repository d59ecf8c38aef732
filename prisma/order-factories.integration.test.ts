import { beforeAll, expect, it, test } from 'vitest';
import { orderSnapshotSchema } from '~/domain/orders/snapshot';
import { db } from '~/platform/db.server';
import { makeContact } from './deal-factories';
import { makeMember, makeOrganization } from './factories';
import { makeExpense, makeItem, makeOrder, makePay, makePayment } from './order-factories';

let organizationId: string;
let contactId: string;
let userId: string;

beforeAll(async () => {
  organizationId = (await makeOrganization(db)).id;
  contactId = (await makeContact(db, { organizationId })).id;
  userId = (await makeMember(db, { organizationId, role: 'OPERATOR' })).user.id;
});

test.each(['DRAFT', 'CREATED', 'APPROVED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED'] as const)('an order can be made %s, with what belongs to the state', async (state) => {
  const item = await makeItem(db, { organizationId });
  const lines = [{ itemId: item.id, shifts: '2', taxPercent: '20' }, { kind: 'MATERIAL' as const, quantity: '3.5', unitPrice: '0.335', discountPercent: '10' }];
  const { user } = await makeMember(db, { organizationId, role: 'OPERATOR' });
  const order = await makeOrder(db, { organizationId, contactId, state, lines, operators: [{ userId: user.id, payKind: 'HOURLY', payRate: '500', hours: '8' }] });
  expect([order.state, String(order.subtotal), String(order.tax), String(order.total)]).toEqual([state, '40001.05', '8000', '48001.05']);
  const [steps, bookings] = await Promise.all([db.orderStep.findMany({ where: { orderId: order.id }, orderBy: { at: 'asc' } }), db.booking.count({ where: { orderId: order.id } })]);
  expect(steps.at(-1)?.to).toBe(state);
  expect(bookings).toBe(['APPROVED', 'IN_PROGRESS', 'COMPLETED'].includes(state) ? 2 : 0);
  const snapshots = [order.approvedSnapshot, order.completedSnapshot].filter((snapshot) => snapshot !== null);
  expect(snapshots).toHaveLength({ DRAFT: 0, CREATED: 0, APPROVED: 1, IN_PROGRESS: 1, COMPLETED: 2, CANCELLED: 0 }[state]);
  for (const snapshot of snapshots) expect(orderSnapshotSchema.parse(snapshot).total).toBe('48001.05');
});

it('money of an order keeps what was paid', async () => {
  const order = await makeOrder(db, { organizationId, contactId, state: 'APPROVED' });
  await makePayment(db, { organizationId, orderId: order.id, amount: '900.50' });
  await makePayment(db, { organizationId, orderId: order.id, kind: 'REFUNDED', amount: '0.25' });
  await makePayment(db, { organizationId, orderId: order.id, amount: '77', deletedAt: new Date() });
  expect(String((await db.order.findUniqueOrThrow({ where: { id: order.id } })).paid)).toBe('900.25');
  await makeExpense(db, { organizationId, orderId: order.id });
  for (const state of ['PENDING', 'APPROVED', 'PAID'] as const) await makePay(db, { organizationId, userId, orderId: order.id, state });
});
