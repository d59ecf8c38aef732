import type { Decimal } from 'decimal.js';
import { parseBudget } from './budget';
import { COMPANY_SIZES, DEADLINES, PRIORITIES, type Priority } from './lead-options';
import type { ScorePart, ScoreReason, ScoringRuleTable, StoredScoreParts } from './scoring.schema';
import { isUrgent } from './urgency';

/** What of a request counts: exactly these columns of Lead. */
export interface ScoringFacts {
  budget: string | null;
  companySize: string | null;
  deadline: string | null;
  comments: string | null;
}

export interface LeadScore {
  /** 0–100 */
  score: number;
  priority: Priority;
  parts: Record<ScorePart, number>;
  reasons: ScoreReason[];
  /** For Lead.budgetAmount. */
  budgetAmount: Decimal | null;
}

export const DEFAULT_SCORING_RULES: ScoringRuleTable = {
  budget: {
    max: 40,
    thresholds: [
      { from: 5_000_000, points: 40 },
      { from: 1_000_000, points: 30 },
      { from: 500_000, points: 20 },
    ],
    otherwise: 10,
  },
  companySize: { max: 30, options: { '1-10': 5, '10-50': 5, '50-100': 15, '100-500': 20, '500+': 30 }, none: 5 },
  urgency: { max: 30, deadlines: { '1w': 30, '2w': 15, '1m': 15, '2-3m': 5, '3m+': 5 }, word: 30, none: 5 },
  priority: { highAbove: 80, mediumFrom: 50 },
};

/** The list's order: highest score first, then oldest first; the id makes it total, for cursors. */
export const leadSortOrder = [{ score: 'desc' }, { createdAt: 'asc' }, { id: 'asc' }] as const;

/**
 * Scores a request by a rule table that has passed `scoringRuleTableSchema`. All points are whole numbers, so the score
 * is the plain sum of the parts and nothing is rounded. Values outside the known options count as none given.
 * Rule: domain "Score".
 */
export function scoreLead(facts: ScoringFacts, table: ScoringRuleTable): LeadScore {
  const budgetAmount = parseBudget(facts.budget);
  const reasons = [
    explainBudget(budgetAmount, table.budget),
    explainCompanySize(facts.companySize, table.companySize),
    explainUrgency(facts, table.urgency),
  ] as const;
  const [budget, companySize, urgency] = reasons.map((reason) => reason.points) as [number, number, number];
  const score = budget + companySize + urgency;
  return {
    score,
    priority: priorityOf(score, table.priority),
    parts: { budget, companySize, urgency },
    reasons: [...reasons],
    budgetAmount,
  };
}

/** The colour of a score, also of an overridden one. */
export function priorityOf(score: number, bounds: ScoringRuleTable['priority'] = DEFAULT_SCORING_RULES.priority): Priority {
  if (score > bounds.highAbove) return 'high';
  return score >= bounds.mediumFrom ? 'medium' : 'low';
}

/** The shape kept in Lead.scoreParts, read back with `scorePartsSchema`. */
export function toStoredParts(result: LeadScore): StoredScoreParts {
  return { ...result.parts, reasons: result.reasons };
}

export interface TableComparison {
  total: number;
  /** How many requests change their colour. */
  changed: number;
  /** matrix[colour now][colour after] = number of requests */
  matrix: Record<Priority, Record<Priority, number>>;
}

/** What publishing table `after` instead of `before` would do to the colours of these requests. */
export function compareTables(facts: Iterable<ScoringFacts>, before: ScoringRuleTable, after: ScoringRuleTable): TableComparison {
  const row = () => Object.fromEntries(PRIORITIES.map((priority) => [priority, 0])) as Record<Priority, number>;
  const matrix: TableComparison['matrix'] = { high: row(), medium: row(), low: row() };
  let total = 0;
  let changed = 0;
  for (const fact of facts) {
    const from = scoreLead(fact, before).priority;
    const to = scoreLead(fact, after).priority;
    matrix[from][to]++;
    total++;
    if (from !== to) changed++;
  }
  return { total, changed, matrix };
}

function explainBudget(amount: Decimal | null, rules: ScoringRuleTable['budget']): ScoreReason {
  if (amount === null) return { part: 'budget', points: rules.otherwise, key: 'budget.none', params: {} };
  const reached = rules.thresholds.find((threshold) => amount.greaterThanOrEqualTo(threshold.from));
  if (reached) return { part: 'budget', points: reached.points, key: 'budget.atLeast', params: { from: reached.from } };
  const lowest = rules.thresholds.at(-1);
  return { part: 'budget', points: rules.otherwise, key: 'budget.below', params: lowest ? { from: lowest.from } : {} };
}

function explainCompanySize(size: string | null, rules: ScoringRuleTable['companySize']): ScoreReason {
  const option = COMPANY_SIZES.find((known) => known === size);
  if (!option) return { part: 'companySize', points: rules.none, key: 'companySize.none', params: {} };
  return { part: 'companySize', points: rules.options[option], key: 'companySize.option', params: { option } };
}

function explainUrgency(facts: ScoringFacts, rules: ScoringRuleTable['urgency']): ScoreReason {
  const deadline = DEADLINES.find((known) => known === facts.deadline);
  const byDeadline: ScoreReason = deadline
    ? { part: 'urgency', points: rules.deadlines[deadline], key: 'urgency.deadline', params: { deadline } }
    : { part: 'urgency', points: rules.none, key: 'urgency.none', params: {} };
  if (byDeadline.points >= rules.word || !isUrgent(facts.comments)) return byDeadline;
  return { part: 'urgency', points: rules.word, key: 'urgency.word', params: {} };
}
