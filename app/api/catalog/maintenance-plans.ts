import { z } from '@hono/zod-openapi';
import { localDay } from '~/domain/behavior/local-day';
import { MAINTENANCE_LIMITS, planSchema } from '~/domain/catalog/maintenance/maintenance.schema';
import { DUE_STATES } from '~/domain/catalog/maintenance/next-due';
import { createPlan, endPlan, listPlans } from '~/domain/catalog/maintenance/plans.server';
import { catalogActor, catalogNeeds, findCatalogItem, findMachine, itemParams, meterHours } from './catalog-item';
import { MAINTENANCE_TAG } from './maintenance';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { pageOf, wholeList } from '../ground/paging';
import { ApiProblem } from '../ground/problem';
import { readInput } from '../ground/read-input';
import { created, day, filled, id } from '../ground/schemas';

const PLANS_MAX = 500;
const title = filled(MAINTENANCE_LIMITS.title).openapi({ example: 'ТО-2' });
const every = {
  everyDays: z.int().min(1).max(MAINTENANCE_LIMITS.days).nullable().openapi({ example: 90 }),
  everyHours: meterHours.nullable().openapi({ example: '250' }),
};
const last = { lastDay: day.nullable().openapi({ description: 'When it was done last' }), lastHours: meterHours.nullable().openapi({ description: 'The meter then' }) };
const hoursLeft = z.string().regex(/^-?\d{1,10}(\.\d)?$/).nullable().openapi({ description: 'The same by the meter', example: '100.5' });
const plan = z
  .object({
    id, itemId: id, machine: z.string().openapi({ description: 'Name', example: 'Экскаватор Hitachi ZX200' }), code: z.string().openapi({ description: 'Of the machine', example: 'EX-01' }), title, ...every, ...last,
    nextDay: day.nullable(), nextHours: z.string().regex(/^\d{1,10}(\.\d)?$/).nullable().openapi({ example: '1500' }),
    due: z.object({ state: z.enum(DUE_STATES), daysLeft: z.int().nullable().openapi({ description: 'Below zero: overdue', example: 12 }), hoursLeft }),
  })
  .openapi('MaintenancePlan');
const plans = pageOf(plan, 'MaintenancePlan');
const input = z.strictObject({ title, ...z.object({ ...every, ...last }).partial().shape }).openapi('MaintenancePlanInput', { description: 'Every so many days, every so many hours of the meter, or whichever comes first' });

export const maintenancePlanOperations: Operation[] = [
  staffOperation(
    catalogNeeds.read,
    { id: 'maintenancePlans.list', method: 'get', path: '/maintenance/plans', tag: MAINTENANCE_TAG, summary: 'List what is due', description: `Recurring plans of all machines, the most urgent first; ${PLANS_MAX} at most.`, query: z.strictObject({ state: z.enum(DUE_STATES).optional() }), answer: plans },
    async ({ caller: { db, org }, query: { state }, now }) => {
      const found = await listPlans(db, { organizationId: org.id, today: localDay(now, org.timeZone), limit: PLANS_MAX });
      return wholeList(found.filter(({ due }) => !state || due.state === state));
    },
  ),
  staffOperation(
    catalogNeeds.read,
    { id: 'maintenancePlans.listOfMachine', method: 'get', path: '/catalog/{itemId}/maintenance-plans', tag: MAINTENANCE_TAG, summary: 'List the recurring plans of a machine', params: itemParams, answer: plans },
    async ({ caller, params: { itemId }, now }) => {
      await findCatalogItem(caller, itemId);
      const { db, org } = caller;
      return wholeList(await listPlans(db, { organizationId: org.id, itemId, today: localDay(now, org.timeZone), limit: PLANS_MAX }));
    },
  ),
  staffOperation(
    catalogNeeds.update,
    { id: 'maintenancePlans.create', method: 'post', path: '/catalog/{itemId}/maintenance-plans', tag: MAINTENANCE_TAG, summary: 'Make a recurring plan', params: itemParams, body: input, answer: created, status: 201, conflict: 'It is no machine', does: ['/catalog/:item plan-create'] },
    async ({ caller, params: { itemId }, body, now }) => {
      await findMachine(caller, itemId);
      const made = await createPlan({ actor: catalogActor(caller), itemId, input: readInput(planSchema, body, 'catalog'), today: localDay(now, caller.org.timeZone) });
      if (!made) throw new ApiProblem('not-found');
      return answer(made);
    },
  ),
  staffOperation(
    catalogNeeds.update,
    { id: 'maintenancePlans.end', method: 'delete', path: '/catalog/{itemId}/maintenance-plans/{planId}', tag: MAINTENANCE_TAG, summary: 'End a recurring plan', description: 'What was done by it stays.', params: itemParams.extend({ planId: id }), does: ['/catalog/:item plan-end'] },
    async ({ caller, params: { itemId, planId } }) => {
      if (!(await endPlan(catalogActor(caller), { itemId, planId }))) throw new ApiProblem('not-found');
      return done();
    },
  ),
];
