import type { SqlRunner } from '~/platform/db.server';
import { equalFreeMachines, type EqualMachine } from './equal-machines.server';
import { findClashes, type Clash } from './find-clashes.server';
import type { Subjects } from './list-busy.server';
import { nearestFree, STEP_MS } from './nearest-free.server';

/** What to say with a 409: what is taken, when all would be free, and what could stand in. */
export interface BookingOffer {
  clashes: Clash[];
  nearest: { startsAt: Date; endsAt: Date };
  equal: { itemId: string; machines: EqualMachine[] }[];
}

/** What clashes with a time, the nearest time to come in which everything is free, and free equals of the taken machines. */
export async function offerInstead(db: SqlRunner, { startsAt, endsAt, ...subjects }: Subjects & { startsAt: Date; endsAt: Date }, now = new Date()): Promise<BookingOffer> {
  const clashes = await findClashes(db, { ...subjects, startsAt, endsAt });
  const taken = [...new Set(clashes.filter(({ subject }) => subject === 'item').map(({ id }) => id))];
  // one after the other: `db` may be a transaction, which asks one question at a time
  const nearest = await nearestFree(db, { ...subjects, startsAt, after: new Date(Math.ceil(now.getTime() / STEP_MS) * STEP_MS), durationMs: endsAt.getTime() - startsAt.getTime() });
  const equal = await equalFreeMachines(db, { organizationId: subjects.organizationId, itemIds: taken, startsAt, endsAt });
  return { clashes, nearest, equal: equal.map(({ itemId, machines }) => ({ itemId, machines: machines.filter(({ id }) => !subjects.itemIds.includes(id)) })) };
}
