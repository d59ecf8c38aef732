import { z } from '@hono/zod-openapi';
import { findLatestRun } from '~/domain/background-runs/background-runs.server';
import { COMPANY_SIZES, DEADLINES, PRIORITIES } from '~/domain/leads/lead-options';
import { RESCORE, retryRescore } from '~/domain/leads/rescore-leads.server';
import { discardDraft, findDraft, listVersions, publishDraft, saveDraft, startDraft, type Draft } from '~/domain/leads/scoring-drafts.server';
import { computeEffect } from '~/domain/leads/scoring-effect.server';
import { scoringRuleTableSchema, type ScoringRuleTable } from '~/domain/leads/scoring.schema';
import type { OrgDb } from '~/platform/db.server';
import { points, priority } from './lead-answer';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { ApiProblem } from '../ground/problem';
import { readInput, refuse } from '../ground/read-input';
import { run, toRun } from '../ground/run-shape';
import { flag, id, moment } from '../ground/schemas';

const TAG = 'Scoring';
const READ = { resource: 'scoringRules', action: 'read' } as const;
const UPDATE = { resource: 'scoringRules', action: 'update' } as const;

/** The same for each of these names. */
function each<K extends string, T>(names: readonly K[], value: T): Record<K, T> {
  return Object.fromEntries(names.map((name) => [name, value])) as Record<K, T>;
}

const wholeAmount = z.string().regex(/^[1-9]\d{0,12}$/).openapi({ example: '1000000', description: 'Whole units of the organisation’s currency' });
const table = z
  .strictObject({
    budget: z.strictObject({ max: points, thresholds: z.array(z.strictObject({ from: wholeAmount, points })).min(1).max(10).openapi({ description: 'Highest first: the first one that the budget reaches gives its points' }), otherwise: points }),
    companySize: z.strictObject({ max: points, options: z.strictObject(each(COMPANY_SIZES, points)), none: points }),
    urgency: z.strictObject({ max: points, deadlines: z.strictObject(each(DEADLINES, points)), word: points.openapi({ description: 'The comment says «срочно» or “urgent”' }), none: points }),
    priority: z.strictObject({ highAbove: points, mediumFrom: points }),
  })
  .openapi('ScoringTable', {
    example: {
      budget: { max: 40, thresholds: [{ from: '5000000', points: 40 }, { from: '1000000', points: 30 }, { from: '500000', points: 20 }], otherwise: 10 },
      companySize: { max: 30, options: { '1-10': 5, '10-50': 5, '50-100': 15, '100-500': 20, '500+': 30 }, none: 5 },
      urgency: { max: 30, deadlines: { '1w': 30, '2w': 15, '1m': 15, '2-3m': 5, '3m+': 5 }, word: 30, none: 5 },
      priority: { highAbove: 80, mediumFrom: 50 },
    },
  });

const rules = z
  .object({
    versions: z.array(z.object({ version: z.int(), table, publishedAt: moment.nullable(), publishedBy: z.string().nullable(), isCurrent: z.boolean() })).openapi({ description: 'Every version that was ever in force, the latest first' }),
    draftVersion: z.int().nullable(),
    rescoring: z.union([run, z.null()]).openapi({ description: 'The latest re-scoring' }),
  })
  .openapi('ScoringRules');
const draftAnswer = z.object({ version: z.int(), revision: z.int(), table, updatedAt: moment }).openapi('ScoringDraft');

const scored = z.object({ score: points, priority });
const colours = z.object(each(PRIORITIES, z.int()));
const effect = z
  .object({
    total: z.int(), rescored: z.int(), recoloured: z.int(),
    matrix: z.object(each(PRIORITIES, colours)).openapi({ description: 'How many leads go from which colour to which' }),
    examples: z.array(z.object({ id, reference: z.string(), name: z.string(), before: scored, after: scored })),
  })
  .openapi('ScoringEffect');

function tell({ budget, ...rest }: ScoringRuleTable): z.output<typeof table> {
  return { ...rest, budget: { ...budget, thresholds: budget.thresholds.map(({ from, points: given }) => ({ from: String(from), points: given })) } };
}

const tellDraft = ({ table: drafted, ...facts }: Draft) => ({ ...facts, table: tell(drafted) });

/** @throws {ApiProblem} 404 */
async function requireDraft(db: OrgDb): Promise<Draft> {
  const draft = await findDraft(db);
  if (!draft) throw new ApiProblem('not-found', { detail: 'There is no draft: begin one.' });
  return draft;
}

