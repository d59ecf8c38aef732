import type { OrderState } from '~/generated/prisma/client';
import { orderData, type OrderRows } from '../../../prisma/order-factories';
import type { OperatorSpec } from '../../../prisma/order-specs';
import type { Random } from '../../../prisma/random';
import type { Agenda } from './demo-agenda';
import type { DemoItem } from './demo-catalog';
import type { DemoContact } from './demo-contacts';
import type { DemoDeal } from './demo-deals';
import { CANCEL_REASONS, DESCRIPTIONS, SITES } from './demo-order-texts';
import { jobLines } from './demo-order-lines';
import { seasonalTime } from './demo-season';
import { uuidAt } from './uuid-at';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Five in the morning of the world's clock is eight in Moscow; nine hours with the lunch break. */
const BEGINS = 5;
const LASTS = 9;
/** Of a hundred orders. What is under way needs people, so there are few of them at once. */
const MIX: readonly (readonly [OrderState, number])[] = [['IN_PROGRESS', 2], ['APPROVED', 6], ['CREATED', 5], ['DRAFT', 4], ['CANCELLED', 8], ['COMPLETED', 75]];

export interface DemoOrderOptions {
  organizationId: string;
  items: readonly DemoItem[];
  contacts: readonly DemoContact[];
  deals: readonly DemoDeal[];
  /** Those who manage orders, the busiest first. */
  managers: readonly string[];
  operators: readonly OperatorSpec[];
  /** By their ids, for the snapshots. */
  people: Readonly<Record<string, string>>;
  agenda: Agenda;
  random: Random;
  now: Date;
  count: number;
}

/** Orders of a year with its season: most of them done, some under way and agreed upon, some just written down. */
export function demoOrders({ count, ...options }: DemoOrderOptions): OrderRows[] {
  const states = MIX.flatMap(([state, percent]) => Array<OrderState>(Math.round((count * percent) / 100)).fill(state));
  const won = options.deals.filter(({ row }) => row.wonAt && row.wonAt < options.now);
  const catalog = new Map(options.items.map((item) => [item.code, item]));
  const made = states.flatMap((state) => demoOrder({ ...options, catalog, won }, state) ?? []);
  return numberInTurn(made);
}

interface Making extends Omit<DemoOrderOptions, 'count'> {
  catalog: ReadonlyMap<string, DemoItem>;
  /** Won deals that no order has come from yet. */
  won: DemoDeal[];
}

function demoOrder(making: Making, state: OrderState): OrderRows | null {
  const { organizationId, random, now, people, catalog, agenda, managers } = making;
  const place = findPlace(making, state);
  if (!place) return null;
  const { machine, attachment, operators, start, days } = place;
  const isCompleted = state === 'COMPLETED';
  const deal = isCompleted ? takeDeal(making.won, start) : null;
  const createdAt = deal?.row.wonAt ? new Date(deal.row.wonAt) : createdBefore(start, random, now);
  const contact = making.contacts.find(({ id }) => id === deal?.row.contactId) ?? knownAt(making, createdAt);
  const end = new Date(start.getTime() + (days - 1) * DAY + LASTS * HOUR);
  const booked = [machine.id, ...(attachment ? [attachment.id] : []), ...operators.map(({ userId }) => userId)];
  if (['APPROVED', 'IN_PROGRESS', 'COMPLETED'].includes(state)) agenda.take(booked, { from: start, to: end });
  const site = random.pick(SITES);
  const later = (from: Date, hours: number) => earlier(new Date(from.getTime() + hours * HOUR), now);
  const createdStateAt = state === 'DRAFT' ? null : later(createdAt, random.int(1, 6));
  const manager = random.weighted(managers.map((id, at) => [id, 2 ** (managers.length - at)] as const));
  return orderData({
    id: uuidAt(createdAt), organizationId, state, currency: 'RUB', contactId: contact.id, contactName: contact.name, people,
    address: site.address, latitude: site.latitude, longitude: site.longitude,
    description: random.chance(0.8) ? random.pick<string>(DESCRIPTIONS) : null,
    managerId: manager, createdById: random.chance(0.8) ? manager : random.pick(managers),
    leadId: deal?.row.leadId ?? null, dealId: deal?.row.id ?? null,
    createdAt, plannedStart: state === 'DRAFT' && random.chance(0.4) ? null : start, ...(!(state === 'DRAFT') && { plannedEnd: end }),
    createdStateAt, approvedAt: createdStateAt && !['CREATED', 'CANCELLED'].includes(state) ? earlier(later(createdStateAt, random.int(1, 20)), start) : null,
    actualStart: new Date(start.getTime() + random.int(-2, 6) * 600_000),
    // most end in time, some early, some late
    actualEnd: new Date(end.getTime() + random.weighted([[0, 5], [-2, 3], [-1, 3], [1, 2]] as const) * HOUR),
    cancelledAt: later(createdAt, 30), cancelReason: state === 'CANCELLED' ? random.pick<string>(CANCEL_REASONS) : null,
    lines: jobLines({ machine, attachment, days, createdAt, isCompleted }, catalog, random, now),
    operators: operators.map((operator) => ({ ...operator, hours: String(days * 8 + random.int(0, 2)) })),
    ...(random.chance(0.3) && { prepayment: `${random.int(2, 9)}0000.00` }),
  });
}

