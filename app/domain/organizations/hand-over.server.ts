import { countHandOverLeads, handOverLeads } from '~/domain/leads/hand-over-leads.server';
import type { OrgDb, OrgTx } from '~/platform/db.server';

export interface HandOver {
  organizationId: string;
  /** Whose work it was. */
  fromId: string;
  toId: string;
  actorId: string;
  now: Date;
}

/** How many records of each kind; a kind with nothing is 0. */
export interface WorkCounts {
  leads: number;
}

/** What a member has in hand that somebody else would have to go on with. */
export async function countWork(db: OrgDb, organizationId: string, userId: string): Promise<WorkCounts> {
  return { leads: await countHandOverLeads(db, organizationId, userId) };
}

/** Gives all of a member's open work to another one, who can take it (`isAssignable`). */
export async function handOverWork(tx: OrgTx, handOver: HandOver): Promise<WorkCounts> {
  return { leads: await handOverLeads(tx, handOver) };
}
