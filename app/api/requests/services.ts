import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { SERVICE_DESCRIPTION_MAX, SERVICE_NAME_MAX, serviceEditSchema, serviceSchema } from '~/domain/catalog/service.schema';
import { createService, deleteService, listServices, moveService, switchService, updateService } from '~/domain/catalog/services.server';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { pageOf, wholeList } from '../ground/paging';
import { ApiProblem, invalid } from '../ground/problem';
import { accept, readInput } from '../ground/read-input';
import { created, filled, id, text } from '../ground/schemas';

const TAG = 'Services';
const params = z.object({ serviceId: id });
const READ = { resource: 'catalog', action: 'read' } as const;
const UPDATE = { resource: 'catalog', action: 'update' } as const;

const facts = {
  name: filled(SERVICE_NAME_MAX).openapi({ example: 'Разработка котлована' }),
  description: text(SERVICE_DESCRIPTION_MAX).nullable(),
  offeredOnForm: z.boolean().openapi({ description: 'Clients can choose it in the public form, while it is active' }),
};
const service = z.object({ id, ...facts, name: z.string(), description: z.string().nullable(), position: z.int(), isActive: z.boolean(), leads: z.int().openapi({ description: 'Leads that ask for it; 1001 means more than 1000' }), version: z.int() }).openapi('Service');
const change = z.strictObject(facts).partial();
const input = change.required({ name: true }).openapi('ServiceInput');
const flag = z.strictObject({ value: z.boolean() });
const move = z
  .union([z.strictObject({ direction: z.enum(['up', 'down']) }), z.strictObject({ before: id.nullable() })])
  .openapi('ServiceMove', { example: { direction: 'up' }, description: 'By one place, or in front of another service; null: to the end' });

const by = ({ org, user }: ApiCaller) => ({ organizationId: org.id, userId: user.id });

async function requireService({ db, org }: ApiCaller, serviceId: string) {
  const found = (await listServices(db, org.id)).find((one) => one.id === serviceId);
  if (!found) throw new ApiProblem('not-found');
  return found;
}

/** A command's answer about a service that may be gone meanwhile. */
function found<T>(result: T | null | false): T {
  if (result === null || result === false) throw new ApiProblem('not-found');
  return result;
}

export const serviceOperations: Operation[] = [
  staffOperation(READ, { id: 'services.list', method: 'get', path: '/services', tag: TAG, summary: 'List services', description: 'All of them in their order, those that are switched off too.', answer: pageOf(service, 'Service') }, async ({ caller }) => wholeList(await listServices(caller.db, caller.org.id))),
  staffOperation({ resource: 'catalog', action: 'create' }, { id: 'services.create', method: 'post', path: '/services', tag: TAG, summary: 'Add a service', description: 'At the end of the list.', body: input, answer: created, status: 201, does: ['/services create'] }, async ({ caller, body }) => {
    const made = await createService(by(caller), readInput(serviceSchema, body, 'services'));
    return answer({ id: made.id }, { location: `/services/${made.id}` });
  }),
  staffOperation(READ, { id: 'services.read', method: 'get', path: '/services/{serviceId}', tag: TAG, summary: 'Read a service', params, answer: service }, async ({ caller, params: { serviceId } }) => {
    const one = await requireService(caller, serviceId);
    return answer(one, { version: one.version });
  }),
  staffOperation(UPDATE, { id: 'services.update', method: 'patch', path: '/services/{serviceId}', tag: TAG, summary: 'Change a service', description: 'What is not named stays as it is.', params, body: change.openapi('ServiceChange'), answer: service, needsVersion: true, does: ['/services update'] }, async ({ caller, params: { serviceId }, body, version }) => {
    const { name, description, offeredOnForm } = await requireService(caller, serviceId);
    const values = readInput(serviceEditSchema, { name, description, offeredOnForm, ...body, id: serviceId, version }, 'services');
    const saved = found(await updateService(by(caller), values));
    if (!saved.ok) throw new ApiProblem('stale', { extra: { current: await requireService(caller, serviceId) } });
    const after = await requireService(caller, serviceId);
    return answer(after, { version: after.version });
  }),
  staffOperation(UPDATE, { id: 'services.offer', method: 'put', path: '/services/{serviceId}/offered', tag: TAG, summary: 'Offer a service in the public form, or not', description: 'The last one to say it wins: no version is asked for.', params, body: flag, does: ['/services offer'] }, async ({ caller, params: { serviceId }, body: { value } }) => {
    found(await switchService(by(caller), serviceId, { offeredOnForm: value }));
    return done();
  }),
  staffOperation(UPDATE, { id: 'services.activate', method: 'put', path: '/services/{serviceId}/active', tag: TAG, summary: 'Switch a service on or off', description: 'Switched off it stays where past leads name it. The last one to say it wins.', params, body: flag, does: ['/services activate'] }, async ({ caller, params: { serviceId }, body: { value } }) => {
    found(await switchService(by(caller), serviceId, { isActive: value }));
    return done();
  }),
  staffOperation(UPDATE, { id: 'services.move', method: 'post', path: '/services/{serviceId}/move', tag: TAG, summary: 'Move a service within the list', params, body: move, does: ['/services move'] }, async ({ caller, params: { serviceId }, body }) => {
    const services = await listServices(caller.db, caller.org.id);
    if (!services.some((one) => one.id === serviceId)) throw new ApiProblem('not-found');
    if ('before' in body && body.before !== null && !services.some((one) => one.id === body.before)) throw invalid('/before', 'unknown', 'There is no such service.');
    found(await moveService(by(caller), 'direction' in body ? { id: serviceId, direction: body.direction } : { id: serviceId, before: body.before ?? '' }));
    return done();
  }),
  staffOperation({ resource: 'catalog', action: 'delete' }, { id: 'services.delete', method: 'delete', path: '/services/{serviceId}', tag: TAG, summary: 'Put a service into the trash', params, conflict: 'Leads or orders refer to it: switch it off instead', does: ['/services delete'] }, async ({ caller, params: { serviceId }, now }) => {
    const result = found(await deleteService(by(caller), serviceId, now));
    accept(result.ok ? result : { ok: false, error: 'inUse' });
    return done();
  }),
];
