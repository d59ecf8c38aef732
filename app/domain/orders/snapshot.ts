import { z } from 'zod';
import { CatalogKind, PayKind } from '~/generated/prisma/enums';

const money = z.string();
const amount = z.string().nullable();
const moment = z.iso.datetime().nullable();
const person = z.object({ id: z.uuid(), name: z.string() });

const snapshotLineSchema = z.object({
  id: z.uuid(),
  kind: z.enum(CatalogKind),
  itemId: z.uuid().nullable(),
  name: z.string(),
  unit: z.string(),
  quantity: amount,
  unitPrice: amount,
  perHour: z.boolean(),
  shifts: amount,
  shiftRate: amount,
  hours: amount,
  hourlyRate: amount,
  discountPercent: z.string(),
  taxPercent: z.string(),
  gross: money,
  discount: money,
  net: money,
  tax: money,
  total: money,
});

/**
 * An order as it stood when it was approved or completed: all that a document says of it. Frozen; a new shape gets a new
 * `version` beside this one, because the old ones stay.
 */
export const orderSnapshotSchema = z.object({
  version: z.literal(1),
  takenAt: z.iso.datetime(),
  number: z.string(),
  currency: z.string(),
  contact: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  address: z.string().nullable(),
  plannedStart: moment,
  plannedEnd: moment,
  actualStart: moment,
  actualEnd: moment,
  description: z.string().nullable(),
  manager: person.nullable(),
  operators: z.array(person.extend({ payKind: z.enum(PayKind).nullable(), payRate: amount, hours: amount })),
  lines: z.array(snapshotLineSchema),
  estimate: amount,
  prepayment: amount,
  subtotal: money,
  discount: money,
  tax: money,
  lateDiscount: money,
  total: money,
});

export type OrderSnapshot = z.infer<typeof orderSnapshotSchema>;

/** A snapshot out of its column; null where there is none. */
export function readSnapshot(stored: unknown): OrderSnapshot | null {
  return stored === null || stored === undefined ? null : orderSnapshotSchema.parse(stored);
}
