import { Prisma } from '~/generated/prisma/client';
import { defineOrder, type KeyStep, type Order } from '~/platform/db/keyset';
import type { LeadSort } from './lead-filter';

/** What of a request its place in every order depends on. */
export interface OrderedLead {
  id: string;
  score: number;
  createdAt: Date;
  responseDueAt: Date | null;
  lastName: string;
  firstName: string;
  respondedAt: Date | null;
  state: string;
}

type Step = KeyStep<OrderedLead>;

const id: Step = { name: 'id', sql: Prisma.sql`"id"`, type: 'uuid' };
const score: Step = { name: 'score', sql: Prisma.sql`"score"`, type: 'int', descending: true };
const created: Step = { name: 'createdAt', sql: Prisma.sql`"createdAt"`, type: 'timestamptz' };
const due: Step = { name: 'responseDueAt', sql: Prisma.sql`"responseDueAt"`, type: 'timestamptz' };
const lastName: Step = { name: 'lastName', sql: Prisma.sql`"lastName"`, type: 'text' };
const firstName: Step = { name: 'firstName', sql: Prisma.sql`"firstName"`, type: 'text' };

/** The open states are literals, so that the partial indexes of the list are recognised. */
const waits = Prisma.sql`"respondedAt" IS NULL AND "state" IN ('NEW', 'IN_PROGRESS')`;

function isWaiting({ respondedAt, state }: OrderedLead): boolean {
  return respondedAt === null && (state === 'NEW' || state === 'IN_PROGRESS');
}

/** By time left there are three stretches: a clock that nobody waits for any more has no place among those that run. */
export const LEAD_ORDERS: Readonly<Record<LeadSort, Order<OrderedLead>>> = {
  score: defineOrder([score, created, id]),
  newest: defineOrder([{ ...created, descending: true }, id]),
  oldest: defineOrder([created, { ...id, descending: true }]),
  name: defineOrder([lastName, firstName, id]),
  due: [
    {
      where: Prisma.sql`${waits} AND "responseDueAt" IS NOT NULL`,
      holds: (lead) => isWaiting(lead) && lead.responseDueAt !== null,
      steps: [due, created, id],
    },
    {
      where: Prisma.sql`${waits} AND "responseDueAt" IS NULL`,
      holds: (lead) => isWaiting(lead) && lead.responseDueAt === null,
      steps: [created, id],
    },
    { where: Prisma.sql`NOT (${waits})`, holds: (lead) => !isWaiting(lead), steps: [score, created, id] },
  ],
};
