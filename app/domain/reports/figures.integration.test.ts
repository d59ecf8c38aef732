import { beforeAll, describe, expect, it } from 'vitest';
import { Decimal } from 'decimal.js';
import { monthPeriod, monthsOf, previousPeriod } from '~/domain/analytics/analytics-filter';
import { parseExpenseFilter } from '~/domain/expenses/expense-filter';
import { sumExpenses } from '~/domain/expenses/list-expenses.server';
import { countOrders } from '~/domain/orders/list-orders.server';
import { parseOrderFilter } from '~/domain/orders/order-filter';
import type { OrderViewer } from '~/domain/orders/order-viewer.server';
import { sumPayments } from '~/domain/payments/list-payments.server';
import { parsePaymentFilter } from '~/domain/payments/payment-filter';
import { sumPay } from '~/domain/payroll/list-pay.server';
import { parsePayFilter } from '~/domain/payroll/pay-filter';
import { NO_PERIOD, type PeriodFilter } from '~/domain/periods/period';
import { localDay } from '~/domain/time/zoned-time';
import { db, orgDb } from '~/platform/db.server';
import { makeOrderWorld, type OrderWorld } from '../../../test/order-world';
import { AGES, periodOfAge } from './ageing';
import { clientFigures } from './clients.server';
import { expensesByKind, payByState, paymentsByKind } from './costs.server';
import { managerWork, operatorWork } from './employees.server';
import { equipmentWork } from './equipment.server';
import { payLines } from './pay-of-person.server';
import { parseReportFilter, type ReportFilter } from './report-filter';
import { expensesSearch, ordersSearch, paymentsSearch, paySearch } from './report-links';
import { resultsByMonth } from './results-by-month.server';
import { revenueByKind, revenueTotals } from './revenue.server';
import { machineUtilisation } from './utilisation.server';

/** Each has a clock change within the months before, and the last a half-hour zone. */
const WORLDS = [
  { seed: 11, timeZone: 'Europe/Berlin', now: new Date('2026-03-30T21:30:00Z') },
  { seed: 12, timeZone: 'America/New_York', now: new Date('2026-11-03T03:30:00Z') },
  { seed: 13, timeZone: 'Asia/Kolkata', now: new Date('2026-01-01T18:45:00Z') },
];
const ASKED = ['period=30d', 'period=quarter', 'period=custom&from=2025-10-20&to=2026-02-02', 'period=all', 'period=all&currency=EUR'];
const NARROWED = ['', 'contact', 'item', 'operator', 'manager', 'contact+operator', 'manager+item'];

const add = (amounts: readonly string[]) => amounts.reduce((sum, amount) => sum.plus(amount), new Decimal(0)).toFixed(2);

