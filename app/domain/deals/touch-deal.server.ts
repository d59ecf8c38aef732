import type { SqlRunner } from '~/platform/db.server';

type Sql = Pick<SqlRunner, '$queryRaw'>;

/** The contact that a deal belongs to, a deleted deal's too; null for an unknown deal. */
export async function contactOfDeal(tx: Sql, organizationId: string, dealId: string): Promise<string | null> {
  const [deal] = await tx.$queryRaw<{ contactId: string }[]>`
    SELECT "contactId" FROM "Deal" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${dealId}::uuid`;
  return deal?.contactId ?? null;
}

/**
 * Notes that somebody did something about a deal at that time, which keeps it from rotting. Leaves its version alone.
 * @returns the deal's contact; null when there is no such deal
 */
export async function touchDeal(tx: Sql, organizationId: string, dealId: string, at: Date): Promise<string | null> {
  const [deal] = await tx.$queryRaw<{ contactId: string }[]>`
    UPDATE "Deal" SET "lastActivityAt" = GREATEST("lastActivityAt", ${at}::timestamptz)
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${dealId}::uuid AND "deletedAt" IS NULL
    RETURNING "contactId"`;
  return deal?.contactId ?? null;
}
