import type { OrgDb, OrgTx } from '~/platform/db.server';
import { PRICE_FIELDS, type ItemInput, type PriceField } from './item-input';

type Prices = Pick<ItemInput, PriceField>;

/** Notes the prices of an item from now on, where they are others than before. Orders copy prices: none of them changes. */
export async function notePrices(
  tx: OrgTx,
  { organizationId, itemId, userId, before, after, now }: { organizationId: string; itemId: string; userId: string | null; before: Prices | null; after: Prices; now: Date },
): Promise<void> {
  if (!areNewPrices(before, after)) return;
  const { price, costPrice, hourlyRate, shiftRate, taxPercent } = after;
  await tx.catalogPrice.create({ data: { organizationId, itemId, price, costPrice, hourlyRate, shiftRate, taxPercent, validFrom: now, byId: userId }, select: { id: true } });
}

/** Whether prices are to be noted: others than before, or the first ones of a new item that has any. */
export function areNewPrices(before: Prices | null, after: Prices): boolean {
  return before ? PRICE_FIELDS.some((field) => before[field] !== after[field]) : PRICE_FIELDS.some((field) => field !== 'taxPercent' && after[field] !== null);
}

export interface PriceRow extends Prices {
  id: string;
  validFrom: Date;
  byId: string | null;
}

/** What an item cost when, the newest first. */
export async function listPrices(db: OrgDb, itemId: string, limit: number): Promise<PriceRow[]> {
  const rows = await db.catalogPrice.findMany({
    where: { itemId },
    orderBy: [{ validFrom: 'desc' }, { id: 'desc' }],
    take: limit,
    select: { id: true, price: true, costPrice: true, hourlyRate: true, shiftRate: true, taxPercent: true, validFrom: true, byId: true },
  });
  return rows.map((row) => ({
    ...row,
    price: row.price?.toFixed() ?? null,
    costPrice: row.costPrice?.toFixed() ?? null,
    hourlyRate: row.hourlyRate?.toFixed() ?? null,
    shiftRate: row.shiftRate?.toFixed() ?? null,
    taxPercent: row.taxPercent.toFixed(),
  }));
}
