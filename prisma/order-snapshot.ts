import type { Prisma } from '~/generated/prisma/client';
import type { OrderSnapshot } from '~/domain/orders/snapshot';
import type { LinePrice } from '~/domain/orders/pricing';
import type { LineSpec, OperatorSpec } from './order-specs';

interface Facts {
  order: Omit<Prisma.OrderCreateManyInput, 'organizationId'>;
  contactName?: string | undefined;
  /** Names of the manager and the operators by their ids. */
  people?: Readonly<Record<string, string>> | undefined;
  lines: readonly (Required<Omit<LineSpec, 'fuelLitres' | 'fuelCost' | 'repairCost' | 'repairNote'>> & LinePrice)[];
  operators: readonly OperatorSpec[];
  at: Date;
}

/** What domain/orders freezes at approval and completion, for rows that are written without it. */
export function snapshotData({ order, contactName = 'Клиент', people = {}, lines, operators, at }: Facts): OrderSnapshot {
  const moment = (value: Date | string | null | undefined) => (value ? new Date(value).toISOString() : null);
  const amount = (value: unknown) => (value === null || value === undefined ? null : String(value));
  const money = (value: unknown) => String(value ?? '0.00');
  return {
    version: 1,
    takenAt: at.toISOString(),
    number: order.number,
    currency: order.currency,
    contact: order.contactId ? { id: order.contactId, name: contactName } : null,
    address: order.address ?? null,
    plannedStart: moment(order.plannedStart),
    plannedEnd: moment(order.plannedEnd),
    actualStart: moment(order.actualStart),
    actualEnd: moment(order.actualEnd),
    description: order.description ?? null,
    manager: order.managerId ? { id: order.managerId, name: people[order.managerId] ?? 'Сотрудник' } : null,
    operators: operators.map(({ userId, payKind = null, payRate = null, hours = null }) => ({ id: userId, name: people[userId] ?? 'Сотрудник', payKind, payRate, hours })),
    lines: lines.map(({ id, kind, itemId, name, unit, quantity, unitPrice, perHour, shifts, shiftRate, hours, hourlyRate, discountPercent, taxPercent, gross, discount, net, tax, total }) => ({
      id, kind, itemId, name, unit, quantity, unitPrice, perHour, shifts, shiftRate, hours, hourlyRate, discountPercent, taxPercent, gross, discount, net, tax, total,
    })),
    estimate: amount(order.estimate),
    prepayment: amount(order.prepayment),
    subtotal: money(order.subtotal),
    discount: money(order.discount),
    tax: money(order.tax),
    lateDiscount: money(order.lateDiscount),
    total: money(order.total),
  };
}
