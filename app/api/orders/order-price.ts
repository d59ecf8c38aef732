import { orderSchema } from '~/domain/orders/order.schema';
import { withDuration } from '~/domain/orders/order-lines';
import { explainLine, priceOrder } from '~/domain/orders/pricing';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { orderPrice, priceInput } from './order-schemas';
import { ORDERS_TAG } from './orders';
import { readInput } from '../ground/read-input';
import { fillLines } from './read-order';

export const orderPriceOperations: Operation[] = [
  staffOperation(
    { resource: 'orders', action: 'create' },
    {
      id: 'orders.price', method: 'post', path: '/orders/price', tag: ORDERS_TAG, summary: 'What an order would cost', description: 'Nothing is written. The same function counts the editor, documents and reports; `factors` tell how each price came about.',
      body: priceInput, answer: orderPrice,
    },
    async ({ caller, body: { plannedStart, plannedEnd, lines } }) => {
      const values = { plannedStart: plannedStart?.toISOString(), plannedEnd: plannedEnd?.toISOString(), lines: await fillLines(caller, lines, []) };
      const input = readInput(orderSchema({ timeZone: caller.org.timeZone }), values, 'order-editor');
      const counted = withDuration(input.lines, input.plannedStart, input.plannedEnd);
      const { subtotal, discount, tax, total } = priceOrder(counted);
      const explained = counted.map(({ id: _id, ...line }) => {
        const { factors, discountPercent: _discount, taxPercent: _tax, ...price } = explainLine(line);
        return { ...line, price, factors };
      });
      return answer({ lines: explained, subtotal, discount, tax, total, currency: caller.org.currency });
    },
  ),
];
