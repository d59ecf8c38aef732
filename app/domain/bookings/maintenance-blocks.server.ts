import type { OrgTx } from '~/platform/db.server';
import { BookingClash } from './booking-clash';

export interface MaintenanceBlock {
  organizationId: string;
  maintenanceId: string;
  itemId: string;
  startsAt: Date;
  endsAt: Date;
}

/**
 * Keeps a machine for its maintenance, in place of what this maintenance kept before. Without buffers: orders bring their
 * own. Throws BookingClash when the machine is taken.
 */
export async function blockForMaintenance(tx: OrgTx, { organizationId, maintenanceId, itemId, startsAt, endsAt }: MaintenanceBlock): Promise<void> {
  await freeMaintenance(tx, organizationId, maintenanceId);
  const blocked = await tx.$executeRaw`
    INSERT INTO "Booking" ("id", "organizationId", "kind", "itemId", "maintenanceId", "startsAt", "endsAt", "blockedFrom", "blockedTo")
    VALUES (gen_random_uuid(), ${organizationId}::uuid, 'MAINTENANCE', ${itemId}::uuid, ${maintenanceId}::uuid,
      ${startsAt}::timestamptz, ${endsAt}::timestamptz, ${startsAt}::timestamptz, ${endsAt}::timestamptz)
    ON CONFLICT DO NOTHING`;
  if (blocked === 0) throw new BookingClash([itemId], []);
}

export async function freeMaintenance(tx: OrgTx, organizationId: string, maintenanceId: string): Promise<void> {
  await tx.booking.deleteMany({ where: { organizationId, maintenanceId } });
}
