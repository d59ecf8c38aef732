import { Prisma } from '~/generated/prisma/client';
import type { CustomField, CustomFieldType } from '~/domain/custom-fields/custom-field';
import { customOrder } from '~/domain/custom-fields/custom-where.server';
import { defineOrder, type KeyStep, type KeyType, type Order } from '~/platform/db/keyset';
import { USUAL_SORT, type DealFilter, type DealSort } from './deal-filter';

/** What of a deal its place in every order depends on. */
export interface OrderedDeal {
  id: string;
  title: string;
  amount: Prisma.Decimal | null;
  expectedCloseDay: Date | null;
  createdAt: Date;
  updatedAt: Date;
  /** When it came to its column: the order within a column of the board. */
  stageEnteredAt: Date;
  /** Of an order by a custom field. */
  sortValue: unknown;
}

type Step = KeyStep<OrderedDeal>;

const id: Step = { name: 'id', sql: Prisma.sql`"id"`, type: 'uuid' };
const created: Step = { name: 'createdAt', sql: Prisma.sql`"createdAt"`, type: 'timestamptz' };
const updated: Step = { name: 'updatedAt', sql: Prisma.sql`"updatedAt"`, type: 'timestamptz' };
const entered: Step = { name: 'stageEnteredAt', sql: Prisma.sql`"stageEnteredAt"`, type: 'timestamptz' };
const title: Step = { name: 'title', sql: Prisma.sql`"title"`, type: 'text' };
const amount: Step = { name: 'amount', sql: Prisma.sql`"amount"`, type: 'numeric', nullable: true };
const close: Step = { name: 'expectedCloseDay', sql: Prisma.sql`"expectedCloseDay"`, type: 'date', nullable: true };
const down = (step: Step): Step => ({ ...step, descending: true });

const PLAIN: Partial<Record<DealSort, Order<OrderedDeal>>> = {
  created: defineOrder([created, id]),
  '-created': defineOrder([down(created), down(id)]),
  updated: defineOrder([down(updated), down(id)]),
  title: defineOrder([title, id]),
  '-title': defineOrder([down(title), down(id)]),
  amount: defineOrder([amount, down(id)]),
  '-amount': defineOrder([down(amount), id]),
  close: defineOrder([close, id]),
  '-close': defineOrder([down(close), down(id)]),
};

/** Within a column of the board: what came last stands first. */
export const COLUMN_ORDER = defineOrder<OrderedDeal>([down(entered), down(id)]);

const KEY_TYPES: Record<CustomFieldType, KeyType> = { TEXT: 'text', CHOICE: 'text', DATE: 'text', YES_NO: 'text', NUMBER: 'numeric' };
const NO_VALUE = Prisma.sql`NULL AS "sortValue"`;

/** The order of a filter and what rows must carry for it. */
export function dealOrder({ sort }: Pick<DealFilter, 'sort'>, fields: readonly CustomField[]): { order: Order<OrderedDeal>; select: Prisma.Sql } {
  const plain = PLAIN[sort];
  if (plain) return { order: plain, select: NO_VALUE };
  const isDown = sort.startsWith('-');
  const field = fields.find(({ key }) => `cf.${key}` === sort.replace('-', ''));
  if (!field) return { order: PLAIN[USUAL_SORT] ?? [], select: NO_VALUE };
  const value = customOrder(Prisma.sql`"custom"`, field);
  const step: Step = { name: 'sortValue', sql: value, type: KEY_TYPES[field.type], nullable: true, descending: isDown };
  return { order: defineOrder([step, isDown ? down(id) : id]), select: Prisma.sql`${value} AS "sortValue"` };
}
