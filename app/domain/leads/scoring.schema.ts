import { z } from 'zod';
import { COMPANY_SIZES, DEADLINES, type CompanySize, type Deadline } from './lead-options';

export const SCORE_PARTS = ['budget', 'companySize', 'urgency'] as const;
export type ScorePart = (typeof SCORE_PARTS)[number];

const points = z.coerce
  .number<number>({ error: 'errors.number' })
  .int('errors.wholeNumber')
  .min(0, 'errors.points')
  .max(100, 'errors.points');

const amount = z.coerce
  .number<number>({ error: 'errors.number' })
  .int('errors.wholeNumber')
  .positive('errors.positive')
  .max(1e12, 'errors.tooLarge');

type Path = (string | number)[]

/**
 * The rule table of one version, stored as `ScoringRules.rules`. Messages are i18n keys.
 * Amounts are whole units of the organisation's currency; bounds belong to the higher bucket.
 */
export const scoringRuleTableSchema = z
  .object({
    budget: z.object({
      max: points,
      /** Highest first: the first one that the budget reaches gives its points. */
      thresholds: z.array(z.object({ from: amount, points })).min(1, 'errors.thresholdsMissing').max(10, 'errors.thresholdsTooMany'),
      /** Less than the lowest threshold, or none given. */
      otherwise: points,
    }),
    companySize: z.object({ max: points, options: z.record(z.enum(COMPANY_SIZES), points), none: points }),
    urgency: z.object({
      max: points,
      deadlines: z.record(z.enum(DEADLINES), points),
      /** The comment says «срочно» or "urgent"; counts when it gives more than the deadline. */
      word: points,
      none: points,
    }),
    /** high when score > highAbove, medium when score ≥ mediumFrom, else low. */
    priority: z.object({ highAbove: points, mediumFrom: points }),
  })
  .superRefine((table, context) => {
    const refuse = (path: Path, message: string) => context.addIssue({ code: 'custom', path, message });

    table.budget.thresholds.forEach((threshold, index) => {
      const above = table.budget.thresholds[index - 1];
      if (above && threshold.from >= above.from) refuse(['budget', 'thresholds', index, 'from'], 'errors.thresholdsOrder');
    });
    for (const [path, value, max] of allPoints(table)) {
      if (value > max) refuse(path, 'errors.aboveMaximum');
    }
    if (table.budget.max + table.companySize.max + table.urgency.max > 100) refuse(['budget', 'max'], 'errors.totalAbove100');
    if (table.priority.mediumFrom > table.priority.highAbove) refuse(['priority', 'mediumFrom'], 'errors.priorityOrder');
  });

function* allPoints({ budget, companySize, urgency }: ScoringRuleTable): Generator<[Path, number, number]> {
  for (const [index, threshold] of budget.thresholds.entries()) yield [['budget', 'thresholds', index, 'points'], threshold.points, budget.max];
  yield [['budget', 'otherwise'], budget.otherwise, budget.max];
  for (const size of COMPANY_SIZES) yield [['companySize', 'options', size], companySize.options[size], companySize.max];
  yield [['companySize', 'none'], companySize.none, companySize.max];
  for (const deadline of DEADLINES) yield [['urgency', 'deadlines', deadline], urgency.deadlines[deadline], urgency.max];
  yield [['urgency', 'word'], urgency.word, urgency.max];
  yield [['urgency', 'none'], urgency.none, urgency.max];
}

export interface ScoringRuleTable {
  budget: { max: number; thresholds: { from: number; points: number }[]; otherwise: number };
  companySize: { max: number; options: Record<CompanySize, number>; none: number };
  urgency: { max: number; deadlines: Record<Deadline, number>; word: number; none: number };
  priority: { highAbove: number; mediumFrom: number };
}

/** Which rule gave a part its points; the interface has one sentence per key, filled from params. */
export const REASON_KEYS = [
  'budget.atLeast', 'budget.below', 'budget.none',
  'companySize.option', 'companySize.none',
  'urgency.deadline', 'urgency.word', 'urgency.none',
] as const;
export type ReasonKey = (typeof REASON_KEYS)[number]

/** What `Lead.scoreParts` holds. */
export const scorePartsSchema = z.object({
  budget: z.number().int(),
  companySize: z.number().int(),
  urgency: z.number().int(),
  reasons: z.array(
    z.object({
      part: z.enum(SCORE_PARTS),
      points: z.number().int(),
      key: z.enum(REASON_KEYS),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
});
export type StoredScoreParts = z.infer<typeof scorePartsSchema>
export type ScoreReason = StoredScoreParts['reasons'][number]
