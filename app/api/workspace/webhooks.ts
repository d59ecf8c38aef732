import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { findDelivery, replayDelivery, sendPing } from '~/domain/webhooks/delivery-commands.server';
import { createEndpoint, deleteEndpoint, rotateSecret, setEndpointActive, updateEndpoint } from '~/domain/webhooks/endpoint-commands.server';
import { ENDPOINTS_MAX, WEBHOOK_DESCRIPTION_MAX, WEBHOOK_URL_MAX, webhookEndpointSchema, type WebhookEndpointInput } from '~/domain/webhooks/endpoint.schema';
import { ALL_EVENTS, WEBHOOK_AREAS, WEBHOOK_EVENT_TYPES, WEBHOOK_EVENTS } from '~/domain/webhooks/events';
import { DELIVERY_ORDER, DELIVERY_STATES, listAttempts, listDeliveries } from '~/domain/webhooks/list-deliveries.server';
import { findEndpoint, listEndpoints, type WebhookEndpointRow } from '~/domain/webhooks/list-endpoints.server';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { pageAnswer, pageOf, pageQuery, readPlace, wholeList } from '../ground/paging';
import { ApiProblem } from '../ground/problem';
import { accept, readInput } from '../ground/read-input';
import { filled, id, moment, text } from '../ground/schemas';

const TAG = 'Webhooks';
const params = z.object({ endpointId: id });
const deliveryParams = z.object({ deliveryId: id });

const facts = {
  url: filled(WEBHOOK_URL_MAX).openapi({ example: 'https://example.com/teplo', description: 'http or https, of the public internet, without a login in it' }),
  description: text(WEBHOOK_DESCRIPTION_MAX).openapi({ example: 'Учёт склада' }),
  events: z.array(z.enum([ALL_EVENTS, ...WEBHOOK_EVENT_TYPES])).min(1).max(WEBHOOK_EVENT_TYPES.length + 1).openapi({ example: ['deal.won', 'payment.recorded'], description: '`*`: all, those that come later too' }),
};
const change = z.strictObject(facts).partial();
const input = change.required({ url: true, events: true }).openapi('WebhookInput');
const state = z.enum(DELIVERY_STATES).openapi({ example: 'DELIVERED', description: 'PENDING: on its way; DEAD: given up after a day' });
const endpoint = z.object({ id, ...facts, events: z.array(z.string()).openapi({ example: ['deal.won'] }), isActive: z.boolean(), version: z.int(), createdAt: moment, updatedAt: moment }).openapi('Webhook');
const listed = endpoint.extend({ last: z.object({ state, createdAt: moment }).nullable().openapi({ description: 'What was sent last' }) }).openapi('ListedWebhook');
const secret = z.string().openapi({ example: 'whsec_4fY0vZrXo2d7oWc1Jp4uE6vT9sLhAbQfGiMkq0r5N3x', description: 'Told here and never again' });
const deliveryFacts = {
  id,
  eventId: id,
  type: z.string().openapi({ example: 'deal.won' }),
  state,
  attempts: z.int().min(0),
  nextAttemptAt: moment.nullable(),
  deliveredAt: moment.nullable(),
  createdAt: moment,
};
const deliveryRow = z.object(deliveryFacts).openapi('WebhookDeliveryRow');
const attempt = z
  .object({ id, at: moment, durationMs: z.int().min(0), status: z.int().nullable().openapi({ example: 200 }), error: z.string().nullable().openapi({ example: null }), answer: z.string().nullable().openapi({ example: 'ok', description: 'Its first 1,000 characters' }) })
  .openapi('WebhookAttempt');
const delivery = z
  .object({ ...deliveryFacts, endpointId: id, data: z.record(z.string(), z.unknown()).openapi({ example: {}, description: 'What the message carries as `data`' }), tries: z.array(attempt) })
  .openapi('WebhookDelivery');

