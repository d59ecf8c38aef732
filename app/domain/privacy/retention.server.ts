import { writeAudit } from '~/domain/audit/write-audit.server';
import { db as anyDb, orgDb, type OrgDb, type OrgTx } from '~/platform/db.server';
import { cutoff, isAllowedPeriod, periodOf, RETENTION, RETENTION_KINDS, type RetentionDays, type RetentionKind } from './retention';

/** How long the organisation keeps each kind. */
export async function findRetention(db: OrgDb | OrgTx): Promise<RetentionDays> {
  const rules = await db.retentionRule.findMany({ select: { kind: true, days: true } });
  return Object.fromEntries(RETENTION_KINDS.map((kind) => [kind, periodOf(kind, rules.find((rule) => rule.kind === kind))])) as RetentionDays;
}

/** The same for one kind that is never kept for ever. */
export async function findRetentionDays(db: OrgDb | OrgTx, kind: RetentionKind): Promise<number> {
  const rule = await db.retentionRule.findFirst({ where: { kind }, select: { days: true } });
  return periodOf(kind, rule ?? undefined) ?? RETENTION[kind].max;
}

export type SaveRetention = { ok: true } | { ok: false; error: 'notAllowed' } | { ok: false; error: 'stale'; current: number | null };

/** Sets the period of a kind. Refused when somebody changed it since the page was opened. */
export function saveRetention(actor: { organizationId: string; userId: string }, { kind, days, seen }: { kind: RetentionKind; days: number | null; seen: number | null }): Promise<SaveRetention> {
  const { organizationId, userId } = actor;
  return orgDb(organizationId).$transaction(async (tx) => {
    if (!isAllowedPeriod(kind, days)) return { ok: false, error: 'notAllowed' };
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`retention:${organizationId}:${kind}`}, 0))`;
    const current = (await findRetention(tx))[kind];
    if (current !== seen && current !== days) return { ok: false, error: 'stale', current };
    if (current === days) return { ok: true };
    const key = { organizationId_kind: { organizationId, kind } };
    await tx.retentionRule.upsert({ where: key, create: { organizationId, kind, days }, update: { days }, select: { kind: true } });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'update', resource: 'personalData', resourceId: organizationId, label: kind, before: { [kind]: current ?? 'for ever' }, after: { [kind]: days ?? 'for ever' } });
    return { ok: true };
  });
}

/** For jobs over all organisations: what is older goes. Those that keep the kind for ever are left out. */
export async function listCutoffs(kind: RetentionKind, now: Date): Promise<{ organizationId: string; before: Date }[]> {
  const organizations = await anyDb.organization.findMany({ orderBy: { id: 'asc' }, select: { id: true, retentionRules: { where: { kind }, select: { days: true } } } });
  return organizations.flatMap(({ id, retentionRules: [rule] }) => {
    const before = cutoff(periodOf(kind, rule), now);
    return before ? [{ organizationId: id, before }] : [];
  });
}
