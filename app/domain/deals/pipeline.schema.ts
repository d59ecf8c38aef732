import { z } from 'zod';
import { cleanLine } from '~/domain/leads/clean-text';
import { STAGE_COLORS } from './stage-colors';

export const PIPELINE_NAME_MAX = 100;
export const LOST_REASON_MAX = 200;
export const ROT_DAYS_MAX = 365;

const name = (max: number) => z.string({ error: 'errors.required' }).overwrite(cleanLine).min(1, { error: 'errors.required', abort: true }).max(max, 'errors.tooLong');
const percent = z.coerce.number<number>({ error: 'errors.percent' }).int('errors.percent').min(0, 'errors.percent').max(100, 'errors.percent');

/** A pipeline as its name says it. Messages are i18n keys. */
export const pipelineSchema = z.object({ name: name(PIPELINE_NAME_MAX) });
export const pipelineEditSchema = pipelineSchema.extend({ id: z.uuid(), version: z.coerce.number<number>().int().max(2_147_483_647) });

export const stageSchema = z.object({
  pipelineId: z.uuid(),
  name: name(PIPELINE_NAME_MAX),
  color: z.enum(STAGE_COLORS, { error: 'errors.required' }),
  /** Percent. */
  probability: percent,
  /** Days; none: its deals never rot. */
  rotDays: z.coerce.number<number>({ error: 'errors.days' }).int('errors.days').min(1, 'errors.days').max(ROT_DAYS_MAX, 'errors.days').optional(),
});
export type StageValues = z.output<typeof stageSchema>;
export const stageEditSchema = stageSchema.extend({ id: z.uuid() });

/** Into the archive or out of it. `moveTo` is the stage that takes over the deals standing there. */
export const stageArchiveSchema = z.object({ id: z.uuid(), value: z.enum(['on', 'off']).transform((value) => value === 'on'), moveTo: z.uuid().optional().or(z.literal('').transform(() => undefined)) });

export const lostReasonSchema = z.object({ name: name(LOST_REASON_MAX) });
export const lostReasonEditSchema = lostReasonSchema.extend({ id: z.uuid() });
