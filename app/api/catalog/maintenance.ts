import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { localDay } from '~/domain/behavior/local-day';
import { doneSchema, MAINTENANCE_LIMITS, plannedWorkSchema } from '~/domain/catalog/maintenance/maintenance.schema';
import { cancelMaintenance, findMaintenance, finishMaintenance, listMaintenance, planMaintenance, type MaintenanceRow } from '~/domain/catalog/maintenance/records.server';
import { catalogActor, catalogNeeds, findCatalogItem, findMachine, itemParams, meterHours } from './catalog-item';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { pageOf, wholeList } from '../ground/paging';
import { ApiProblem, conflict, invalid } from '../ground/problem';
import { accept, readInput, refuse } from '../ground/read-input';
import { amount, created, day, filled, id, instant, moment, text } from '../ground/schemas';

export const MAINTENANCE_TAG = 'Maintenance';
const RECORDS_MAX = 500;

export const maintenanceParams = itemParams.extend({ maintenanceId: id });
const title = filled(MAINTENANCE_LIMITS.title).openapi({ example: 'ТО-2' });
const planId = id.nullable().openapi({ description: 'The recurring plan that it belongs to', example: null });
const notes = text(MAINTENANCE_LIMITS.notes).nullable();
const record = z
  .object({
    id, itemId: id, machine: z.string().openapi({ description: 'Name', example: 'Экскаватор Hitachi ZX200' }), planId, title, startsAt: moment.nullable(), endsAt: moment.nullable(),
    doneDay: day.nullable().openapi({ description: 'null: it is only planned' }), meterHours: meterHours.nullable(),
    cost: amount.nullable().openapi({ description: 'null also for those who see no expenses' }), notes, version: z.int(),
  })
  .openapi('MaintenanceRecord');
const records = pageOf(record, 'MaintenanceRecord');
const planned = z.strictObject({ title, planId: planId.optional(), startsAt: instant, endsAt: instant.openapi({ example: '2026-11-21T16:30:00+03:00' }), notes: notes.optional() }).openapi('MaintenanceInput');
const doneBody = z
  .strictObject({ title, planId: planId.optional(), doneDay: day, meterHours: meterHours.nullable().optional(), cost: amount.nullable().optional(), notes: notes.optional() })
  .openapi('MaintenanceDone');

const showRecord = ({ can }: ApiCaller) => (row: MaintenanceRow): MaintenanceRow => (can('expenses', 'read') ? row : { ...row, cost: null });

/** The maintenance of a path. @throws {ApiProblem} 404 */
export async function findMachineMaintenance(caller: ApiCaller, { itemId, maintenanceId }: z.output<typeof maintenanceParams>): Promise<MaintenanceRow> {
  await findCatalogItem(caller, itemId);
  const found = await findMaintenance(caller.db, itemId, maintenanceId);
  if (!found) throw new ApiProblem('not-found');
  return showRecord(caller)(found);
}

/** Notes what was done: of a record that is there, or of a new one. @throws {ApiProblem} 403, 409, 412, 422 */
async function finish(caller: ApiCaller, itemId: string, { body, recordId, version, now }: { body: z.output<typeof doneBody>; recordId: string | null; version: number; now: Date }) {
  // a cost becomes an expense
  if (body.cost && !caller.can('expenses', 'create')) throw new ApiProblem('forbidden', { detail: 'Expenses are not yours to write.' });
  const input = readInput(doneSchema, { ...body, recordId, version }, 'catalog');
  const result = await finishMaintenance({ actor: catalogActor(caller), itemId, input, currency: caller.org.currency, today: localDay(now, caller.org.timeZone), now });
  if (!result.ok && result.error === 'booksClosed') throw conflict('booksClosed', `The books are closed through ${result.through}.`, { through: result.through });
  if (!result.ok && result.error === 'stale' && recordId) refuse({ ...result, current: await findMachineMaintenance(caller, { itemId, maintenanceId: recordId }) });
  return accept(result, { plan: '/planId' });
}

const taken = conflict('taken', 'An order or another maintenance has the machine then.');

