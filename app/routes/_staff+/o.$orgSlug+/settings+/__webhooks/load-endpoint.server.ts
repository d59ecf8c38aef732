import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { DELIVERY_ORDER, DELIVERY_STATES, listAttempts, listDeliveries } from '~/domain/webhooks/list-deliveries.server';
import { findEndpoint } from '~/domain/webhooks/list-endpoints.server';
import { parsePlace, turnPage } from '~/platform/db/list-place';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { formatDateTime, sayTime } from '~/ui/format';

/** One endpoint and a page of what was sent to it. 404 for one that is not the organisation's. */
export async function loadEndpoint(request: Request, endpointId: string | undefined, { db, org, can }: Staff) {
  const endpoint = isUuid(endpointId) ? await findEndpoint(db, endpointId) : null;
  if (!endpoint) throw data(null, 404);
  const params = new URL(request.url).searchParams;
  const state = DELIVERY_STATES.find((one) => one === params.get('state')) ?? null;
  const [t, language, { rows, pages }] = await Promise.all([
    getFixedT(request, 'webhooks'),
    getLanguage(request),
    turnPage(parsePlace(params, DELIVERY_ORDER), state ? `state=${state}` : '', (place) => listDeliveries(db, { organizationId: org.id, endpointId: endpoint.id, state, ...place })),
  ]);
  const attempts = await listAttempts(db, rows.map(({ id }) => id));
  const now = new Date();
  const say = (at: Date) => sayTime(at, now, language, org.timeZone);
  return {
    title: `${t('title')} · ${org.name}`,
    base: `/o/${org.slug}/settings/webhooks`,
    endpoint,
    canUpdate: Boolean(can('webhooks', 'update')),
    canDelete: Boolean(can('webhooks', 'delete')),
    states: [null, ...DELIVERY_STATES].map((one) => ({ state: one, isCurrent: one === state })),
    deliveries: rows.map(({ id, eventId, type, state: is, createdAt, nextAttemptAt }) => ({
      id,
      eventId,
      type,
      state: is,
      at: say(createdAt),
      exact: formatDateTime(createdAt, language, org.timeZone),
      next: is === 'PENDING' && nextAttemptAt && nextAttemptAt > now ? formatDateTime(nextAttemptAt, language, org.timeZone) : null,
      tries: attempts.filter(({ deliveryId }) => deliveryId === id).map(({ id: attemptId, at, durationMs, status, error, answer }) => ({ id: attemptId, at: formatDateTime(at, language, org.timeZone), durationMs, status, error, answer })),
    })),
    pages,
  };
}

export type EndpointPage = Awaited<ReturnType<typeof loadEndpoint>>;