interface Place {
  machine: DemoItem;
  attachment: DemoItem | null;
  operators: OperatorSpec[];
  start: Date;
  days: number;
}

/** A time at which a machine and somebody to drive it are free; null when there is none after many tries. */
function findPlace({ items, operators: drivers, agenda, random, now }: Making, state: OrderState): Place | null {
  const machines = items.filter(({ kind, status }) => kind === 'EQUIPMENT' && (status !== 'BROKEN' || state === 'COMPLETED'));
  for (let tries = 0; tries < 60; tries++) {
    const machine = random.pick(machines);
    const attachment = random.chance(0.3) ? (items.find(({ machineId }) => machineId === machine.id) ?? null) : null;
    const operators = [random.pick(drivers)];
    const days = state === 'IN_PROGRESS' ? random.int(3, 5) : random.weighted([[1, 6], [2, 4], [3, 2], [5, 1]] as const);
    const start = startOf(state, random, now);
    const end = new Date(start.getTime() + (days - 1) * DAY + LASTS * HOUR);
    if (state === 'COMPLETED' && (end.getTime() > now.getTime() - 3 * HOUR || (machine.status === 'BROKEN' && end.getTime() > now.getTime() - 30 * DAY))) continue;
    const ids = [machine.id, ...(attachment ? [attachment.id] : []), ...operators.map(({ userId }) => userId)];
    if (agenda.isFree(ids, { from: start, to: end })) return { machine, attachment, operators, start, days };
  }
  return null;
}

function startOf(state: OrderState, random: Random, now: Date): Date {
  const morning = (days: number) => new Date(Date.parse(new Date(now.getTime() + days * DAY).toISOString().slice(0, 10)) + BEGINS * HOUR);
  switch (state) {
    case 'IN_PROGRESS':
      return morning(-1);
    case 'APPROVED':
      return morning(random.int(1, 16));
    case 'CREATED':
      return morning(random.int(2, 30));
    case 'DRAFT':
      return morning(random.int(4, 45));
    default: {
      // some have just ended: their pay is still to be looked at
      if (random.chance(0.07)) return morning(-random.int(1, 9));
      const day = seasonalTime(random, now, { minDays: 1, maxDays: 362 });
      return new Date(Date.parse(day.toISOString().slice(0, 10)) + BEGINS * HOUR);
    }
  }
}

const earlier = (a: Date, b: Date) => (a < b ? a : b);

/** Some days before the work, and never in the future. */
function createdBefore(start: Date, random: Random, now: Date): Date {
  const usual = new Date(start.getTime() - random.int(30, 300) * HOUR);
  return usual < now ? usual : new Date(now.getTime() - random.int(1, 70) * HOUR);
}

/** A deal that was won some days before the work. */
function takeDeal(won: DemoDeal[], start: Date): DemoDeal | null {
  const at = won.findIndex(({ row }) => row.wonAt && new Date(row.wonAt).getTime() < start.getTime() - 6 * HOUR && new Date(row.wonAt).getTime() > start.getTime() - 25 * DAY);
  return at < 0 ? null : (won.splice(at, 1)[0] ?? null);
}

/** Whom the company knew by then; a few clients come again and again. */
function knownAt({ contacts, random }: Making, at: Date): DemoContact {
  const known = contacts.filter(({ createdAt }) => createdAt <= at);
  return known[Math.floor(known.length * random.next() ** 2.2)] ?? random.pick(contacts);
}

/** Numbers of the year in the order in which the orders were made. */
function numberInTurn(orders: OrderRows[]): OrderRows[] {
  const last = new Map<number, number>();
  const turn = [...orders].sort((a, b) => Number(a.order.createdAt) - Number(b.order.createdAt));
  for (const { order } of turn) {
    const year = new Date(order.createdAt ?? 0).getUTCFullYear();
    const number = (last.get(year) ?? 0) + 1;
    last.set(year, number);
    order.number = `${year}-${String(number).padStart(6, '0')}`;
    for (const snapshot of [order.approvedSnapshot, order.completedSnapshot]) if (snapshot) Object.assign(snapshot, { number: order.number });
  }
  return turn;
}
