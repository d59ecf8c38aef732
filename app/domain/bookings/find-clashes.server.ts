import type { SqlRunner } from '~/platform/db.server';
import { listBusy, type BusyTime, type Subjects } from './list-busy.server';

/** What is taken, by what, and from when it is free of that. */
export interface Clash extends Omit<BusyTime, 'blockedFrom' | 'blockedTo'> {
  freeFrom: Date;
}

/** What of these is taken in [startsAt, endsAt) and the buffers around it, in the order of time; empty when all can be booked. */
export async function findClashes(db: SqlRunner, { startsAt, endsAt, ...subjects }: Subjects & { startsAt: Date; endsAt: Date }): Promise<Clash[]> {
  const busy = await listBusy(db, { ...subjects, from: startsAt, to: endsAt });
  return busy.map(({ blockedFrom: _from, blockedTo, ...clash }) => ({ ...clash, freeFrom: blockedTo }));
}
