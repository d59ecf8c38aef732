import { z } from '@hono/zod-openapi';
import { CatalogKind, PayKind } from '~/generated/prisma/enums';
import { CONTACT_LIMITS } from '~/domain/contacts/contact-input';
import { ORDER_STATES } from '~/domain/orders/lifecycle';
import { LINES_MAX, OPERATORS_MAX, ORDER_LIMITS } from '~/domain/orders/order-input';
import { amount, currency, decimal, filled, id, instant, moment, money, text } from '../ground/schemas';

/** The document of orders: what they are made of, in requests and in answers. */

export const orderParams = z.object({ orderId: id });
export const orderState = z.enum(ORDER_STATES);

const nothing = { example: null };
const maybe = decimal.nullable().openapi(nothing);
const sum = money.nullable().openapi({ example: '12500.00' });

/** What of a line people and programs write. */
const lineFacts = {
  kind: z.enum(CatalogKind),
  itemId: id.nullable().openapi(nothing),
  name: filled(ORDER_LIMITS.name).openapi({ example: 'Планировка участка' }),
  unit: text(ORDER_LIMITS.unit).openapi({ example: 'м²' }),
  quantity: maybe,
  unitPrice: maybe,
  perHour: z.boolean().openapi({ description: 'The quantity is the duration of the order, in half hours', example: false }),
  shifts: maybe,
  shiftRate: maybe,
  hours: maybe,
  hourlyRate: maybe,
  discountPercent: maybe,
  taxPercent: maybe,
};

export const lineInput = z
  .strictObject({ id: id.optional().openapi({ description: 'Of a line that the order has: what is not named stays', example: undefined }), ...z.object(lineFacts).partial().shape })
  .openapi('OrderLineInput', {
    description: 'With itemId the rest is copied from the catalog, as far as it is not named. Machines have shifts and hours, everything else a quantity.',
    example: { kind: 'SERVICE', name: 'Планировка участка', unit: 'м²', quantity: '80', unitPrice: '150', taxPercent: '20' },
  });

export const operatorInput = z
  .strictObject({ userId: id, payKind: z.enum(PayKind).nullable().optional().openapi(nothing), payRate: decimal.nullable().optional().openapi(nothing) })
  .openapi('OrderOperatorInput');

const linesInput = z.array(lineInput).max(LINES_MAX);

const plan = {
  address: text(ORDER_LIMITS.address).nullable().openapi({ example: 'Тверь, ул. Садовая, 12' }),
  latitude: decimal.nullable().openapi(nothing),
  longitude: decimal.nullable().openapi(nothing),
  plannedStart: instant.nullable().openapi({ example: '2026-12-01T09:00:00+03:00' }),
  plannedEnd: instant.nullable().openapi({ example: '2026-12-01T17:00:00+03:00' }),
  description: text(ORDER_LIMITS.description).nullable(),
  managerId: id.nullable().openapi(nothing),
  operators: z.array(operatorInput).max(OPERATORS_MAX).openapi({ example: [] }),
  lines: linesInput,
  estimate: amount.nullable().openapi(nothing),
  prepayment: amount.nullable().openapi(nothing),
  leadId: id.nullable().openapi(nothing),
  dealId: id.nullable().openapi(nothing),
};

/** A client who is made together with the order. */
const newContact = z
  .strictObject({
    name: filled(CONTACT_LIMITS.name).openapi({ example: 'Анна Петрова' }),
    phone: text(40).optional().openapi({ example: '+79161234567' }),
    email: text(255).optional().openapi({ example: 'anna@example.com' }),
    allowDuplicate: z.boolean().optional().openapi({ description: 'Make it although a client with this phone or e-mail is known', example: false }),
  })
  .openapi('OrderNewContact');

export const orderChange = z.strictObject({ contactId: id.nullable().openapi(nothing), ...plan }).partial().openapi('OrderChange', { example: { description: 'Въезд со стороны склада' } });

