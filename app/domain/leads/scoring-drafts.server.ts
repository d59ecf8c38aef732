import type { Prisma } from '~/generated/prisma/client';
import { writeAudit } from '~/domain/audit/write-audit.server';
import type { OrgDb, OrgTx } from '~/platform/db.server';
import { startRescore } from './rescore-leads.server';
import { ensureFirstRules, firstRules, parseRuleTable } from './scoring-rules.server';
import type { ScoringRuleTable } from './scoring.schema';

export interface Draft {
  version: number;
  /** Counts the saves: a save or a publication that names an older one is refused. */
  revision: number;
  table: ScoringRuleTable;
  updatedAt: Date;
}

export interface PublishedVersion {
  version: number;
  table: ScoringRuleTable;
  publishedAt: Date | null;
  publishedBy: string | null;
  isCurrent: boolean;
}

interface Author {
  organizationId: string;
  userId: string;
}

/** The organisation's one draft, or null. */
export async function findDraft(db: OrgDb | OrgTx): Promise<Draft | null> {
  const row = await db.scoringRules.findFirst({
    where: { state: 'DRAFT' },
    select: { version: true, revision: true, rules: true, updatedAt: true },
  });
  return row && { version: row.version, revision: row.revision, table: parseRuleTable(row.rules), updatedAt: row.updatedAt };
}

/** Every version that was ever in force, the latest first. */
export async function listVersions(db: OrgDb): Promise<PublishedVersion[]> {
  const rows = await db.scoringRules.findMany({
    where: { state: { not: 'DRAFT' } },
    orderBy: { version: 'desc' },
    select: { version: true, rules: true, publishedAt: true, publishedById: true, state: true },
  });
  if (rows.length === 0) return [{ ...fallback, table: parseRuleTable(firstRules.rules) }];
  const ids = rows.flatMap(({ publishedById }) => publishedById ?? []);
  const people = await db.membership.findMany({ where: { userId: { in: ids } }, select: { userId: true, user: { select: { name: true } } } });
  const names = new Map(people.map(({ userId, user }) => [userId, user.name]));
  return rows.map(({ version, rules, publishedAt, publishedById, state }) => ({
    version,
    table: parseRuleTable(rules),
    publishedAt,
    publishedBy: publishedById ? (names.get(publishedById) ?? null) : null,
    isCurrent: state === 'PUBLISHED',
  }));
}

const fallback = { version: firstRules.version, publishedAt: null, publishedBy: null, isCurrent: true };

/** Opens a draft that begins as the published table; where there is one already it is that one. */
export async function startDraft(db: OrgDb, { organizationId, userId }: Author): Promise<void> {
  await db.$transaction(async (tx) => {
    await ensureFirstRules(tx, organizationId);
    const published = await tx.scoringRules.findFirstOrThrow({ where: { state: 'PUBLISHED' }, select: { rules: true } });
    const last = await tx.scoringRules.aggregate({ _max: { version: true } });
    const version = (last._max.version ?? firstRules.version) + 1;
    const rules = published.rules as Prisma.InputJsonValue;
    const draft = { organizationId, version, state: 'DRAFT', rules, createdById: userId } as const;
    // of two at once the unique indexes let one through
    await tx.scoringRules.createMany({ data: [draft], skipDuplicates: true });
  });
}

export type DraftResult = { ok: true } | { ok: false; current: Draft };

/** Saves the draft's table. When somebody saved in between nothing is written and the draft as it is now comes back; null: there is none. */
export async function saveDraft(db: OrgDb, { revision, table }: { revision: number; table: ScoringRuleTable }): Promise<DraftResult | null> {
  const { count } = await db.scoringRules.updateMany({
    where: { state: 'DRAFT', revision },
    data: { rules: table as unknown as Prisma.InputJsonValue, revision: { increment: 1 } },
  });
  if (count > 0) return { ok: true };
  const current = await findDraft(db);
  return current && { ok: false, current };
}

/** Removes the draft as the person saw it; what somebody saved in between stays and comes back. Null: there is none. */
export async function discardDraft(db: OrgDb, revision: number): Promise<DraftResult | null> {
  const { count } = await db.scoringRules.deleteMany({ where: { state: 'DRAFT', revision } });
  if (count > 0) return { ok: true };
  const current = await findDraft(db);
  return current && { ok: false, current };
}

export type PublishResult = { ok: true; version: number } | { ok: false; current: Draft };

/**
 * Puts the draft in force: new requests are scored by it at once, all others by a background job that starts with this
 * transaction. Only the revision whose effect the person saw; otherwise the draft as it is now comes back. Null: there is none.
 */
export async function publishDraft(db: OrgDb, { organizationId, userId, revision }: Author & { revision: number }): Promise<PublishResult | null> {
  return db.$transaction(async (tx) => {
    const [draft] = await tx.$queryRaw<{ id: string; version: number; revision: number; rules: unknown }[]>`
      SELECT "id", "version", "revision", "rules" FROM "ScoringRules"
      WHERE "organizationId" = ${organizationId}::uuid AND "state" = 'DRAFT' FOR UPDATE`;
    if (!draft) return null;
    if (draft.revision !== revision) {
      const current = await findDraft(tx);
      return current && { ok: false, current };
    }
    const former = await tx.scoringRules.findFirst({ where: { state: 'PUBLISHED' }, select: { version: true, rules: true } });
    await tx.scoringRules.updateMany({ where: { state: 'PUBLISHED' }, data: { state: 'RETIRED' } });
    await tx.scoringRules.updateMany({
      where: { id: draft.id },
      data: { state: 'PUBLISHED', publishedAt: new Date(), publishedById: userId },
    });
    await writeAudit(tx, {
      organizationId,
      actorId: userId,
      action: 'publish',
      resource: 'scoringRules',
      resourceId: String(draft.version),
      before: former && { version: former.version, rules: former.rules },
      after: { version: draft.version, rules: draft.rules },
    });
    await startRescore(tx, { organizationId, version: draft.version, userId });
    return { ok: true, version: draft.version };
  });
}
