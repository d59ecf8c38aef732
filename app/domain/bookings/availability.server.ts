import type { SqlRunner } from '~/platform/db.server';
import type { EqualMachine } from './equal-machines.server';
import type { Clash } from './find-clashes.server';
import type { Subjects } from './list-busy.server';
import { offerInstead } from './offer-instead.server';

/** How it stands with one machine, attachment or person in the asked time. */
export interface Availability {
  subject: 'item' | 'person';
  id: string;
  isFree: boolean;
  clashes: Clash[];
  /** Free machines that can do the same; empty for who or what is free. */
  equal: EqualMachine[];
}

/** Whether each of these is free in [startsAt, endsAt), and when all are: what the editor shows beside the planned time. */
export async function availability(db: SqlRunner, asked: Subjects & { startsAt: Date; endsAt: Date }): Promise<{ subjects: Availability[]; isFree: boolean; nearest: { startsAt: Date; endsAt: Date } }> {
  const { clashes, nearest, equal } = await offerInstead(db, asked);
  const look = (subject: Availability['subject']) => (id: string): Availability => {
    const own = clashes.filter((clash) => clash.subject === subject && clash.id === id);
    return { subject, id, isFree: own.length === 0, clashes: own, equal: equal.find(({ itemId }) => itemId === id)?.machines ?? [] };
  };
  return { subjects: [...asked.itemIds.map(look('item')), ...asked.userIds.map(look('person'))], isFree: clashes.length === 0, nearest };
}
