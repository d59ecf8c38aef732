import type { OrgTx } from '~/platform/db.server';
import { CODE_PREFIX, type CatalogKind } from './item-kinds';

const DIGITS = 4;
/** Codes do not begin anew with a year. */
const NO_YEAR = 0;

/** The next free code of a kind: МШ-0001. Holds the series until the transaction ends; passes over codes that somebody typed. */
export async function nextCode(tx: OrgTx, organizationId: string, kind: CatalogKind): Promise<string> {
  for (;;) {
    const [series] = await tx.$queryRaw<{ last: number }[]>`
      INSERT INTO "NumberSequence" ("organizationId", "kind", "year", "last") VALUES (${organizationId}::uuid, ${`item:${kind}`}, ${NO_YEAR}, 1)
      ON CONFLICT ("organizationId", "kind", "year") DO UPDATE SET "last" = "NumberSequence"."last" + 1
      RETURNING "last"`;
    if (!series) throw new Error('the series of codes did not answer');
    const code = `${CODE_PREFIX[kind]}-${String(series.last).padStart(DIGITS, '0')}`;
    if (!(await isCodeTaken(tx, organizationId, code, null))) return code;
  }
}

/** Whether another item has this code, whatever the case of its letters; those in the trash count too. */
export async function isCodeTaken(tx: OrgTx, organizationId: string, code: string, exceptId: string | null): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    SELECT 1 FROM "CatalogItem"
    WHERE "organizationId" = ${organizationId}::uuid AND lower("code") = lower(${code}) AND "id" IS DISTINCT FROM ${exceptId}::uuid LIMIT 1`;
  return rows.length > 0;
}
