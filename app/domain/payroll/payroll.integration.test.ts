import { beforeEach, describe, expect, it } from 'vitest';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import { makePay } from '../../../prisma/order-factories';
import { closeBooks } from '~/domain/books/close-books.server';
import { db, orgDb } from '~/platform/db.server';
import { listPay, payWhere, sumPay, type PayViewer } from './list-pay.server';
import { movePay } from './move-pay.server';
import { changePayRow, createPayRow, deletePayRow, restorePayRow, type PayActor } from './pay-commands.server';
import { EMPTY_PAY_FILTER, parsePayFilter } from './pay-filter';
import type { PayInput } from './pay-input';

const NOW = new Date('2026-11-20T12:00:00Z');
const DAY = new Date('2026-11-20T00:00:00Z');

let actor: PayActor;
let operatorId: string;

const viewer = (ownId: string | null = null): PayViewer => ({ organizationId: actor.organizationId, timeZone: 'Europe/Moscow', now: NOW, ownId });
const input = (change: Partial<PayInput> = {}): PayInput => ({ userId: operatorId, orderId: null, kind: 'HOURLY', quantity: '8.00', rate: '500', day: '2026-11-20', note: null, ...change });
const read = (id: string) => db.payrollRow.findUniqueOrThrow({ where: { id } });
const addRow = (change = {}) => makePay(db, { organizationId: actor.organizationId, userId: operatorId, day: DAY, ...change });

beforeEach(async () => {
  const { id: organizationId } = await makeOrganization(db);
  actor = { organizationId, userId: (await makeMember(db, { organizationId, role: 'MANAGER' })).user.id };
  operatorId = (await makeMember(db, { organizationId, role: 'OPERATOR' })).user.id;
});

describe('a row of pay', () => {
  it('is counted from quantity and rate, changed while it is pending, deleted and brought back', async () => {
    const made = await createPayRow(actor, input(), NOW);
    if (!made.ok) throw new Error(made.error);
    expect((await read(made.id)).amount.toFixed(2)).toBe('4000.00');
    expect(await changePayRow(actor, { id: made.id, version: 1, input: input({ kind: 'PERCENT', quantity: '10000.00', rate: '7.5' }) }, NOW)).toEqual({ ok: true, id: made.id });
    expect((await read(made.id)).amount.toFixed(2)).toBe('750.00');
    expect(await changePayRow(actor, { id: made.id, version: 1, input: input() }, NOW)).toMatchObject({ error: 'stale', current: { amount: '750.00' } });
    expect(await deletePayRow(actor, made.id, NOW)).toMatchObject({ ok: true });
    expect(await restorePayRow(actor, made.id, NOW)).toMatchObject({ ok: true });
    expect((await read(made.id)).deletedAt).toBeNull();
  });

  it('is refused for people and orders of others, and beyond the column', async () => {
    const stranger = await makeMember(db, { organizationId: (await makeOrganization(db)).id });
    expect(await createPayRow(actor, input({ userId: stranger.user.id }), NOW)).toEqual({ ok: false, error: 'person' });
    expect(await createPayRow(actor, input({ orderId: crypto.randomUUID() }), NOW)).toEqual({ ok: false, error: 'order' });
    expect(await createPayRow(actor, input({ quantity: '99999999999999.00', rate: '2' }), NOW)).toEqual({ ok: false, error: 'tooLarge' });
  });

  it('goes from pending to approved to paid, each step once, also by two people at once', async () => {
    const { id } = await addRow();
    expect(await movePay(actor, 'PAID', { ids: [id] }, NOW)).toEqual({ moved: 0, skipped: 1, closed: 0 });
    const both = await Promise.all([1, 2].map(() => movePay(actor, 'APPROVED', { ids: [id] }, NOW)));
    expect(both.map(({ moved }) => moved).sort()).toEqual([0, 1]);
    expect(await movePay(actor, 'PENDING', { ids: [id] }, NOW)).toMatchObject({ moved: 1 });
    expect(await read(id)).toMatchObject({ state: 'PENDING', approvedAt: null, approvedById: null });
    await movePay(actor, 'APPROVED', { ids: [id] }, NOW);
    await movePay(actor, 'PAID', { ids: [id] }, NOW);
    expect(await read(id)).toMatchObject({ state: 'PAID', paidById: actor.userId, paidAt: NOW, approvedById: actor.userId });
    expect(await db.auditLog.count({ where: { resourceId: id, action: 'update' } })).toBe(4);
  });

  it('that was paid stays as it is, whoever asks', async () => {
    const { id, version } = await addRow({ state: 'PAID' });
    for (const to of ['PENDING', 'APPROVED', 'PAID'] as const) expect(await movePay(actor, to, { ids: [id] }, NOW)).toMatchObject({ moved: 0, skipped: 1 });
    expect(await changePayRow(actor, { id, version, input: input() }, NOW)).toEqual({ ok: false, error: 'notPending' });
    expect(await deletePayRow(actor, id, NOW)).toEqual({ ok: false, error: 'notPending' });
    await expect(db.$executeRaw`UPDATE "PayrollRow" SET "state" = 'APPROVED', "paidAt" = NULL WHERE "id" = ${id}::uuid`).rejects.toThrow(/cannot be changed/);
  });

  it('of closed days does not move', async () => {
    const [old, recent] = [await addRow({ day: '2026-10-31' }), await addRow()];
    await closeBooks({ organizationId: actor.organizationId, userId: actor.userId, seen: null }, '2026-10-31', '2026-11-20');
    expect(await movePay(actor, 'APPROVED', { ids: [old.id, recent.id] }, NOW)).toEqual({ moved: 1, skipped: 0, closed: 1 });
    expect(await createPayRow(actor, input({ day: '2026-10-31' }), NOW)).toEqual({ ok: false, error: 'booksClosed', through: '2026-10-31' });
    expect(await deletePayRow(actor, old.id, NOW)).toMatchObject({ error: 'booksClosed' });
  });
});

describe('the list', () => {
  it('shows one person only the own pay, and its sums are those of its rows', async () => {
    await addRow({ amount: '100.00' });
    await addRow({ amount: '200.00', state: 'PAID' });
    await addRow({ amount: '5000.00', userId: actor.userId });
    await addRow({ amount: '1.00', deletedAt: NOW });
    const tenant = orgDb(actor.organizationId);
    const amounts = async (own: string | null, search = '') => (await listPay(tenant, { viewer: viewer(own), filter: parsePayFilter(new URLSearchParams(search)) })).rows.map(({ amount }) => Number(amount)).sort((a, b) => a - b);
    expect(await amounts(null)).toEqual([100, 200, 5000]);
    expect(await amounts(operatorId)).toEqual([100, 200]);
    expect(await amounts(operatorId, `person=${actor.userId}`)).toEqual([]);
    expect(await amounts(null, 'state=paid')).toEqual([200]);
    expect(await sumPay(tenant, { viewer: viewer(operatorId), filter: EMPTY_PAY_FILTER })).toEqual([
      { currency: 'RUB', key: 'PAID', count: 1, amount: '200.00' },
      { currency: 'RUB', key: 'PENDING', count: 1, amount: '100.00' },
    ]);
  });

  it('is approved as a whole by its filter, and nothing beyond it', async () => {
    await addRow();
    await addRow();
    const other = await addRow({ userId: actor.userId });
    const where = payWhere(viewer(), { ...EMPTY_PAY_FILTER, personId: operatorId });
    expect(await movePay(actor, 'APPROVED', { where }, NOW)).toEqual({ moved: 2, skipped: 0, closed: 0 });
    expect((await read(other.id)).state).toBe('PENDING');
  });
});
