import { z } from '@hono/zod-openapi';
import { DASHBOARD_PERIODS, parseDashboardPeriod } from '~/domain/dashboard/dashboard-filter';
import { readDashboard } from '~/domain/dashboard/dashboard.server';
import { countMyDay } from '~/domain/tasks/my-day.server';
import { count, milliseconds, share } from '../ground/figures';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { day, id } from '../ground/schemas';
import { taskViewer } from '../crm/task-shapes';

const colours = { high: count, medium: count, low: count };
const response = z.object({ answered: count, inTime: count, late: count, overdue: count, p50Ms: milliseconds, p90Ms: milliseconds, share });
const leads = z.object({
  total: count.openapi({ description: 'New ones of the period' }),
  before: count.openapi({ description: 'In the same span of time before' }),
  colours: z.object(colours),
  buckets: z.array(z.object({ bucket: z.string().openapi({ description: 'A day, or an hour of the one day', example: '2026-11-21' }), ...colours })),
  services: z.array(z.object({ id, name: z.string(), count })),
  response: z.object({ high: response, medium: response, low: response }).openapi({ description: 'How fast they were answered, by colour' }),
  waiting: count.openapi({ description: 'For an answer now, however old' }),
  overdue: count,
});
const form = z.object({ from: day, to: day, views: count, starts: count, sent: count, measured: count, rage: count, dead: count, meanMs: milliseconds.openapi({ description: 'Mean active time' }) });
const dashboard = z
  .object({
    leads: z.union([leads, z.null()]).openapi({ description: 'null: the role sees none' }),
    form: z.union([form, z.null()]).openapi({ description: 'null: the role does not see all' }),
    tasks: z.union([z.object({ overdue: count, today: count }), z.null()]).openapi({ description: 'Mine; null: the role has none' }),
  })
  .openapi('Dashboard');

export const dashboardOperations: Operation[] = [
  staffOperation(
    null,
    { id: 'dashboard.read', method: 'get', path: '/dashboard', tag: 'Analytics', summary: 'Read what matters today', description: 'As far as the role sees it. The week when no period is named.', query: z.strictObject({ period: z.enum(DASHBOARD_PERIODS).optional() }), answer: dashboard },
    async ({ caller, search, now }) => {
      const [figures, tasks] = await Promise.all([readDashboard(caller, parseDashboardPeriod(search), now), caller.can('tasks', 'update') ? countMyDay(caller.db, taskViewer(caller), caller.user.id, now) : null]);
      if (!figures) return answer({ leads: null, form: null, tasks });
      const { leads: { total, before, colours: byColour, buckets, services, response: speed, now: open }, form: seen } = figures;
      return answer({
        leads: { total, before, colours: byColour, buckets, services, response: speed, waiting: open.waiting, overdue: open.overdue },
        form: seen && { from: seen.from, to: seen.to, ...seen.activity, meanMs: seen.time.meanMs },
        tasks,
      });
    },
  ),
];
