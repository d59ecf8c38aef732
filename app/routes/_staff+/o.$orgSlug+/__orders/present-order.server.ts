import type { TFunction } from 'i18next';
import type { OrderRow } from '~/domain/orders/list-orders.server';
import { isOpen } from '~/domain/orders/lifecycle';
import { moneyText } from '~/domain/money/money';
import { formatMoney } from '~/domain/money/money-text';
import { formatDateTime, sayTime } from '~/ui/format';

export interface OrderWords {
  t: TFunction;
  language: string;
  timeZone: string;
  now: Date;
  names: ReadonlyMap<string, string>;
  canSeeMoney: boolean;
}

/** An order as a row of the list shows it. */
export function createOrderPresenter({ language, timeZone, now, names, canSeeMoney }: OrderWords) {
  return (order: OrderRow) => {
    const due = order.total.minus(order.paid);
    const isAgreed = order.state === 'APPROVED' || order.state === 'IN_PROGRESS' || order.state === 'COMPLETED';
    const say = (at: Date) => ({ text: sayTime(at, now, language, timeZone), exact: formatDateTime(at, language, timeZone) });
    return {
      id: order.id,
      number: order.number,
      state: order.state,
      client: order.contactName,
      address: order.address,
      start: order.plannedStart && { ...say(order.plannedStart), isPast: order.plannedStart < now && isOpen(order.state) && order.state !== 'IN_PROGRESS' },
      operators: order.operators.join(', '),
      manager: order.managerId ? (names.get(order.managerId) ?? '') : null,
      total: canSeeMoney ? { text: formatMoney(moneyText(order.total), order.currency, language), value: moneyText(order.total) } : null,
      due: canSeeMoney && isAgreed && due.greaterThan(0) ? formatMoney(moneyText(due), order.currency, language) : null,
      created: say(order.createdAt),
    };
  };
}

export type ShownOrderRow = ReturnType<ReturnType<typeof createOrderPresenter>>;