describe.each(WORLDS)('in $timeZone', ({ now, ...made }) => {
  let world: OrderWorld;
  beforeAll(async () => {
    world = await makeOrderWorld({ ...made, now });
    // a neighbour whose rows must not be counted
    await makeOrderWorld({ ...made, now, size: 30 });
  });

  const filterOf = (asked: string, narrowed: string): ReportFilter => {
    const ids: Record<string, string | undefined> = { contact: world.contactIds[0], item: world.machines[0], operator: world.operators[0], manager: world.managers[0] };
    const params = new URLSearchParams(asked);
    for (const name of narrowed.split('+').filter(Boolean)) params.set(name, ids[name] ?? '');
    return parseReportFilter(params, { scope: 'all', currency: 'RUB' });
  };

  describe.each(NARROWED)('narrowed to %j', (narrowed) => {
    it.each(ASKED)('every figure is what its list shows, and parts add up: %s', async (asked) => {
      const own = orgDb(world.organizationId);
      const { organizationId, timeZone } = world;
      const userId = world.managers[0]!;
      const filter = filterOf(asked, narrowed);
      const { period, currency } = filter;
      const viewer = { organizationId, timeZone, userId, canSeeExpenses: true, canSeePay: true, canSeePayments: true };
      const options = { viewer, filter, now };
      const today = localDay(now, timeZone);
      // the lists are asked by the words of the link alone, as a browser would ask them
      const orderViewer: OrderViewer = { organizationId, timeZone, userId, scope: 'all', canSeeMoney: true, canSeeCosts: true };
      const orders = async (of: ReportFilter, rows: PeriodFilter, words: Record<string, string | null> = {}) => {
        const { count, sums } = await countOrders(own, { viewer: orderViewer, filter: parseOrderFilter(new URLSearchParams(ordersSearch(of, rows, words))), now });
        expect(sums.every((one) => one.currency === currency)).toBe(true);
        return { count, total: sums[0]?.total ?? '0.00', due: sums[0]?.due ?? '0.00' };
      };
      const ledger = { organizationId, timeZone, now };
      const inCurrency = (sums: { currency: string; amount: string }[]) => add(sums.filter((one) => one.currency === currency).map(({ amount }) => amount));
      const expenses = async (of: ReportFilter, rows: PeriodFilter, words = {}) => inCurrency(await sumExpenses(own, { viewer: ledger, filter: parseExpenseFilter(new URLSearchParams(expensesSearch(of, rows, words))) }));
      const pay = async (of: ReportFilter, rows: PeriodFilter, words = {}) => inCurrency(await sumPay(own, { viewer: { ...ledger, ownId: null }, filter: parsePayFilter(new URLSearchParams(paySearch(of, rows, words))) }));

      for (const span of [period, previousPeriod(period, today)]) {
        if (!span) continue;
        const revenue = await revenueTotals(own, options, span);
        expect(await orders(filter, span)).toMatchObject({ count: revenue.orders, total: revenue.total });
        expect(await expenses(filter, span)).toBe((await expensesByKind(own, options, span)).amount);
        expect(await pay(filter, span)).toBe((await payByState(own, options, span)).amount);
      }

      const revenue = await revenueTotals(own, options, period);
      const kinds = await revenueByKind(own, options);
      expect(new Decimal(add(kinds.map(({ total }) => total))).minus(revenue.lateDiscount).toFixed(2)).toBe(revenue.total);

      const spent = await expensesByKind(own, options, period);
      expect(add(spent.parts.map(({ amount }) => amount))).toBe(spent.amount);
      for (const { key, amount } of spent.parts) expect(await expenses(filter, period, { kind: key }), key).toBe(amount);
      const earned = await payByState(own, options, period);
      expect(add(earned.parts.map(({ amount }) => amount))).toBe(earned.amount);
      for (const { key, amount } of earned.parts) expect(await pay(filter, period, { state: key }), key).toBe(amount);

      const received = await paymentsByKind(own, options, period);
      const sums = await sumPayments(own, { viewer: ledger, filter: parsePaymentFilter(new URLSearchParams(paymentsSearch(filter, period))) });
      for (const { key, amount } of received.parts) expect(add(sums.filter((one) => one.currency === currency && one.key === key).map((one) => one.amount)), key).toBe(amount);

      const months = monthsOf(period, today);
      for (const month of await resultsByMonth(own, options, months)) {
        const span = monthPeriod(month.month);
        expect(await orders(filter, span)).toMatchObject({ count: month.orders, total: month.revenue });
        expect([await expenses(filter, span), await pay(filter, span)]).toEqual([month.expenses, month.pay]);
      }

      for (const machine of await equipmentWork(own, options)) {
        const of = { ...filter, itemId: machine.itemId };
        expect((await orders(of, period)).count).toBe(machine.orders);
        expect([await expenses(of, period, { kind: 'FUEL' }), await expenses(of, period, { kind: 'REPAIR' })]).toEqual([machine.fuel, machine.repair]);
      }

      for (const person of await operatorWork(own, options)) {
        const of = { ...filter, operatorId: person.userId };
        expect(await orders(of, period)).toMatchObject({ count: person.orders, total: person.revenue });
        expect(await pay(of, period)).toBe(person.pay);
      }
      const managers = await managerWork(own, options);
      expect(add(managers.map((one) => one.revenue))).toBe(revenue.total);
      for (const one of managers) expect(await orders(filter, period, { manager: one.userId ?? 'nobody' })).toMatchObject({ count: one.orders, total: one.revenue });

      const { clients, total } = await clientFigures(own, options, null);
      expect(await clientFigures(own, options, 2)).toEqual({ clients: clients.slice(0, 2), total });
      expect([total.clients, total.revenue, add(clients.map(({ due }) => due))]).toEqual([clients.length, revenue.total, total.due]);
      expect((await orders(filter, NO_PERIOD, { due: 'yes', on: null })).due).toBe(total.due);
      for (const client of [...clients.slice(0, 4), { ...total, contactId: filter.contactId }]) {
        const of = { ...filter, contactId: client.contactId };
        expect(await orders(of, period)).toMatchObject({ count: client.orders, total: client.revenue });
        expect((await orders(of, NO_PERIOD, { due: 'yes', on: null })).due).toBe(client.due);
        for (const age of AGES) expect((await orders(of, periodOfAge(age, today), { due: 'yes' })).due, age).toBe(client.ages[age]);
        expect(add(Object.values(client.ages))).toBe(client.due);
      }
    });
  });

  it('shows own figures to those who see only these, whatever is asked for', async () => {
    const { organizationId, timeZone, managers } = world;
    const filter = parseReportFilter(new URLSearchParams(`period=all&manager=${managers[1]}`), { scope: 'own', currency: 'RUB' });
    const viewer = { organizationId, timeZone, userId: managers[0]!, canSeeExpenses: false, canSeePay: false, canSeePayments: false };
    const { orders } = await revenueTotals(orgDb(organizationId), { viewer, filter, now }, NO_PERIOD);
    const mine = await db.order.count({ where: { organizationId, deletedAt: null, state: 'COMPLETED', currency: 'RUB', OR: [{ managerId: managers[0] }, { createdById: managers[0] }] } });
    expect(orders).toBe(mine);
  });

  it('lists the pay of one person alone', async () => {
    const { organizationId, timeZone, operators, managers } = world;
    const filter = parseReportFilter(new URLSearchParams(`period=all&operator=${operators[1]}`), { scope: 'all', currency: 'RUB' });
    const options = { viewer: { organizationId, timeZone, userId: managers[0]!, canSeeExpenses: true, canSeePay: true, canSeePayments: true }, filter, now };
    const lines = await payLines(orgDb(organizationId), options, 1_000);
    expect(add(lines.map(({ amount }) => amount))).toBe((await payByState(orgDb(organizationId), options, NO_PERIOD)).amount);
    expect(lines.length).toBeGreaterThan(5);
  });

  it('counts utilisation by days of the zone: nights do not count, maintenance takes off', async () => {
    const { organizationId, timeZone, machines } = world;
    const [machine, other] = machines as [string, string];
    const orderId = (await db.order.findFirstOrThrow({ where: { organizationId }, select: { id: true } })).id;
    const at = (hours: number) => new Date(now.getTime() - 40 * 86_400_000 + hours * 3_600_000);
    const book = (itemId: string, from: number, to: number) => db.booking.create({ data: { organizationId, kind: 'ORDER', orderId, itemId, startsAt: at(from), endsAt: at(to), blockedFrom: at(from), blockedTo: at(to) } });
    const record = await db.maintenanceRecord.create({ data: { organizationId, itemId: machine, title: 'ТО', startsAt: at(400), endsAt: at(403) } });
    await book(machine, 0, 72);
    await book(other, 2, 5);
    await db.booking.create({ data: { organizationId, kind: 'MAINTENANCE', maintenanceId: record.id, itemId: machine, startsAt: at(400), endsAt: at(403), blockedFrom: at(400), blockedTo: at(403) } });
    const days = { from: localDay(at(-48), timeZone), to: localDay(at(500), timeZone) };
    const count = Math.round((Date.parse(days.to) - Date.parse(days.from)) / 86_400_000) + 1;
    const viewer = { organizationId, timeZone, userId: world.managers[0]!, canSeeExpenses: true, canSeePay: true, canSeePayments: true };
    const rows = await machineUtilisation(orgDb(organizationId), { viewer, days, shiftHours: 8 });
    const of = (itemId: string) => rows.find((row) => row.itemId === itemId);
    // three days and a bit of a fourth, each for at most one shift
    expect(of(machine)?.booked).toBeGreaterThanOrEqual(24);
    expect(of(machine)?.booked).toBeLessThanOrEqual(32);
    expect(of(machine)?.available).toBeCloseTo(8 * count - 3, 5);
    expect(of(other)?.booked).toBeCloseTo(3, 5);
    expect(of(other)?.share).toBeCloseTo(3 / (8 * count), 6);
    await db.booking.deleteMany({ where: { organizationId } });
  });
});
