import type { TFunction } from 'i18next';
import type { MemberName } from '~/domain/accounts/members/members.server';
import type { ExportedOrder } from '~/domain/orders/export-orders.server';
import { formatTimeOfDay, localDay, minutesAt } from '~/domain/time/zoned-time';
import type { ExportCell, ExportTable } from './export-rows.server';

interface Words {
  orders: AsyncIterable<ExportedOrder>;
  members: readonly MemberName[];
  /** Of the namespace `orders`. */
  t: TFunction;
  language: string;
  fileName: string;
  /** Times are of this zone. */
  timeZone: string;
  /** Without it there are no columns of money. */
  canSeeMoney: boolean;
}

const FACTS = ['number', 'state', 'client', 'address', 'plannedStart', 'plannedEnd', 'actualStart', 'actualEnd', 'manager', 'operators'] as const;
const MONEY = ['total', 'paid', 'currency'] as const;
const REST = ['description', 'cancelReason', 'created', 'id'] as const;

/** Orders as a table. */
export function orderTable({ orders, members, t, language, fileName, timeZone, canSeeMoney }: Words): ExportTable {
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const time = (at: Date | null) => at && `${localDay(at, timeZone)} ${formatTimeOfDay(minutesAt(at, timeZone))}`;
  async function* rows(): AsyncGenerator<ExportCell[]> {
    for await (const order of orders) {
      yield [
        order.number, t(`state.${order.state}`), order.contactName, order.address, time(order.plannedStart), time(order.plannedEnd), time(order.actualStart), time(order.actualEnd),
        order.managerId ? (names.get(order.managerId) ?? null) : null, order.operators.join(', '),
        ...(canSeeMoney ? [moneyCell(order.total), moneyCell(order.paid), order.currency] : []),
        order.description, order.cancelReason, localDay(order.createdAt, timeZone), order.id,
      ];
    }
  }
  const columns = [...FACTS, ...(canSeeMoney ? MONEY : []), ...REST];
  return { fileName, language, rows: rows(), heads: columns.map((name) => t(`export.${name}`)) };
}

/** A number to calculate with, as long as it is one exactly. */
function moneyCell(amount: string | null): number | string | null {
  return amount !== null && Number(amount).toFixed(2) === amount ? Number(amount) : amount;
}
