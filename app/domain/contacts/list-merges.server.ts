import type { OrgDb } from '~/platform/db.server';
import { mergeSnapshot } from './merge-snapshot';

const SHOWN = 10;

export interface PastMerge {
  id: string;
  /** The contact that became part of this one, as it was called. */
  name: string;
  createdAt: Date;
}

/** What became part of a contact and can be taken apart again, the last first. */
export async function listMerges(db: OrgDb, contactId: string): Promise<PastMerge[]> {
  const rows = await db.contactMerge.findMany({
    where: { winnerId: contactId, undoneAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: SHOWN,
    select: { id: true, snapshot: true, createdAt: true },
  });
  return rows.map(({ id, snapshot, createdAt }) => ({ id, createdAt, name: mergeSnapshot.parse(snapshot).loser.name }));
}
