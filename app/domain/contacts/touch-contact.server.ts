import type { SqlRunner } from '~/platform/db.server';

/** Notes that somebody did something about a contact at that time. Leaves its version alone. False: no such contact. */
export async function touchContact(tx: Pick<SqlRunner, '$queryRaw'>, organizationId: string, contactId: string, at: Date): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    UPDATE "Contact" SET "lastActivityAt" = GREATEST("lastActivityAt", ${at}::timestamptz)
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${contactId}::uuid AND "deletedAt" IS NULL AND "mergedIntoId" IS NULL
    RETURNING 1`;
  return rows.length > 0;
}
