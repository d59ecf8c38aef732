import { z } from '@hono/zod-openapi';
import { BATCH_LIMITS, BREAKPOINTS, ELEMENT_KEY, FORM_VERSION, MAX_ACTIVE_MS } from '~/domain/behavior/batch';
import { GRID_SIZE } from '~/domain/behavior/cells';
import { spendOnCollecting, takeBatch } from '~/domain/behavior/collector.server';
import { answer, publicOperation, type Operation } from '../ground/operation';
import { ApiProblem, invalid } from '../ground/problem';
import { slugParams } from './public-leads';

const { count: COUNT_MAX, elements: ELEMENTS_MAX, points: POINTS_MAX, section: SECTION_MAX, sequence: SEQUENCE_MAX } = BATCH_LIMITS;
const upTo = (max: number) => z.int().min(0).max(max);
const element = z.string().regex(ELEMENT_KEY).openapi({ example: 'email' });
const cells = (size: number) => z.array(upTo(size ** 2 - 1)).max(POINTS_MAX).openapi({ example: [5], description: `row × ${size} + column of a grid of ${size} × ${size} laid over the element; a cell that was met twice stands there twice` });
const breakpoint = z.enum(BREAKPOINTS);

const batch = z
  .strictObject({
    viewId: z.uuid().openapi({ description: 'Of this opening of the form' }),
    formVersion: z.string().regex(FORM_VERSION).openapi({ description: 'From GET /public/{slug}/form', example: '0a1b2c3d4e5f' }),
    load: upTo(Number.MAX_SAFE_INTEGER).openapi({ description: 'When the page was loaded, ms since 1970', example: 1795258800000 }),
    sequence: upTo(SEQUENCE_MAX).openapi({ description: 'Number of the batch within this load: repeats change nothing' }),
    breakpoint,
    activeMs: upTo(MAX_ACTIVE_MS).openapi({ description: 'Time that the page was seen and focused so far', example: 12500 }),
    section: upTo(SECTION_MAX).optional().openapi({ description: 'The furthest one seen' }),
    started: z.boolean().optional(),
    lastField: element.nullable().optional(),
    hesitationMs: upTo(MAX_ACTIVE_MS).optional(),
    consent: z.boolean().optional().openapi({ description: 'true: the visitor agreed to be remembered; false: withdrew it' }),
    points: z
      .array(z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('move'), breakpoint, element, cells: cells(GRID_SIZE.move) }), z.strictObject({ kind: z.literal('click'), breakpoint, element, cells: cells(GRID_SIZE.click) })]))
      .max(ELEMENTS_MAX)
      .optional(),
    elements: z
      .array(z.strictObject({ element, clicks: upTo(COUNT_MAX), reached: upTo(1), timeMs: upTo(MAX_ACTIVE_MS), corrections: upTo(COUNT_MAX), errors: upTo(COUNT_MAX), rage: upTo(COUNT_MAX), dead: upTo(COUNT_MAX) }))
      .max(ELEMENTS_MAX)
      .optional()
      .openapi({ description: 'What is new of each element since the batch before' }),
  })
  .openapi('BehaviorBatch');

export const behaviorCollectOperations: Operation[] = [
  publicOperation(
    {
      id: 'behaviorMetrics.collect', method: 'post', path: '/public/{slug}/behavior-metrics', tag: 'Behaviour', summary: 'Send behaviour on the form',
      description: 'As the script of the public form does; one limit per address for both. Answered when it is stored. `skipped`: the form version is not known. DNT and Sec-GPC count as no consent. Never what was typed.',
      params: slugParams, body: batch, answer: z.object({ outcome: z.enum(['stored', 'skipped']) }),
    },
    async ({ params: { slug }, body, request, context }) => {
      const wait = await spendOnCollecting(context.clientAddress);
      if (wait > 0) throw new ApiProblem('too-many-requests', { headers: { 'Retry-After': String(wait) } });
      const { sequence, section = 0, started = false, lastField = null, hesitationMs = 0, consent = null, points = [], elements = [], ...facts } = body;
      if (points.reduce((sum, point) => sum + point.cells.length, 0) > POINTS_MAX) throw invalid('/points', 'tooMany', `At most ${POINTS_MAX} points in one batch.`);
      const taken = await takeBatch(
        {
          ...facts, section, started, lastField, hesitationMs, consent,
          organization: slug,
          viewId: facts.viewId.toLowerCase(),
          seq: sequence,
          points: points.map((point) => [point.breakpoint, point.kind, point.element, point.cells]),
          elements: elements.map((one) => [one.element, one.clicks, one.reached, one.timeMs, one.corrections, one.errors, one.rage, one.dead]),
        },
        request,
        context,
      );
      if (taken.outcome === 'unknown') throw new ApiProblem('not-found');
      const cookie = taken.outcome === 'stored' ? taken.cookie : null;
      return answer({ outcome: taken.outcome }, cookie ? { headers: { 'Set-Cookie': cookie } } : {});
    },
  ),
];
