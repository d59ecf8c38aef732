import { Decimal } from 'decimal.js';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { orgDb, type OrgDb, type OrgTx } from '~/platform/db.server';
import type { PayTerms } from './pay-amount';

/** How these members are paid for an order when nothing else is said there; who has no terms is left out. */
export async function listPayTerms(db: OrgDb | OrgTx, userIds: readonly string[]): Promise<Map<string, PayTerms>> {
  const rows = await db.membership.findMany({ where: { userId: { in: [...userIds] } }, select: { userId: true, payKind: true, payRate: true } });
  return new Map(rows.flatMap(({ userId, payKind, payRate }) => (payKind && payRate ? [[userId, { kind: payKind, rate: payRate.toFixed() }] as const] : [])));
}

export interface SavePayTerms {
  organizationId: string;
  actorId: string;
  userId: string;
  /** Null: the person has no terms. */
  terms: PayTerms | null;
}

/** Sets how a member is paid from now on; what was earned stays. False: nobody of this id works here. Who may do it is the caller's to check. */
export async function savePayTerms({ organizationId, actorId, userId, terms }: SavePayTerms): Promise<boolean> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const [member] = await tx.$queryRaw<{ name: string; payKind: string | null; payRate: { toString: () => string } | null }[]>`
      SELECT u."name", m."payKind"::text AS "payKind", m."payRate" FROM "Membership" m JOIN "User" u ON u."id" = m."userId"
      WHERE m."organizationId" = ${organizationId}::uuid AND m."userId" = ${userId}::uuid AND m."removedAt" IS NULL FOR NO KEY UPDATE OF m`;
    if (!member) return false;
    await tx.membership.updateMany({ where: { userId }, data: { payKind: terms?.kind ?? null, payRate: terms?.rate ?? null } });
    await writeAudit(tx, {
      organizationId, actorId, action: 'update', resource: 'members', resourceId: userId, label: member.name,
      before: { payKind: member.payKind, payRate: member.payRate && new Decimal(member.payRate.toString()).toFixed() },
      after: { payKind: terms?.kind ?? null, payRate: terms && new Decimal(terms.rate).toFixed() },
    });
    return true;
  });
}
