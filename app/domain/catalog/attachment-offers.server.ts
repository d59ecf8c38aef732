import type { OrgDb } from '~/platform/db.server';
import type { LineItem } from './list-items.server';

const OFFERED_MAX = 500;

/** What can be mounted on the machines, as the line of an order copies it, by name. */
export async function listAttachmentOffers(db: OrgDb): Promise<(LineItem & { machineId: string })[]> {
  const rows = await db.catalogItem.findMany({
    where: { kind: 'ATTACHMENT', machineId: { not: null }, isActive: true, deletedAt: null },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: OFFERED_MAX,
    select: { id: true, kind: true, code: true, name: true, unit: true, price: true, hourlyRate: true, shiftRate: true, taxPercent: true, perHour: true, machineId: true },
  });
  return rows.map(({ machineId, price, hourlyRate, shiftRate, taxPercent, ...row }) => ({
    ...row,
    machineId: machineId ?? '',
    price: price?.toString() ?? null,
    hourlyRate: hourlyRate?.toString() ?? null,
    shiftRate: shiftRate?.toString() ?? null,
    taxPercent: taxPercent.toString(),
  }));
}