const actorOf = ({ org, user }: ApiCaller) => ({ organizationId: org.id, userId: user.id });
const privateAddress = { privateAddress: '/url' };
const paused = { paused: new ApiProblem('conflict', { detail: 'The endpoint is paused: resume it first.', extra: { code: 'paused' } }) };

async function find({ db }: ApiCaller, endpointId: string): Promise<WebhookEndpointRow> {
  const found = await findEndpoint(db, endpointId);
  if (!found) throw new ApiProblem('not-found');
  return found;
}

/** Who is told of records must be allowed to read them: a key with narrow scopes hears no more than it sees. @throws {ApiProblem} 403 */
function requireReadable({ can }: ApiCaller, events: readonly string[]): void {
  const areas = WEBHOOK_AREAS.filter((area) => events.includes(ALL_EVENTS) || WEBHOOK_EVENTS[area].some((event) => events.includes(event)));
  const hidden = areas.filter((area) => !can(area, 'read'));
  if (hidden.length > 0) throw new ApiProblem('forbidden', { detail: `What happens to ${hidden.join(', ')} is not shown to you.` });
}

const say = (row: WebhookEndpointRow) => answer(row, { version: row.version });
const read = (values: Partial<WebhookEndpointInput>) => readInput<WebhookEndpointInput>(webhookEndpointSchema as z.ZodType<WebhookEndpointInput>, values, 'webhooks');