/** What a command did to the draft. @throws {ApiProblem} 404, 412 with the draft as it is now */
function acceptDraft<T extends { ok: true }>(result: T | { ok: false; current: Draft } | null): T {
  if (!result) throw new ApiProblem('not-found');
  if ('current' in result) refuse({ ok: false, error: 'stale', current: tellDraft(result.current) });
  return result;
}

export const scoringOperations: Operation[] = [
  staffOperation(READ, { id: 'scoring.read', method: 'get', path: '/scoring', tag: TAG, summary: 'Read the rules', answer: rules }, async ({ caller: { db } }) => {
    const [versions, draft, latest] = await Promise.all([listVersions(db), findDraft(db), findLatestRun(db, RESCORE)]);
    return answer({ versions: versions.map((version) => ({ ...version, table: tell(version.table) })), draftVersion: draft?.version ?? null, rescoring: latest && toRun(latest) });
  }),
  staffOperation(UPDATE, { id: 'scoring.edit', method: 'post', path: '/scoring/draft', tag: TAG, summary: 'Begin a draft', description: 'As the rules in force; where there is a draft already it is that one.', answer: draftAnswer, status: 201, does: ['/settings/scoring edit'] }, async ({ caller: { db, org, user } }) => {
    await startDraft(db, { organizationId: org.id, userId: user.id });
    const draft = await requireDraft(db);
    return answer(tellDraft(draft), { version: draft.revision, location: '/scoring/draft' });
  }),
  staffOperation(UPDATE, { id: 'scoring.readDraft', method: 'get', path: '/scoring/draft', tag: TAG, summary: 'Read the draft', answer: draftAnswer }, async ({ caller: { db } }) => {
    const draft = await requireDraft(db);
    return answer(tellDraft(draft), { version: draft.revision });
  }),
  staffOperation(UPDATE, { id: 'scoring.save', method: 'put', path: '/scoring/draft', tag: TAG, summary: 'Save the draft', body: table, answer: draftAnswer, needsVersion: true, does: ['/settings/scoring/draft save'] }, async ({ caller: { db }, body, version }) => {
    acceptDraft(await saveDraft(db, { revision: version, table: readInput(scoringRuleTableSchema, body, 'scoring') }));
    const draft = await requireDraft(db);
    return answer(tellDraft(draft), { version: draft.revision });
  }),
  staffOperation(UPDATE, { id: 'scoring.discard', method: 'delete', path: '/scoring/draft', tag: TAG, summary: 'Discard the draft', needsVersion: true, does: ['/settings/scoring/draft discard'] }, async ({ caller: { db }, version }) => {
    acceptDraft(await discardDraft(db, version));
    return done();
  }),
  staffOperation(
    UPDATE,
    {
      id: 'scoring.publish', method: 'post', path: '/scoring/draft/publish', tag: TAG, summary: 'Put the draft in force', description: 'New leads are scored by it at once, all others in the background. With dryRun=true nothing is done: the answer says what it would do to the latest leads.',
      query: z.strictObject({ dryRun: flag.optional() }), answer: z.object({ version: z.int(), isPublished: z.boolean(), effect: z.union([effect, z.null()]).openapi({ description: 'With dryRun' }) }), needsVersion: true, does: ['/settings/scoring/draft publish'],
    },
    async ({ caller: { db, org, user }, query: { dryRun = false }, version }) => {
      if (dryRun) {
        const draft = await requireDraft(db);
        return answer({ version: draft.version, isPublished: false, effect: await computeEffect(db, org.id, draft.table) });
      }
      const published = acceptDraft(await publishDraft(db, { organizationId: org.id, userId: user.id, revision: version }));
      return answer({ version: published.version, isPublished: true, effect: null });
    },
  ),
  staffOperation(UPDATE, { id: 'scoring.retry', method: 'post', path: '/scoring/rescoring/retry', tag: TAG, summary: 'Try a failed re-scoring again', conflict: 'The latest one did not fail', does: ['/settings/scoring retry'] }, async ({ caller: { db, org } }) => {
    const latest = await findLatestRun(db, RESCORE);
    if (!latest || !(await retryRescore({ organizationId: org.id, runId: latest.id }))) throw new ApiProblem('conflict', { detail: 'No re-scoring has failed.', extra: { code: 'notFailed' } });
    return done();
  }),
];
