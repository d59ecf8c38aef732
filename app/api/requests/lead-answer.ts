import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { findViewOfLead } from '~/domain/behavior/lead-view.server';
import { findDealOfLead } from '~/domain/deals/deal-record.server';
import { decayedEngagement } from '~/domain/leads/engagement';
import { explainScore } from '~/domain/leads/explain-score';
import type { CurrentLead, LeadActor } from '~/domain/leads/lead-command';
import { findLead, type LeadDetail } from '~/domain/leads/lead-detail.server';
import { PRIORITIES } from '~/domain/leads/lead-options';
import { allowedStates, LEAD_STATES, type LeadState } from '~/domain/leads/lifecycle';
import { REASON_KEYS, SCORE_PARTS } from '~/domain/leads/scoring.schema';
import { findRuleTable } from '~/domain/leads/scoring-rules.server';
import { moneyText } from '~/domain/money/money';
import { ApiProblem } from '../ground/problem';
import { accept } from '../ground/read-input';
import { id, moment, money } from '../ground/schemas';

const DAY_MS = 86_400_000;

export const state = z.enum(LEAD_STATES);
export const priority = z.enum(PRIORITIES).openapi({ description: 'The colour: high is red, medium yellow, low green' });
export const points = z.int().min(0).max(100);
const fact = z.string().nullable();

const scoring = z
  .object({
    version: z.int().openapi({ description: 'Of the rule table that the score was made with' }),
    parts: z.array(
      z.object({
        part: z.enum(SCORE_PARTS),
        points,
        max: points,
        reason: z.union([z.object({ key: z.enum(REASON_KEYS), params: z.record(z.string(), z.union([z.string(), z.number()])).openapi({ example: { from: 1000000 } }) }), z.null()]).openapi({ description: 'The rule that gave the points' }),
      }),
    ),
    override: z.union([z.object({ reason: z.string(), byId: id.nullable(), at: moment }), z.null()]).openapi({ description: 'A person put another score in the place of that of the rules' }),
  })
  .openapi('LeadScoring');

export const lead = z
  .object({
    id,
    reference: z.string().openapi({ example: 'K7MPXQ' }),
    clientToken: z.string().openapi({ description: 'Opens the page of the client: /t/<token>', example: 'p3V9c0yqS7w1bGk5Zt8RfXn2LdHmUa4eJoYiQx6TvBs' }),
    firstName: z.string().openapi({ example: 'Анна' }),
    lastName: z.string().openapi({ example: 'Орлова' }),
    middleName: fact,
    email: z.string(),
    phone: fact.openapi({ example: '+79161234567' }),
    businessInfo: fact,
    businessNiche: fact,
    companySize: fact.openapi({ example: '50-100' }),
    budget: fact.openapi({ example: '1,5 млн', description: 'As it was typed' }),
    budgetAmount: money.nullable().openapi({ description: 'What was read from it' }),
    deadline: fact.openapi({ example: '2w' }),
    convenientTime: fact,
    preferredContactMethod: fact.openapi({ example: 'phone' }),
    comments: fact,
    locale: z.string().openapi({ example: 'ru' }),
    source: z.record(z.string(), z.string()).openapi({ description: 'utm_* and referrer', example: { utm_source: 'mail' } }),
    privacyConsentAt: moment,
    behaviorConsent: z.boolean(),
    service: z.object({ id, name: z.string() }),
    state,
    allowedStates: z.array(state).openapi({ description: 'Where it may be moved now' }),
    rejectReason: fact,
    quarantineReason: fact.openapi({ description: 'Why it was set aside; null: it was not' }),
    duplicateCount: z.int(),
    lastDuplicateAt: moment.nullable(),
    assigneeId: id.nullable(),
    score: points,
    priority,
    ruleScore: points,
    scoring,
    engagement: points.nullable().openapi({ description: 'A second number, never mixed into the score; it fades. Null without consent' }),
    view: z.union([z.object({ activeMs: z.int(), corrections: z.int(), visitNumber: z.int().nullable(), breakpoint: z.string() }), z.null()]).openapi({ description: 'The visit from which it was sent; only with consent' }),
    responseDueAt: moment.nullable(),
    respondedAt: moment.nullable(),
    createdAt: moment,
    contactId: id.nullable(),
    dealId: id.nullable().openapi({ description: 'The deal that it became, where the caller sees it' }),
    files: z.array(z.object({ id, name: z.string(), contentType: z.string(), size: z.int() })),
    version: z.int(),
  })
  .openapi('Lead');

/** The request as the caller may see it. @throws {ApiProblem} 404 */
export async function requireLead(caller: ApiCaller, leadId: string): Promise<LeadDetail> {
  const found = await findLead(caller.db, viewerFor(caller, 'leads'), leadId);
  if (!found) throw new ApiProblem('not-found');
  return found;
}

/** Everything that the request's card tells, as facts. */
export async function describeLead(caller: ApiCaller, found: LeadDetail, now: Date): Promise<z.output<typeof lead>> {
  const { db, can } = caller;
  const { publicToken, budgetAmount, scoreParts, scoringVersion, overrideReason, overrideById, overrideAt, engagement, source, ...facts } = found;
  const [table, view, deal] = await Promise.all([
    findRuleTable(db, scoringVersion),
    found.behaviorConsent ? findViewOfLead(db, found.id) : null,
    found.state === 'CONVERTED' && can('deals', 'read') ? findDealOfLead(db, viewerFor(caller, 'deals'), found.id) : null,
  ]);
  const parts = explainScore(scoreParts, table).map(({ reason, ...part }) => ({ ...part, reason: reason && { key: reason.key, params: reason.params } }));
  return {
    ...facts,
    clientToken: publicToken,
    budgetAmount: budgetAmount && moneyText(budgetAmount),
    source: textsOf(source),
    allowedStates: found.quarantineReason === null ? allowedStates(found.state) : [],
    scoring: { version: scoringVersion, parts, override: overrideAt && { reason: overrideReason ?? '', byId: overrideById, at: overrideAt } },
    engagement: engagement === null ? null : decayedEngagement(engagement, (now.getTime() - found.createdAt.getTime()) / DAY_MS),
    view,
    dealId: deal?.id ?? null,
  };
}

function textsOf(source: unknown): Record<string, string> {
  const entries = typeof source === 'object' && source !== null ? Object.entries(source) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** The caller as one who changes requests. */
export function leadActor({ org, user, can, reach }: ApiCaller): LeadActor {
  const scope = can('leads', 'update');
  if (!scope) throw new ApiProblem('forbidden');
  return { organizationId: org.id, userId: user.id, scope, reach: reach.leads };
}

interface Refusal {
  ok: false;
  error: string;
  current?: CurrentLead;
  allowed?: LeadState[];
}

/** What a command did, or its refusal as a problem. @param others as for `accept` @throws {ApiProblem} */
export function acceptLead<R extends { ok: true } | Refusal>(result: R, others: Record<string, string> = {}): Extract<R, { ok: true }> {
  if (!result.ok && result.allowed) {
    const { current, allowed } = result;
    throw new ApiProblem('conflict', { detail: `From ${current?.state} it may go to: ${allowed.join(', ') || 'nowhere'}.`, extra: { code: 'notAllowed', current, allowed } });
  }
  return accept(result, { 'transition.reasonRequired': '/reason', 'transition.reasonTooLong': '/reason', ...others });
}
