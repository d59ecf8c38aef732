import type { OrgDb, OrgTx } from '~/platform/db.server';
import { env } from '~/platform/env.server';

const MEGABYTE = 1024 * 1024;

export interface StorageRoom {
  /** Bytes of the organisation's files; small copies of pictures are not counted. */
  used: number;
  /** Bytes; null: no limit. */
  limit: number | null;
}

/** Bytes that an organisation without a limit of its own may take up: STORAGE_LIMIT_MB; null: no limit. */
export function usualStorageLimit(): number | null {
  return env().STORAGE_LIMIT_MB * MEGABYTE || null;
}

/** What the organisation's files take up, and how much they may: its own limit, else the usual one. */
export async function readStorageRoom(db: OrgDb | OrgTx): Promise<StorageRoom> {
  const use = await db.storageUse.findFirst({ select: { bytes: true, limitBytes: true } });
  const own = use?.limitBytes ?? null;
  return { used: Number(use?.bytes ?? 0), limit: own === null ? usualStorageLimit() : Number(own) };
}

/** Whether so many more bytes fit. A look beforehand, which saves writing them; `assertRoom` decides. */
export async function hasRoomFor(db: OrgDb | OrgTx, bytes: number): Promise<boolean> {
  const { used, limit } = await readStorageRoom(db);
  return limit === null || used + bytes <= limit;
}

/** The organisation's files take up all that they may. */
export class StorageFull extends Error {
  override name = 'StorageFull';
  constructor() {
    super('the storage of the organisation is full');
  }
}

/**
 * Called after rows of new files were written, in their transaction: the database has counted them, and keeps the count's
 * row locked until the end, so of two uploads for the last room one gets it.
 * @throws {StorageFull} which must end the transaction
 */
export async function assertRoom(tx: OrgTx): Promise<void> {
  const { used, limit } = await readStorageRoom(tx);
  if (limit !== null && used > limit) throw new StorageFull();
}