export const maintenanceOperations: Operation[] = [
  staffOperation(catalogNeeds.read, { id: 'maintenance.list', method: 'get', path: '/maintenance', tag: MAINTENANCE_TAG, summary: 'List the maintenance that is planned', description: `Of all machines, the next ${RECORDS_MAX}.`, answer: records }, async ({ caller }) =>
    wholeList((await listMaintenance(caller.db, { limit: RECORDS_MAX })).map(showRecord(caller))),
  ),
  staffOperation(
    catalogNeeds.read,
    { id: 'maintenance.listOfMachine', method: 'get', path: '/catalog/{itemId}/maintenance', tag: MAINTENANCE_TAG, summary: 'List the maintenance of a machine', description: `What is planned first, then the newest; ${RECORDS_MAX} at most.`, params: itemParams, answer: records },
    async ({ caller, params: { itemId } }) => {
      await findCatalogItem(caller, itemId);
      return wholeList((await listMaintenance(caller.db, { itemId, limit: RECORDS_MAX })).map(showRecord(caller)));
    },
  ),
  staffOperation(
    catalogNeeds.update,
    { id: 'maintenance.create', method: 'post', path: '/catalog/{itemId}/maintenance', tag: MAINTENANCE_TAG, summary: 'Plan a maintenance and keep the machine for it', params: itemParams, body: planned, answer: created, status: 201, conflict: 'An order or another maintenance has the machine then', does: ['/catalog/:item maintenance-plan'] },
    async ({ caller, params: { itemId }, body: { startsAt, endsAt, ...work } }) => {
      await findMachine(caller, itemId);
      if (endsAt <= startsAt) throw invalid('/endsAt', 'endsAt', 'It ends before it begins.');
      const input = { ...readInput(plannedWorkSchema, work, 'catalog'), startsAt, endsAt };
      return answer({ id: accept(await planMaintenance({ actor: catalogActor(caller), itemId, input }), { plan: '/planId', taken }).id });
    },
  ),
  staffOperation(
    catalogNeeds.update,
    { id: 'maintenance.note', method: 'post', path: '/catalog/{itemId}/maintenance/done', tag: MAINTENANCE_TAG, summary: 'Note a maintenance that was done without being planned', description: 'Its cost becomes an expense, the machine’s meter goes on with the reading.', params: itemParams, body: doneBody, answer: created, status: 201, conflict: 'The books of that day are closed', does: ['/catalog/:item maintenance-done'] },
    async ({ caller, params: { itemId }, body, now }) => {
      await findMachine(caller, itemId);
      return answer({ id: (await finish(caller, itemId, { body, recordId: null, version: 0, now })).id });
    },
  ),
  staffOperation(
    catalogNeeds.update,
    { id: 'maintenance.done', method: 'put', path: '/catalog/{itemId}/maintenance/{maintenanceId}/done', tag: MAINTENANCE_TAG, summary: 'Say that a planned maintenance was done, or put right what was noted', params: maintenanceParams, body: doneBody, answer: record, needsVersion: true, conflict: 'The books of that day are closed', does: ['/catalog/:item maintenance-done'] },
    async ({ caller, params, body, version, now }) => {
      await findMachineMaintenance(caller, params);
      await finish(caller, params.itemId, { body, recordId: params.maintenanceId, version, now });
      const after = await findMachineMaintenance(caller, params);
      return answer(after, { version: after.version });
    },
  ),
  staffOperation(
    catalogNeeds.update,
    { id: 'maintenance.cancel', method: 'delete', path: '/catalog/{itemId}/maintenance/{maintenanceId}', tag: MAINTENANCE_TAG, summary: 'Take back a maintenance that is only planned', params: maintenanceParams, conflict: 'It was done already', does: ['/catalog/:item maintenance-cancel'] },
    async ({ caller, params }) => {
      await findMachineMaintenance(caller, params);
      if (!(await cancelMaintenance(catalogActor(caller), { itemId: params.itemId, recordId: params.maintenanceId }))) throw conflict('done', 'It was done already.');
      return done();
    },
  ),
];
