import { DEFAULT_SCORING_RULES } from './scoring';
import { SCORE_PARTS, scorePartsSchema, type ScorePart, type ScoreReason, type ScoringRuleTable } from './scoring.schema';

export interface ExplainedPart {
  part: ScorePart;
  points: number;
  /** The most that the part can give. */
  max: number;
  /** Null for a score that was stored without its reasons. */
  reason: ScoreReason | null;
}

/**
 * Why a score is what it is, part by part.
 * @param scoreParts what `Lead.scoreParts` holds
 * @param table of the version that the score was made with; null when it was never stored
 */
export function explainScore(scoreParts: unknown, table: ScoringRuleTable | null): ExplainedPart[] {
  const stored = scorePartsSchema.safeParse(scoreParts).data;
  const limits = table ?? DEFAULT_SCORING_RULES;
  return SCORE_PARTS.map((part) => ({
    part,
    points: stored?.[part] ?? 0,
    max: limits[part].max,
    reason: stored?.reasons.find((entry) => entry.part === part) ?? null,
  }));
}