export const orderInput = z
  .strictObject({
    ...orderChange.shape,
    contact: newContact.optional().openapi({ description: 'Instead of contactId' }),
    state: z.enum(['DRAFT', 'CREATED']).optional().openapi({ description: 'CREATED needs a contact, an address and a start', example: 'DRAFT' }),
  })
  .openapi('OrderInput', {
    example: {
      contact: { name: 'Анна Петрова', phone: '+79161234567' },
      address: 'Тверь, ул. Садовая, 12',
      plannedStart: '2026-12-01T09:00:00+03:00',
      plannedEnd: '2026-12-01T17:00:00+03:00',
      lines: [{ kind: 'SERVICE', name: 'Планировка участка', unit: 'м²', quantity: '80', unitPrice: '150', taxPercent: '20' }],
    },
  });

export const priceInput = z.strictObject({ plannedStart: plan.plannedStart.optional(), plannedEnd: plan.plannedEnd.optional(), lines: linesInput }).openapi('OrderPriceInput');

const linePrice = { gross: money, discount: money, net: money, tax: money, total: money };

export const orderPrice = z
  .object({
    lines: z.array(
      z.object({
        ...lineFacts,
        price: z.object(linePrice),
        factors: z.array(z.object({ what: z.enum(['shifts', 'hours', 'quantity']), count: decimal, rate: decimal, amount: z.string().openapi({ example: '12000' }) })).openapi({ description: 'Their sum, rounded, is gross' }),
      }),
    ),
    subtotal: money.openapi({ description: 'Sum of net' }),
    discount: money,
    tax: money,
    total: money.openapi({ description: 'subtotal + tax' }),
    currency,
  })
  .openapi('OrderPrice', { description: 'Of each line: gross less discount is net, and with tax the total' });

const line = z
  .object({
    id,
    position: z.int(),
    ...lineFacts,
    price: z.union([z.object(linePrice), z.null()]).openapi({ description: 'null for whom prices are not shown to' }),
    fuelLitres: maybe,
    fuelCost: sum,
    repairCost: sum,
    repairNote: z.string().nullable(),
  })
  .openapi('OrderLine');

const operator = z.object({ userId: id, name: z.string(), payKind: z.enum(PayKind).nullable(), payRate: maybe, hours: maybe }).openapi('OrderOperator');

const sums = z.object({ estimate: sum, prepayment: sum, subtotal: money, discount: money, tax: money, lateDiscount: money, total: money, paid: money, balance: money }).openapi('OrderSums');

export const orderAnswer = z
  .object({
    id,
    number: z.string().openapi({ example: '2026-000123' }),
    state: orderState,
    allowedStates: z.array(orderState).openapi({ description: 'Where the caller can bring it from here' }),
    contactId: id.nullable(),
    contactName: z.string().nullable(),
    address: z.string().nullable(),
    latitude: maybe,
    longitude: maybe,
    plannedStart: moment.nullable(),
    plannedEnd: moment.nullable(),
    actualStart: moment.nullable(),
    actualEnd: moment.nullable(),
    description: z.string().nullable(),
    managerId: id.nullable(),
    managerName: z.string().nullable(),
    createdById: id.nullable(),
    leadId: id.nullable(),
    dealId: id.nullable(),
    currency,
    sums: z.union([sums, z.null()]).openapi({ description: 'null for whom prices are not shown to' }),
    lines: z.array(line),
    operators: z.array(operator),
    cancelReason: z.string().nullable(),
    completionNote: z.string().nullable(),
    approvedAt: moment.nullable(),
    startedAt: moment.nullable(),
    completedAt: moment.nullable(),
    cancelledAt: moment.nullable(),
    stateChangedAt: moment,
    quoteAcceptedAt: moment.nullable(),
    version: z.int(),
    createdAt: moment,
    updatedAt: moment,
  })
  .openapi('Order');

export const orderRow = z
  .object({
    id,
    number: z.string().openapi({ example: '2026-000123' }),
    state: orderState,
    contactId: id.nullable(),
    contactName: z.string().nullable(),
    address: z.string().nullable(),
    plannedStart: moment.nullable(),
    plannedEnd: moment.nullable(),
    managerId: id.nullable(),
    operators: z.array(z.string()).openapi({ description: 'Names', example: ['Пётр Ильин'] }),
    currency,
    total: sum,
    paid: sum,
    version: z.int(),
    createdAt: moment,
  })
  .openapi('OrderRow');
