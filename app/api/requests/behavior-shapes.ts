import { z } from '@hono/zod-openapi';
import { FUNNEL_STEPS } from '~/domain/analytics/form-to-won.server';
import { BREAKPOINTS } from '~/domain/behavior/batch';
import { HEAT_KINDS, HEAT_SEGMENTS } from '~/domain/behavior/behavior-filter';
import { priority, state } from './lead-answer';
import { day, id, moment } from '../ground/schemas';

const count = z.int().min(0);
const mean = z.number().nullable();
const share = z.number().min(0).nullable().openapi({ example: 0.5 });
const few = 'null: too few to say';

const timeOnPage = z
  .object({ from: day, to: day, meanMs: mean, n: count, interval: z.union([z.object({ lowMs: z.number(), highMs: z.number() }), z.null()]).openapi({ description: '95 %' }), previous: z.object({ meanMs: mean, n: count }), change: z.number().nullable().openapi({ example: 0.1, description: 'Against as many days before: 0.1 is a tenth longer' }) })
  .openapi('TimeOnPage');

export const statistics = z
  .object({
    from: day,
    to: day,
    timeOnPage: z.object({ day: timeOnPage, week: timeOnPage, month: timeOnPage }),
    timeSeries: z.array(z.object({ from: day, to: day, meanMs: mean.openapi({ description: few }), n: count })).openapi({ description: 'By day; long periods by week' }),
    activity: z.object({ views: count, starts: count, sent: count, measured: count, rage: count, dead: count }),
    steps: z.array(z.object({ key: z.enum(['view', 'start', 'sent']), count, share, interval: z.union([z.object({ low: z.number(), high: z.number() }), z.null()]).openapi({ description: 'Wilson, 95 %' }) })),
    fields: z
      .array(z.object({ key: z.string().openapi({ example: 'email' }), last: count, lastShare: share, reached: count, reachedShare: share, timeMs: mean.openapi({ description: few }), corrections: mean, errors: mean }))
      .openapi({ description: 'last: begun views that were given up there; times and counts per visitor who reached it' }),
    upset: z.object({ views: count, elements: z.array(z.object({ key: z.string(), clicks: count, reached: count, timeMs: z.number(), corrections: count, errors: count, last: count, rage: count, dead: count })) }),
    leads: z.union([z.array(z.object({ state, count })), z.null()]).openapi({ description: 'The leads of the period by their states; null for whoever may not see leads' }),
  })
  .openapi('FormStatistics');

export const heat = z
  .object({
    from: day,
    to: day,
    version: z.string(),
    breakpoint: z.enum(BREAKPOINTS),
    kind: z.enum(HEAT_KINDS),
    segment: z.enum(HEAT_SEGMENTS),
    points: count,
    elements: z.array(z.object({ key: z.string().openapi({ example: 'email' }), points: count, size: count.openapi({ example: 64, description: 'Columns, and rows, of the grid over the element' }), cells: z.array(count).openapi({ example: [5, 2], description: 'Cell, count, cell, count, … A cell is row × size + column' }) })),
    screens: z.array(z.object({ breakpoint: z.enum(BREAKPOINTS), width: count, formWidth: count, views: count })),
    versions: z.array(z.object({ version: z.string(), createdAt: moment, isCurrent: z.boolean() })),
  })
  .openapi('Heatmap');

export const view = z
  .object({
    id,
    openedAt: moment,
    breakpoint: z.string().openapi({ example: 'md' }),
    formVersion: z.string(),
    activeMs: count,
    isMeasured: z.boolean(),
    started: z.boolean(),
    furthestSection: count,
    lastField: z.string().nullable().openapi({ example: 'email' }),
    rageClicks: count,
    deadClicks: count,
    corrections: count,
    sentAt: moment.nullable(),
    sentPriority: z.union([priority, z.null()]),
    leadId: id.nullable().openapi({ description: 'Only with the visitor’s consent' }),
    leadReference: z.string().nullable(),
    visitNumber: count.nullable(),
  })
  .openapi('FormView');

export const funnel = z.object({ from: day, to: day, steps: z.array(z.object({ step: z.enum(FUNNEL_STEPS), count, before: count.nullable() })) }).openapi('FormToPaid');
