import { setImmediate } from 'node:timers/promises';
import type { OrgDb } from '~/platform/db.server';
import type { Priority } from './lead-options';
import { priorityOf, scoreLead, type ScoringFacts } from './scoring';
import type { ScoringRuleTable } from './scoring.schema';

/** How many requests, the latest ones, the effect is computed over. */
export const EFFECT_LEADS = 10_000;
const EXAMPLES = 6;
/** After so many the event loop gets its turn. */
const STEP = 1_000;

export interface EffectExample {
  id: string;
  reference: string;
  name: string;
  before: { score: number; priority: Priority };
  after: { score: number; priority: Priority };
}

export interface ScoringEffect {
  total: number;
  /** Requests whose score changes. */
  rescored: number;
  /** Requests whose colour changes. */
  recoloured: number;
  /** matrix[colour now][colour after] = number of requests */
  matrix: Record<Priority, Record<Priority, number>>;
  /** The latest ones that change their colour. */
  examples: EffectExample[];
}

interface Row extends ScoringFacts {
  id: string;
  reference: string;
  name: string;
  score: number;
  priority: Priority;
  isOverridden: boolean;
}

/** What publishing the table would do to the latest requests: overridden scores stay, their colour follows the new limits. */
export async function computeEffect(db: OrgDb, organizationId: string, table: ScoringRuleTable): Promise<ScoringEffect> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT "id", "reference", "firstName" || ' ' || "lastName" AS "name", "score", "priority"::text, "overrideAt" IS NOT NULL AS "isOverridden",
      "budget", "companySize", "deadline", "comments"
    FROM "Lead"
    WHERE "organizationId" = ${organizationId}::uuid AND "quarantineReason" IS NULL
    ORDER BY "createdAt" DESC, "id" LIMIT ${EFFECT_LEADS}`;
  const none = () => ({ high: 0, medium: 0, low: 0 });
  const effect: ScoringEffect = { total: rows.length, rescored: 0, recoloured: 0, matrix: { high: none(), medium: none(), low: none() }, examples: [] };
  for (const [index, row] of rows.entries()) {
    if (index % STEP === STEP - 1) await setImmediate();
    const score = row.isOverridden ? row.score : scoreLead(row, table).score;
    const priority = priorityOf(score, table.priority);
    effect.matrix[row.priority][priority] += 1;
    if (score !== row.score) effect.rescored += 1;
    if (priority === row.priority) continue;
    effect.recoloured += 1;
    if (effect.examples.length < EXAMPLES) {
      const { id, reference, name } = row;
      effect.examples.push({ id, reference, name, before: { score: row.score, priority: row.priority }, after: { score, priority } });
    }
  }
  return effect;
}
