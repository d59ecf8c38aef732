import type { OrgDb } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { backupsHoldUntil } from './backups-until';
import { readReceipt, sumReceipt, type Receipt } from './receipt';

export interface ErasureRow {
  id: string;
  number: number;
  at: Date;
  byId: string | null;
  receipt: Receipt;
  sums: ReturnType<typeof sumReceipt>;
  /** Backups from before it may hold the data until then. */
  backupsUntil: Date;
}

const erasureRow = { id: true, number: true, at: true, byId: true, receipt: true } as const;
const PAGE = 50;

function toRow({ receipt: stored, ...row }: { id: string; number: number; at: Date; byId: string | null; receipt: unknown }): ErasureRow {
  const receipt = readReceipt(stored);
  return { ...row, receipt, sums: sumReceipt(receipt.lines), backupsUntil: backupsHoldUntil(row.at, env().BACKUP_KEEP) };
}

/** Receipts, the newest first. @param before numbers below this one */
export async function listErasures(db: OrgDb, before?: number, limit = PAGE): Promise<ErasureRow[]> {
  const rows = await db.erasure.findMany({ where: before ? { number: { lt: before } } : {}, orderBy: { number: 'desc' }, take: limit, select: erasureRow });
  return rows.map(toRow);
}

export async function findErasure(db: OrgDb, erasureId: string): Promise<ErasureRow | null> {
  const row = await db.erasure.findFirst({ where: { id: erasureId }, select: erasureRow });
  return row && toRow(row);
}