export const webhookOperations: Operation[] = [
  staffOperation({ resource: 'webhooks', action: 'read' }, { id: 'webhooks.list', method: 'get', path: '/webhooks', tag: TAG, summary: 'List webhooks', answer: pageOf(listed, 'Webhook') }, async ({ caller }) => wholeList(await listEndpoints(caller.db))),
  staffOperation(
    { resource: 'webhooks', action: 'create' },
    { id: 'webhooks.create', method: 'post', path: '/webhooks', tag: TAG, summary: 'Make a webhook', description: 'The answer is the only one that tells its secret.', body: input, answer: z.object({ id, secret }).openapi('WebhookCreated'), status: 201, conflict: `There are ${ENDPOINTS_MAX} already`, does: ['/settings/webhooks create'] },
    async ({ caller, body }) => {
      requireReadable(caller, body.events);
      const made = accept(await createEndpoint(actorOf(caller), read(body)), privateAddress);
      return answer({ id: made.id, secret: made.secret }, { location: `/webhooks/${made.id}` });
    },
  ),
  staffOperation({ resource: 'webhooks', action: 'read' }, { id: 'webhooks.read', method: 'get', path: '/webhooks/{endpointId}', tag: TAG, summary: 'Read a webhook', params, answer: endpoint }, async ({ caller, params: { endpointId } }) => say(await find(caller, endpointId))),
  staffOperation(
    { resource: 'webhooks', action: 'update' },
    { id: 'webhooks.update', method: 'patch', path: '/webhooks/{endpointId}', tag: TAG, summary: 'Change a webhook', description: 'What is not named stays as it is.', params, body: change.openapi('WebhookChange'), answer: endpoint, needsVersion: true, does: ['/settings/webhooks/:none save'] },
    async ({ caller, params: { endpointId }, body, version }) => {
      const { url, description, events } = await find(caller, endpointId);
      requireReadable(caller, body.events ?? events);
      accept(await updateEndpoint(actorOf(caller), { id: endpointId, version, input: read({ url, description, events: events as WebhookEndpointInput['events'], ...body }) }), privateAddress);
      return say(await find(caller, endpointId));
    },
  ),
  staffOperation({ resource: 'webhooks', action: 'delete' }, { id: 'webhooks.delete', method: 'delete', path: '/webhooks/{endpointId}', tag: TAG, summary: 'Remove a webhook', description: 'What is on its way to it is given up.', params, does: ['/settings/webhooks/:none delete'] }, async ({ caller, params: { endpointId }, now }) => {
    accept(await deleteEndpoint(actorOf(caller), endpointId, now));
    return done();
  }),
  staffOperation(
    { resource: 'webhooks', action: 'update' },
    { id: 'webhooks.rotateSecret', method: 'post', path: '/webhooks/{endpointId}/secret', tag: TAG, summary: 'Give a webhook a new secret', description: 'The old one signs nothing more.', params, answer: z.object({ secret }).openapi('WebhookSecret'), does: ['/settings/webhooks/:none rotate'] },
    async ({ caller, params: { endpointId } }) => {
      requireReadable(caller, (await find(caller, endpointId)).events);
      return answer({ secret: accept(await rotateSecret(actorOf(caller), endpointId)).secret });
    },
  ),
  ...(['pause', 'resume'] as const).map((what) =>
    staffOperation(
      { resource: 'webhooks', action: 'update' },
      { id: `webhooks.${what}`, method: 'post', path: `/webhooks/{endpointId}/${what}`, tag: TAG, summary: what === 'pause' ? 'Pause a webhook' : 'Resume a webhook', description: 'One that is so already is no error.', params, answer: endpoint, does: [`/settings/webhooks/:none ${what}`] },
      async ({ caller, params: { endpointId }, now }) => {
        accept(await setEndpointActive(actorOf(caller), { id: endpointId, isActive: what === 'resume' }, now));
        return say(await find(caller, endpointId));
      },
    ),
  ),
  staffOperation(
    { resource: 'webhooks', action: 'update' },
    { id: 'webhooks.ping', method: 'post', path: '/webhooks/{endpointId}/ping', tag: TAG, summary: 'Send a test', description: 'The event `ping`, whatever the webhook has chosen.', params, answer: z.object({ deliveryId: id }).openapi('WebhookPing'), status: 202, conflict: 'It is paused', does: ['/settings/webhooks/:none ping'] },
    async ({ caller, params: { endpointId }, now }) => {
      const { deliveryId } = accept(await sendPing(actorOf(caller), endpointId, now), paused);
      return answer({ deliveryId }, { location: `/webhook-deliveries/${deliveryId}` });
    },
  ),
  staffOperation(
    { resource: 'webhooks', action: 'read' },
    { id: 'webhooks.deliveries', method: 'get', path: '/webhooks/{endpointId}/deliveries', tag: TAG, summary: 'List what was sent', description: 'The newest first, of thirty days.', params, query: z.strictObject({ ...pageQuery, state: state.optional() }), answer: pageOf(deliveryRow, 'WebhookDelivery') },
    async ({ caller, params: { endpointId }, query: { limit, state: asked }, search, request }) => {
      await find(caller, endpointId);
      const place = readPlace(search, DELIVERY_ORDER);
      return pageAnswer(request, await listDeliveries(caller.db, { organizationId: caller.org.id, endpointId, state: asked ?? null, limit, ...place }), place, (row) => row);
    },
  ),
  staffOperation({ resource: 'webhooks', action: 'read' }, { id: 'webhooks.delivery', method: 'get', path: '/webhook-deliveries/{deliveryId}', tag: TAG, summary: 'Read a delivery and its tries', params: deliveryParams, answer: delivery }, async ({ caller, params: { deliveryId } }) => {
    const found = await findDelivery(caller.db, deliveryId);
    if (!found) throw new ApiProblem('not-found');
    const tries = await listAttempts(caller.db, [deliveryId]);
    return answer({ ...found, tries: tries.map(({ deliveryId: _of, ...one }) => one) });
  }),
  staffOperation(
    { resource: 'webhooks', action: 'update' },
    { id: 'webhooks.replay', method: 'post', path: '/webhook-deliveries/{deliveryId}/replay', tag: TAG, summary: 'Send a delivery once more', params: deliveryParams, conflict: 'Its webhook is paused', does: ['/settings/webhooks/:none replay'] },
    async ({ caller, params: { deliveryId }, now }) => {
      accept(await replayDelivery(actorOf(caller), deliveryId, now), paused);
      return done();
    },
  ),
];
