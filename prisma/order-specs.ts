import type { CatalogKind, PayKind } from '~/generated/prisma/client';

/** A line as it is entered; numbers as decimal text. Sums follow from the price rules. */
export interface LineSpec {
  id?: string;
  kind?: CatalogKind;
  itemId?: string | null;
  name?: string;
  unit?: string;
  quantity?: string | null;
  unitPrice?: string | null;
  perHour?: boolean;
  shifts?: string | null;
  shiftRate?: string | null;
  hours?: string | null;
  hourlyRate?: string | null;
  discountPercent?: string;
  taxPercent?: string;
  /** Written at completion. */
  fuelLitres?: string | null;
  fuelCost?: string | null;
  repairCost?: string | null;
  repairNote?: string | null;
}

export interface OperatorSpec {
  userId: string;
  payKind?: PayKind | null;
  payRate?: string | null;
  /** Worked; written at completion. */
  hours?: string | null;
}
