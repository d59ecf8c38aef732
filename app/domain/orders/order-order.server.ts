import { Prisma } from '~/generated/prisma/client';
import { defineOrder, type KeyStep, type Order } from '~/platform/db/keyset';
import type { OrderSort } from './order-filter';

/** What of an order its place in every order of the list depends on. */
export interface OrderedOrder {
  id: string;
  number: string;
  total: Prisma.Decimal;
  plannedStart: Date | null;
  createdAt: Date;
}

type Step = KeyStep<OrderedOrder>;

const id: Step = { name: 'id', sql: Prisma.sql`"Order"."id"`, type: 'uuid' };
const created: Step = { name: 'createdAt', sql: Prisma.sql`"Order"."createdAt"`, type: 'timestamptz' };
const start: Step = { name: 'plannedStart', sql: Prisma.sql`"plannedStart"`, type: 'timestamptz', nullable: true };
const total: Step = { name: 'total', sql: Prisma.sql`"total"`, type: 'numeric' };
const number: Step = { name: 'number', sql: Prisma.sql`"number"`, type: 'text' };
const down = (step: Step): Step => ({ ...step, descending: true });

/** Each pair is one index, walked from either end. */
export const ORDER_ORDERS: Record<OrderSort, Order<OrderedOrder>> = {
  created: defineOrder([created, id]),
  '-created': defineOrder([down(created), down(id)]),
  start: defineOrder([start, id]),
  '-start': defineOrder([down(start), down(id)]),
  total: defineOrder([total, id]),
  '-total': defineOrder([down(total), down(id)]),
  number: defineOrder([number, id]),
  '-number': defineOrder([down(number), down(id)]),
};
