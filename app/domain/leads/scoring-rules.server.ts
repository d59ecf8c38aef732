import type { Prisma } from '~/generated/prisma/client';
import type { OrgDb, OrgTx, SqlRunner } from '~/platform/db.server';
import { DEFAULT_SCORING_RULES } from './scoring';
import { scoringRuleTableSchema, type ScoringRuleTable } from './scoring.schema';

export interface RuleVersion {
  version: number;
  table: ScoringRuleTable;
}

/** A new organisation's first version: the default table, published. */
export const firstRules = {
  version: 1,
  state: 'PUBLISHED',
  rules: DEFAULT_SCORING_RULES as unknown as Prisma.InputJsonValue,
} as const;

/**
 * The rule table that new requests are scored by; version 1 with the default table where nothing was published yet.
 * Inside a transaction it is held until that ends: a publication waits for requests that were scored by the version
 * before, so that the re-scoring which follows it finds them.
 */
export async function getPublishedRules(tx: SqlRunner, organizationId: string): Promise<RuleVersion> {
  // a row that a publication has just retired drops out of a locked read; the second look sees its successor
  const rules = (await readPublished(tx, organizationId)) ?? (await readPublished(tx, organizationId));
  return rules ?? { version: firstRules.version, table: DEFAULT_SCORING_RULES };
}

async function readPublished(tx: SqlRunner, organizationId: string): Promise<RuleVersion | undefined> {
  const [row] = await tx.$queryRaw<{ version: number; rules: unknown }[]>`
    SELECT "version", "rules" FROM "ScoringRules"
    WHERE "organizationId" = ${organizationId}::uuid AND "state" = 'PUBLISHED'
    FOR SHARE`;
  return row && { version: row.version, table: parseRuleTable(row.rules) };
}

/** The rule table of one version, to explain a score made with it; null when it was never stored. */
export async function findRuleTable(db: OrgDb, version: number): Promise<ScoringRuleTable | null> {
  const row = await db.scoringRules.findFirst({ where: { version }, select: { rules: true } });
  return row && parseRuleTable(row.rules);
}

/** A stored table. Throws ZodError for one that no code of ours has written. */
export function parseRuleTable(rules: unknown): ScoringRuleTable {
  return scoringRuleTableSchema.parse(rules);
}

/** Makes sure that the organisation has its version 1; needed before a draft can follow it. */
export async function ensureFirstRules(tx: OrgDb | OrgTx, organizationId: string): Promise<void> {
  await tx.scoringRules.createMany({ data: [{ organizationId, ...firstRules, publishedAt: new Date() }], skipDuplicates: true });
}
