import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import type { Need } from '~/domain/accounts/need';
import type { Resource } from '~/domain/accounts/permissions';
import { viewerFor } from '~/domain/accounts/reach.server';
import type { ReachResource } from '~/domain/accounts/reach';
import { parseAnalyticsFilter, previousPeriod } from '~/domain/analytics/analytics-filter';
import { RECORD_PERIODS } from '~/domain/periods/period';
import { localDay } from '~/domain/time/zoned-time';
import { periodQuery } from './period-query';
import { amount, currency, day, id } from './schemas';

/** What all figures are asked for with. */
export const figuresQuery = {
  ...periodQuery,
  period: z.enum([...RECORD_PERIODS, 'all']).optional().openapi({ description: '30d when nothing is said; all: since ever', example: 'month' }),
  owner: z.union([id, z.enum(['mine', 'nobody'])]).optional().openapi({ description: 'Who sees own figures alone gets those, whatever is asked for' }),
};

/** Amounts of several currencies are never added up. */
export const sums = z.array(z.object({ currency, amount, count: z.int().min(0) })).openapi({ description: 'By currency' });
export const count = z.int().min(0);
export const share = z.number().min(0).max(1).nullable().openapi({ description: '0 to 1; null: of nothing', example: 0.4 });
export const milliseconds = z.number().min(0).nullable().openapi({ description: 'Milliseconds', example: 86_400_000 });
export const month = day.openapi({ description: 'Its first day', example: '2026-11-01' });

/** Figures of these records, for who reads analytics and the records. */
export function figuresOf(resource: Resource): Need {
  return { resource: 'analytics', action: 'read', also: { resource, action: 'read' } };
}

/** Whom and what the figures count, and as many days before. */
export function readFigures(caller: ApiCaller, search: URLSearchParams, now: Date, reached: ReachResource) {
  const filter = parseAnalyticsFilter(search, caller.can('analytics', 'read') || 'own');
  const today = localDay(now, caller.org.timeZone);
  return { options: { viewer: viewerFor(caller, reached), filter, now }, filter, today, period: filter.period, before: previousPeriod(filter.period, today) };
}
