import { z } from '@hono/zod-openapi';
import { parseDay, RECORD_PERIODS } from '~/domain/periods/period';
import { day } from './schemas';

/** One that the filters take: others would be passed over in silence. */
const known = day.refine((text) => parseDay(text) !== null, 'out of range');

/** A span of days of an address: one by its name, or its first and last day (both included). */
export const periodQuery = {
  period: z.enum(RECORD_PERIODS).optional().openapi({ description: 'custom, or nothing, with from and to', example: 'month' }),
  from: known.optional().openapi({ description: 'First day', example: undefined }),
  to: known.optional().openapi({ description: 'Last day', example: undefined }),
};
