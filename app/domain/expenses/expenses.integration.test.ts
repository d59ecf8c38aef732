import { beforeEach, describe, expect, it } from 'vitest';
import { makeContact } from '../../../prisma/deal-factories';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import { makeItem, makeOrder } from '../../../prisma/order-factories';
import { db, orgDb } from '~/platform/db.server';
import { changeExpense, createExpense, type ExpenseActor } from './expense-commands.server';
import { parseExpenseFilter } from './expense-filter';
import type { ExpenseInput } from './expense-input';
import { findExpense } from './expense-record.server';
import { exportExpenses, listExpenses, listMachines, sumExpenses } from './list-expenses.server';

const NOW = new Date('2026-11-20T12:00:00Z');

let actor: ExpenseActor;
let machine: { id: string };
let order: { id: string; number: string };
let contactId: string;

const input = (change: Partial<ExpenseInput> = {}): ExpenseInput => ({ kind: 'FUEL', amount: '100.00', day: '2026-11-20', note: null, orderId: null, itemId: null, ...change });
const add = async (change: Partial<ExpenseInput> = {}) => {
  const made = await createExpense(actor, input(change), NOW);
  if (!made.ok) throw new Error(made.error);
  return made.id;
};

beforeEach(async () => {
  const { id: organizationId } = await makeOrganization(db);
  actor = { organizationId, userId: (await makeMember(db, { organizationId, role: 'MANAGER' })).user.id };
  machine = await makeItem(db, { organizationId, name: 'Экскаватор JCB' });
  contactId = (await makeContact(db, { organizationId })).id;
  order = await makeOrder(db, { organizationId, contactId, state: 'CREATED', currency: 'KZT' });
});

describe('an expense', () => {
  it('is in the currency of its order, else of the organisation', async () => {
    const read = async (id: string) => findExpense(orgDb(actor.organizationId), actor.organizationId, id);
    expect(await read(await add({ orderId: order.id, itemId: machine.id }))).toMatchObject({ currency: 'KZT', orderNumber: order.number, itemName: 'Экскаватор JCB', source: null });
    expect(await read(await add())).toMatchObject({ currency: 'RUB', orderNumber: null });
  });

  it('names orders and machines of the organisation only', async () => {
    const other = await makeOrganization(db);
    const [theirs, gone] = [await makeItem(db, { organizationId: other.id }), await makeItem(db, { organizationId: actor.organizationId, deletedAt: NOW })];
    for (const { id } of [theirs, gone]) expect(await createExpense(actor, input({ itemId: id }), NOW)).toEqual({ ok: false, error: 'item' });
    expect(await createExpense(actor, input({ orderId: crypto.randomUUID() }), NOW)).toEqual({ ok: false, error: 'order' });
  });

  it('is changed from the version that was seen', async () => {
    const id = await add({ itemId: machine.id });
    const results = await Promise.all(['1.00', '2.00'].map((amount) => changeExpense(actor, { id, version: 1, input: input({ amount, itemId: machine.id }) }, NOW)));
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
    // a machine that has gone since stays named
    await db.catalogItem.update({ where: { id: machine.id }, data: { deletedAt: NOW } });
    expect(await changeExpense(actor, { id, version: 2, input: input({ amount: '3.00', itemId: machine.id }) }, NOW)).toMatchObject({ ok: true });
    expect(await listMachines(orgDb(actor.organizationId))).toEqual([]);
    expect(await listMachines(orgDb(actor.organizationId), machine.id)).toHaveLength(1);
  });
});

it('the list shows what the filter says, the file all of it, and the sums are those of its rows', async () => {
  await add({ amount: '10.00', itemId: machine.id, note: 'АЗС' });
  await add({ amount: '20.00', kind: 'REPAIR', itemId: machine.id, orderId: order.id, day: '2026-10-01' });
  await add({ amount: '30.00', kind: 'RENT' });
  const tenant = orgDb(actor.organizationId);
  const viewer = { organizationId: actor.organizationId, timeZone: 'Europe/Moscow', now: NOW };
  const amounts = async (search: string) => {
    const filter = parseExpenseFilter(new URLSearchParams(search));
    const [page, sums] = await Promise.all([listExpenses(tenant, { viewer, filter }), sumExpenses(tenant, { viewer, filter })]);
    const all: { id: string }[] = [];
    for await (const row of exportExpenses(tenant, { viewer, filter })) all.push(row);
    expect(all.map(({ id }) => id)).toEqual(page.rows.map(({ id }) => id));
    expect(sums.reduce((sum, { amount }) => sum + Number(amount), 0)).toBe(page.rows.reduce((sum, { amount }) => sum + Number(amount), 0));
    return page.rows.map(({ amount }) => Number(amount));
  };
  expect(await amounts('sort=amount')).toEqual([10, 20, 30]);
  expect(await amounts('kind=rent')).toEqual([30]);
  expect(await amounts(`item=${machine.id}&sort=amount`)).toEqual([10, 20]);
  expect(await amounts(`contact=${contactId}`)).toEqual([20]);
  expect(await amounts(`order=${order.id}`)).toEqual([20]);
  expect(await amounts('q=jcb&sort=-amount')).toEqual([20, 10]);
  expect(await amounts('q=азс')).toEqual([10]);
  expect(await amounts('period=month&sort=amount')).toEqual([10, 30]);
});
