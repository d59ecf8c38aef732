import { purgeItem, restoreItem, trashedItems } from '~/domain/catalog/remove-item.server';
import { purgeContact, restoreContact } from '~/domain/contacts/remove-contact.server';
import { trashedContacts } from '~/domain/contacts/trashed-contacts.server';
import { purgeDeal, restoreDeal } from '~/domain/deals/remove-deal.server';
import { trashedDeals } from '~/domain/deals/trashed-deals.server';
import { purgeOrder, restoreOrder } from '~/domain/orders/remove-order.server';
import { trashedOrders } from '~/domain/orders/trashed-orders.server';
import { purgeTasks, restoreTask } from '~/domain/tasks/delete-task.server';
import { trashedTasks } from '~/domain/tasks/trashed-tasks.server';
import { orgDb, type OrgDb, type OrgTx } from '~/platform/db.server';
import type { KeysetPage, Place } from '~/platform/db/keyset-page';
import { findRetentionDays } from '~/domain/privacy/retention.server';
import { keptSince, TRASH_KINDS, type TrashKind } from './trash';
import { countTrash, readTrash, type TrashRow, type TrashTable } from './trash-table.server';

export interface TrashActor {
  organizationId: string;
  userId: string;
  /** IANA name of the organisation's zone: a task that comes back gets its reminder again. */
  timeZone: string;
}

export type RestoreResult = { ok: true } | { ok: false; error: 'notFound' | 'contactDeleted' };
export type PurgeResult = { ok: true } | { ok: false; error: 'notFound' | 'hasDeals' | 'hasOrders' | 'hasMoney' | 'inUse' };

interface Purge {
  organizationId: string;
  /** Null: the trash empties itself. */
  actorId: string | null;
  id: string;
}

interface Bin {
  table: TrashTable;
  restore: (actor: TrashActor, id: string, now: Date) => Promise<RestoreResult>;
  purge: (tx: OrgTx, purge: Purge) => Promise<PurgeResult>;
}

/** Who may look into the trash sees all of it. */
const everything = { scope: 'all', reach: { leads: 'all', contacts: 'all', deals: 'all' } } as const;
const gone: { ok: false; error: 'notFound' } = { ok: false, error: 'notFound' };

/** Each kind's own commands: what restoring and erasing mean is known where the records are made. */
export const BINS: Record<TrashKind, Bin> = {
  contacts: {
    table: trashedContacts,
    restore: async (actor, id, now) => ((await restoreContact(actor, id, now)) ? { ok: true } : gone),
    purge: async (tx, { id, ...purge }) => {
      const done = await purgeContact(tx, { ...purge, contactId: id });
      return done === 'purged' ? { ok: true } : { ok: false, error: done };
    },
  },
  deals: {
    table: trashedDeals,
    restore: restoreDeal,
    purge: async (tx, { id, ...purge }) => ((await purgeDeal(tx, { ...purge, dealId: id })) ? { ok: true } : gone),
  },
  orders: {
    table: trashedOrders,
    restore: restoreOrder,
    purge: async (tx, { id, ...purge }) => {
      const done = await purgeOrder(tx, { ...purge, orderId: id });
      return done === 'purged' ? { ok: true } : { ok: false, error: done };
    },
  },
  tasks: {
    table: trashedTasks,
    restore: async (actor, id, now) => ((await restoreTask({ actor: { ...actor, ...everything }, taskId: id, now })).ok ? { ok: true } : gone),
    purge: async (tx, { id, organizationId, actorId }) => ((await purgeTasks(tx, { organizationId, userId: actorId }, [id])) > 0 ? { ok: true } : gone),
  },
  catalog: {
    table: trashedItems,
    restore: async (actor, id, now) => ((await restoreItem(actor, id, now)) ? { ok: true } : gone),
    purge: async (tx, { id, ...purge }) => {
      const done = await purgeItem(tx, { ...purge, itemId: id });
      return done === 'purged' ? { ok: true } : { ok: false, error: done };
    },
  },
};

/** One page of what was deleted in the days that the organisation keeps it. */
export async function listTrash(db: OrgDb, { organizationId, kind, now, ...place }: { organizationId: string; kind: TrashKind; now: Date; limit?: number } & Place): Promise<KeysetPage<TrashRow>> {
  return readTrash(db, BINS[kind].table, { organizationId, since: keptSince(now, await findRetentionDays(db, 'trash')) }, place);
}

/** How many records of each kind lie in the trash, each counted up to 10,000. */
export async function countTrashed(db: OrgDb, organizationId: string, now: Date): Promise<Record<TrashKind, number>> {
  const since = keptSince(now, await findRetentionDays(db, 'trash'));
  const counts = await Promise.all(TRASH_KINDS.map(async (kind) => [kind, await countTrash(db, BINS[kind].table, { organizationId, since })] as const));
  return Object.fromEntries(counts) as Record<TrashKind, number>;
}

/** Brings a record back with all that belongs to it. */
export function restoreFromTrash(actor: TrashActor, { kind, id, now }: { kind: TrashKind; id: string; now: Date }): Promise<RestoreResult> {
  return BINS[kind].restore(actor, id, now);
}

/** Erases a record of the trash. There is no way back. */
export function purgeFromTrash({ organizationId, userId }: TrashActor, { kind, id }: { kind: TrashKind; id: string }): Promise<PurgeResult> {
  return orgDb(organizationId).$transaction((tx) => BINS[kind].purge(tx, { organizationId, actorId: userId, id }));
}
