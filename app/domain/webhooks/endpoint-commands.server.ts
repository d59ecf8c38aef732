import { writeAudit } from '~/domain/audit/write-audit.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { refuseTarget } from '~/platform/http/public-post.server';
import { ENDPOINTS_MAX, type WebhookEndpointInput } from './endpoint.schema';
import { enqueueDeliveries } from './deliver.server';
import { endpointRow, type WebhookEndpointRow } from './list-endpoints.server';
import { createWebhookSecret, sealWebhookSecret } from './signature.server';

export interface WebhookActor {
  organizationId: string;
  userId: string;
}

export type EndpointRefusal =
  | { ok: false; error: 'notFound' }
  /** Another one was faster. */
  | { ok: false; error: 'stale'; current: WebhookEndpointRow };
export type EndpointInputRefusal = { ok: false; error: 'privateAddress' };

/** A new endpoint. Its secret is told here and never again. `tooMany`: the organisation has twenty. */
export function createEndpoint({ organizationId, userId }: WebhookActor, input: WebhookEndpointInput): Promise<{ ok: true; id: string; secret: string } | EndpointInputRefusal | { ok: false; error: 'tooMany' }> {
  return orgDb(organizationId).$transaction(async (tx) => {
    if (refuseTarget(new URL(input.url))) return { ok: false, error: 'privateAddress' };
    await tx.$queryRaw`SELECT 1 FROM "Organization" WHERE "id" = ${organizationId}::uuid FOR NO KEY UPDATE`;
    if ((await tx.webhookEndpoint.count({ where: { deletedAt: null } })) >= ENDPOINTS_MAX) return { ok: false, error: 'tooMany' };
    const secret = createWebhookSecret();
    const { id } = await tx.webhookEndpoint.create({ data: { ...input, organizationId, secret: sealWebhookSecret(organizationId, secret), createdById: userId }, select: { id: true } });
    await audit(tx, { organizationId, userId }, { id, url: input.url }, { action: 'create', after: factsOf({ ...input, isActive: true }) });
    return { ok: true, id, secret };
  });
}

/** Changes where events go and which. Of two changes from the same version one wins. */
export function updateEndpoint(actor: WebhookActor, { id, version, input }: { id: string; version: number; input: WebhookEndpointInput }): Promise<{ ok: true } | EndpointRefusal | EndpointInputRefusal> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, actor.organizationId, id);
    if (!endpoint) return { ok: false, error: 'notFound' };
    if (endpoint.version !== version) return { ok: false, error: 'stale', current: endpoint };
    if (refuseTarget(new URL(input.url))) return { ok: false, error: 'privateAddress' };
    await tx.webhookEndpoint.updateMany({ where: { id }, data: { ...input, version: { increment: 1 } } });
    await audit(tx, actor, { id, url: input.url }, { action: 'update', before: factsOf(endpoint), after: factsOf({ ...endpoint, ...input }) });
    return { ok: true };
  });
}

/** A new secret in the place of the old one, which signs nothing more: what waits is signed anew. Told here and never again. */
export function rotateSecret(actor: WebhookActor, id: string): Promise<{ ok: true; secret: string } | { ok: false; error: 'notFound' }> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, actor.organizationId, id);
    if (!endpoint) return { ok: false, error: 'notFound' };
    const secret = createWebhookSecret();
    await tx.webhookEndpoint.updateMany({ where: { id }, data: { secret: sealWebhookSecret(actor.organizationId, secret), version: { increment: 1 } } });
    await audit(tx, actor, endpoint, { action: 'rotate' });
    return { ok: true, secret };
  });
}

/**
 * Pauses an endpoint or lets it go on. What happens meanwhile is not kept for it; what was on its way waits, and has a day
 * again from now on. One that is so already is no error.
 */
export function setEndpointActive(actor: WebhookActor, { id, isActive }: { id: string; isActive: boolean }, now: Date): Promise<{ ok: true } | { ok: false; error: 'notFound' }> {
  const { organizationId } = actor;
  return orgDb(organizationId).$transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, organizationId, id);
    if (!endpoint) return { ok: false, error: 'notFound' };
    if (endpoint.isActive === isActive) return { ok: true };
    await tx.webhookEndpoint.updateMany({ where: { id }, data: { isActive, version: { increment: 1 } } });
    if (isActive) {
      const waiting = await tx.webhookDelivery.updateManyAndReturn({ where: { endpointId: id, state: 'PENDING' }, data: { startedAt: now, nextAttemptAt: now, attempts: 0 }, select: { id: true } });
      await enqueueDeliveries(tx, organizationId, waiting.map((delivery) => delivery.id));
    }
    await audit(tx, actor, endpoint, { action: 'update', before: factsOf(endpoint), after: factsOf({ ...endpoint, isActive }) });
    return { ok: true };
  });
}

/** Removes an endpoint; what was on its way to it is given up. One that is gone already is not found. */
export function deleteEndpoint(actor: WebhookActor, id: string, now: Date): Promise<{ ok: true } | { ok: false; error: 'notFound' }> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, actor.organizationId, id);
    if (!endpoint) return { ok: false, error: 'notFound' };
    await tx.webhookEndpoint.updateMany({ where: { id }, data: { deletedAt: now, isActive: false, version: { increment: 1 } } });
    await tx.webhookDelivery.updateMany({ where: { endpointId: id, state: 'PENDING' }, data: { state: 'DEAD', nextAttemptAt: null } });
    await audit(tx, actor, endpoint, { action: 'delete', before: factsOf(endpoint) });
    return { ok: true };
  });
}

async function lockEndpoint(tx: OrgTx, organizationId: string, id: string): Promise<WebhookEndpointRow | null> {
  await tx.$queryRaw`SELECT 1 FROM "WebhookEndpoint" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${id}::uuid FOR NO KEY UPDATE`;
  return tx.webhookEndpoint.findFirst({ where: { id, deletedAt: null }, select: endpointRow });
}

/** Addresses may carry a key of the receiver behind the question mark: the log shows what stands before it. */
function shownUrl(address: string): string {
  const { origin, pathname, search } = new URL(address);
  return `${origin}${pathname}${search && '?…'}`;
}

function factsOf({ url, description, events, isActive }: WebhookEndpointInput & { isActive: boolean }) {
  return { url: shownUrl(url), description, events, isActive };
}

function audit(tx: OrgTx, { organizationId, userId }: WebhookActor, { id, url }: { id: string; url: string }, entry: { action: string; before?: object; after?: object }): Promise<void> {
  const { action, before, after } = entry;
  return writeAudit(tx, { organizationId, actorId: userId, action, resource: 'webhooks', resourceId: id, label: new URL(url).host, ...(before && { before: { ...before } }), ...(after && { after: { ...after } }) });
}
