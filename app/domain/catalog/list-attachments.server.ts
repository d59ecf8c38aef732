import type { OrgDb } from '~/platform/db.server';

/** The attachments of a machine, by name. */
export function listAttachments(db: OrgDb, machineId: string, limit: number) {
  return db.catalogItem.findMany({
    where: { machineId, deletedAt: null },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit,
    select: { id: true, name: true, code: true, isActive: true, status: true },
  });
}
