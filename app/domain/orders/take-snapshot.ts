import type { LockedOrder } from './order-command';
import { orderSnapshotSchema, type OrderSnapshot } from './snapshot';

const moment = (at: Date | null) => at?.toISOString() ?? null;

/** The order as it stands at this moment, in the shape that stays readable. */
export function takeSnapshot(order: LockedOrder, now: Date): OrderSnapshot {
  const { number, currency, contactId, contactName, managerId, managerName, address, description, sums, lines, operators } = order;
  const { paid: _paid, balance: _balance, ...counted } = sums;
  return orderSnapshotSchema.parse({
    version: 1,
    takenAt: now.toISOString(),
    number,
    currency,
    contact: contactId ? { id: contactId, name: contactName ?? '' } : null,
    address,
    plannedStart: moment(order.plannedStart),
    plannedEnd: moment(order.plannedEnd),
    actualStart: moment(order.actualStart),
    actualEnd: moment(order.actualEnd),
    description,
    manager: managerId ? { id: managerId, name: managerName ?? '' } : null,
    operators: operators.map(({ userId, name, payKind, payRate, hours }) => ({ id: userId, name, payKind, payRate, hours })),
    lines: lines.map(({ position: _position, price, fuelLitres: _litres, fuelCost: _fuel, repairCost: _repair, repairNote: _note, discountPercent, taxPercent, ...line }) => ({
      ...line, ...price, discountPercent: discountPercent ?? '0', taxPercent: taxPercent ?? '0',
    })),
    ...counted,
  });
}
