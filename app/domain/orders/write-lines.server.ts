import type { OrgTx } from '~/platform/db.server';
import type { OrderLineInput, OrderOperatorInput } from './order-input';
import type { OrderPrice } from './pricing';

interface WriteLines {
  organizationId: string;
  orderId: string;
  lines: readonly OrderLineInput[];
  /** Of `priceOrder` over these lines. */
  price: OrderPrice;
  /** Ids of the lines that the order has. */
  known: readonly string[];
}

/** Makes the order's lines these, in this order: known ones keep their ids (a repeated id only once), others are new, the rest goes. */
export async function writeLines(tx: OrgTx, { organizationId, orderId, lines, price, known }: WriteLines): Promise<void> {
  const rows = lines.map(({ id, discountPercent, taxPercent, ...line }, position) => ({
    id: id && known.includes(id) && lines.findIndex((other) => other.id === id) === position ? id : null,
    data: { ...clean(line), position, discountPercent: discountPercent ?? '0', taxPercent: taxPercent ?? '0', ...price.lines[position] },
  }));
  const kept = rows.flatMap(({ id }) => id ?? []);
  await tx.orderLine.deleteMany({ where: { orderId, id: { notIn: kept } } });
  for (const { id, data } of rows) if (id) await tx.orderLine.updateMany({ where: { id, orderId }, data });
  await tx.orderLine.createMany({ data: rows.flatMap(({ id, data }) => (id ? [] : [{ ...data, organizationId, orderId }])) });
}

/** A machine has rates, everything else a quantity; what the other kind left behind goes. */
function clean(line: Omit<OrderLineInput, 'id' | 'discountPercent' | 'taxPercent'>) {
  const { kind, itemId, name, unit } = line;
  if (kind === 'EQUIPMENT') {
    const { shifts, shiftRate, hours, hourlyRate } = line;
    return { kind, itemId, name, unit, quantity: null, unitPrice: null, perHour: false, shifts, shiftRate, hours, hourlyRate };
  }
  const { quantity, unitPrice, perHour } = line;
  return { kind, itemId, name, unit, quantity, unitPrice, perHour, shifts: null, shiftRate: null, hours: null, hourlyRate: null };
}

interface WriteOperators {
  organizationId: string;
  orderId: string;
  operators: readonly OrderOperatorInput[];
  /** Without it the terms of pay stay as they are. */
  canWritePay: boolean;
}

/** Makes these the people who carry the order out. */
export async function writeOperators(tx: OrgTx, { organizationId, orderId, operators, canWritePay }: WriteOperators): Promise<void> {
  await tx.orderOperator.deleteMany({ where: { orderId, userId: { notIn: operators.map(({ userId }) => userId) } } });
  const rows = operators.map(({ userId, payKind, payRate }) => ({ organizationId, orderId, userId, ...(canWritePay && { payKind, payRate }) }));
  await tx.orderOperator.createMany({ data: rows, skipDuplicates: true });
  if (!canWritePay) return;
  for (const { userId, payKind, payRate } of operators) await tx.orderOperator.updateMany({ where: { orderId, userId }, data: { payKind, payRate } });
}
