import { COMPANY_SIZES, DEADLINES } from './lead-options';
import type { ScoringRuleTable } from './scoring.schema';

/** One rule of a table, as people read it; the interface has a sentence for each key, filled from params. */
export interface RuleLine {
  part: 'budget' | 'companySize' | 'urgency' | 'priority';
  key: string;
  params: Record<string, string | number>;
  /** Points, or a colour's limit. */
  value: number;
}

/** A table as a list of rules, in the order in which they are tried. */
export function ruleLines({ budget, companySize, urgency, priority }: ScoringRuleTable): RuleLine[] {
  const line = (part: RuleLine['part'], key: string, value: number, params: RuleLine['params'] = {}): RuleLine => ({ part, key, params, value });
  return [
    ...budget.thresholds.map(({ from, points }) => line('budget', 'budget.atLeast', points, { from })),
    line('budget', 'budget.otherwise', budget.otherwise),
    line('budget', 'budget.max', budget.max),
    ...COMPANY_SIZES.toReversed().map((size) => line('companySize', 'companySize.option', companySize.options[size], { option: size })),
    line('companySize', 'companySize.none', companySize.none),
    line('companySize', 'companySize.max', companySize.max),
    ...DEADLINES.map((deadline) => line('urgency', 'urgency.deadline', urgency.deadlines[deadline], { deadline })),
    line('urgency', 'urgency.word', urgency.word),
    line('urgency', 'urgency.none', urgency.none),
    line('urgency', 'urgency.max', urgency.max),
    line('priority', 'priority.highAbove', priority.highAbove),
    line('priority', 'priority.mediumFrom', priority.mediumFrom),
  ];
}

export interface RuleChange extends Omit<RuleLine, 'value'> {
  /** Null: the rule is new. */
  before: number | null;
  /** Null: the rule is gone. */
  after: number | null;
}

/** What differs between two tables: changed rules first, in the order of the newer table, then those that are gone. */
export function diffTables(before: ScoringRuleTable, after: ScoringRuleTable): RuleChange[] {
  const name = ({ key, params }: RuleLine) => `${key} ${Object.values(params).join()}`;
  const old = new Map(ruleLines(before).map((line) => [name(line), line]));
  const changes: RuleChange[] = [];
  for (const { value, ...line } of ruleLines(after)) {
    const id = name({ ...line, value });
    const known = old.get(id)?.value ?? null;
    if (known !== value) changes.push({ ...line, before: known, after: value });
    old.delete(id);
  }
  for (const { value, ...line } of old.values()) changes.push({ ...line, before: value, after: null });
  return changes;
}
