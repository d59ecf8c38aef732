import type { OrgTx } from '~/platform/db.server';

const DIGITS = 6;

export interface NumberSeries {
  organizationId: string;
  kind: 'order' | 'quote' | 'contract' | 'invoice' | 'act' | 'receipt';
  /** Of the organisation's local day. */
  year: number;
}

/**
 * The next number of a series, for example "2026-000123". Holds the series until the transaction ends, so ask for it late;
 * a transaction that fails gives its number back.
 */
export async function nextNumber(tx: OrgTx, { organizationId, kind, year }: NumberSeries): Promise<string> {
  const [series] = await tx.$queryRaw<{ last: number }[]>`
    INSERT INTO "NumberSequence" ("organizationId", "kind", "year", "last") VALUES (${organizationId}::uuid, ${kind}, ${year}, 1)
    ON CONFLICT ("organizationId", "kind", "year") DO UPDATE SET "last" = "NumberSequence"."last" + 1
    RETURNING "last"`;
  if (!series) throw new Error('the series of numbers did not answer');
  return `${year}-${String(series.last).padStart(DIGITS, '0')}`;
}
