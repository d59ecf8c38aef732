import { countHandOverContacts, handOverContacts } from '~/domain/contacts/hand-over-contacts.server';
import { countHandOverDeals, handOverDeals } from '~/domain/deals/hand-over-deals.server';
import { countHandOverLeads, handOverLeads } from '~/domain/leads/hand-over-leads.server';
import { countHandOverOrders, handOverOrders } from '~/domain/orders/hand-over-orders.server';
import { countHandOverTasks, handOverTasks } from '~/domain/tasks/hand-over-tasks.server';
import type { OrgDb, OrgTx } from '~/platform/db.server';
import { tellOfGivenRecords } from './tell-of-work.server';

export interface HandOver {
  organizationId: string;
  /** Whose work it was. */
  fromId: string;
  toId: string;
  actorId: string;
  now: Date;
}

/** How many records of each kind: open requests, contacts, open deals and orders, tasks to do. */
export interface WorkCounts {
  leads: number;
  contacts: number;
  deals: number;
  orders: number;
  tasks: number;
}

/** What a member has in hand that somebody else would have to go on with. */
export async function countWork(db: OrgDb, organizationId: string, userId: string): Promise<WorkCounts> {
  const [leads, contacts, deals, orders, tasks] = await Promise.all([
    countHandOverLeads(db, organizationId, userId),
    countHandOverContacts(db, organizationId, userId),
    countHandOverDeals(db, organizationId, userId),
    countHandOverOrders(db, organizationId, userId),
    countHandOverTasks(db, organizationId, userId),
  ]);
  return { leads, contacts, deals, orders, tasks };
}

/** Gives all of a member's open work to another one, who can take it (`isAssignable`). */
export async function handOverWork(tx: OrgTx, handOver: HandOver): Promise<WorkCounts> {
  const counts: WorkCounts = {
    leads: await handOverLeads(tx, handOver),
    contacts: await handOverContacts(tx, handOver),
    deals: await handOverDeals(tx, handOver),
    orders: await handOverOrders(tx, handOver),
    tasks: await handOverTasks(tx, handOver),
  };
  for (const resource of ['leads', 'contacts', 'deals', 'orders', 'tasks'] as const) await tellOfGivenRecords(tx, { ...handOver, resource, count: counts[resource] });
  return counts;
}
