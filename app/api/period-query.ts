import { RECORD_PERIODS } from '~/domain/periods/period';
import { z } from '@hono/zod-openapi';
import { day } from './schemas';

/** A span of days of an address: one by its name, or its first and last day (both included). */
export const periodQuery = {
  period: z.enum(RECORD_PERIODS).optional().openapi({ description: 'custom, or nothing, with from and to', example: 'month' }),
  from: day.optional().openapi({ description: 'First day', example: undefined }),
  to: day.optional().openapi({ description: 'Last day', example: undefined }),
};
