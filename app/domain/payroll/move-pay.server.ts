import { Prisma } from '~/generated/prisma/client';
import { auditRow } from '~/domain/audit/write-audit.server';
import { readClosedThrough } from '~/domain/books/books.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import type { PayActor } from './pay-commands.server';
import { sourceOf, type PayrollState } from './pay-states';

export interface MovedPay {
  /** Rows that came to the new state. */
  moved: number;
  /** Of what was asked for: rows in another state, and rows of closed days. They stay as they are. */
  skipped: number;
  closed: number;
}

/** Ticked rows, or all of a condition on the table "PayrollRow" (of `payWhere`). */
export type PayRowsAsked = { ids: readonly string[] } | { where: Prisma.Sql };

const BATCH_SIZE = 1_000;

const CHANGES: Record<PayrollState, (userId: string, now: Date) => Prisma.Sql> = {
  PENDING: () => Prisma.sql`"state" = 'PENDING', "approvedAt" = NULL, "approvedById" = NULL`,
  APPROVED: (userId, now) => Prisma.sql`"state" = 'APPROVED', "approvedAt" = ${now}, "approvedById" = ${userId}::uuid`,
  PAID: (userId, now) => Prisma.sql`"state" = 'PAID', "paidAt" = ${now}, "paidById" = ${userId}::uuid`,
};

/** Literals, so that a row is only ever taken from the state that the rules say. */
const FROM: Record<PayrollState, Prisma.Sql> = { PENDING: Prisma.sql`"state" = 'PENDING'`, APPROVED: Prisma.sql`"state" = 'APPROVED'`, PAID: Prisma.sql`"state" = 'PAID'` };

/**
 * Approves rows of pay, pays them out, or takes an approval back: those that stand just before the new state; others are
 * left and counted. Twice, or by two people at once, each row moves once. Rule: a paid row never goes back.
 */
export async function movePay(actor: PayActor, to: PayrollState, asked: PayRowsAsked, now: Date): Promise<MovedPay> {
  const { organizationId } = actor;
  const db = orgDb(organizationId);
  const where = Prisma.sql`"organizationId" = ${organizationId}::uuid AND "deletedAt" IS NULL AND ${'ids' in asked ? Prisma.sql`"id" = ANY(${[...asked.ids]}::uuid[])` : asked.where}`;
  const [{ count: all } = { count: 0 }] = await db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS "count" FROM "PayrollRow" WHERE ${where} AND "organizationId" = ${organizationId}::uuid`;
  let moved = 0;
  for (let batch = BATCH_SIZE; batch === BATCH_SIZE; moved += batch) batch = await db.$transaction((tx) => moveBatch(tx, actor, to, where, now));
  const closed = await countClosed(db, organizationId, to, where);
  return { moved, skipped: Math.max(0, all - moved - closed), closed };
}

interface MovedRow {
  id: string;
  personName: string;
  amount: Prisma.Decimal;
}

async function moveBatch(tx: OrgTx, { organizationId, userId }: PayActor, to: PayrollState, where: Prisma.Sql, now: Date): Promise<number> {
  const through = await readClosedThrough(tx, organizationId);
  const rows = await tx.$queryRaw<MovedRow[]>`
    UPDATE "PayrollRow" p SET ${CHANGES[to](userId, now)}, "version" = p."version" + 1, "updatedAt" = ${now}
    FROM "User" u, (
      SELECT "id" FROM "PayrollRow" WHERE ${where} AND ${FROM[sourceOf(to)]} ${through ? Prisma.sql`AND "day" > ${through}::date` : Prisma.empty}
      ORDER BY "id" LIMIT ${BATCH_SIZE} FOR NO KEY UPDATE) AS chosen
    WHERE p."organizationId" = ${organizationId}::uuid AND p."id" = chosen."id" AND u."id" = p."userId"
    RETURNING p."id", u."name" AS "personName", p."amount"`;
  const actor = await tx.membership.findFirst({ where: { userId }, select: { user: { select: { name: true } } } });
  const audit = rows.flatMap(({ id, personName }) => auditRow({ organizationId, actorId: userId, action: 'update', resource: 'payroll', resourceId: id, label: personName, before: { state: sourceOf(to) }, after: { state: to } }, actor?.user.name ?? null) ?? []);
  await tx.auditLog.createMany({ data: audit });
  return rows.length;
}

/** Rows that only their closed day kept from moving. */
async function countClosed(db: Pick<OrgTx, '$queryRaw'>, organizationId: string, to: PayrollState, where: Prisma.Sql): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "PayrollRow"
    WHERE "organizationId" = ${organizationId}::uuid AND ${where} AND ${FROM[sourceOf(to)]}
      AND "day" <= (SELECT "booksClosedThrough" FROM "Organization" WHERE "id" = ${organizationId}::uuid)`;
  return row?.count ?? 0;
}
