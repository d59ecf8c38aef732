import { z } from '@hono/zod-openapi';
import { OUTWARD_CHANNELS } from '~/domain/notifications/channels/outward-channels';
import { parseDeliveryFilter } from '~/domain/notifications/delivery-filter';
import { DELIVERY_STATES } from '~/domain/notifications/delivery-states';
import { hasNoticeDelivery, listNoticeDeliveries, NOTICE_DELIVERY_ORDER, retryDelivery } from '~/domain/notifications/list-deliveries.server';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { pageAnswer, pageOf, pageQuery, readPlace } from '../ground/paging';
import { ApiProblem } from '../ground/problem';
import { day, id, moment } from '../ground/schemas';

const TAG = 'Notification deliveries';

const delivery = z
  .object({
    id,
    channel: z.enum(OUTWARD_CHANNELS),
    state: z.enum(DELIVERY_STATES).openapi({ description: 'DROPPED: not sent any more, lastError says why' }),
    event: z.string().openapi({ example: 'lead.new' }),
    userId: id,
    name: z.string().openapi({ example: 'Анна Орлова' }),
    attempts: z.int().min(0),
    lastError: z.string().nullable().openapi({ example: null }),
    dueAt: moment,
    createdAt: moment,
    sentAt: moment.nullable(),
  })
  .openapi('NotificationDelivery');

export const notificationDeliveryOperations: Operation[] = [
  staffOperation(
    { resource: 'organization', action: 'update' },
    {
      id: 'notificationDeliveries.list', method: 'get', path: '/notification-deliveries', tag: TAG, summary: 'List what left for people by e-mail, Telegram and browser', description: 'The newest first.',
      query: z.strictObject({ ...pageQuery, channel: z.enum(OUTWARD_CHANNELS).optional(), state: z.enum(DELIVERY_STATES).optional(), from: day.optional(), to: day.optional() }),
      answer: pageOf(delivery, 'NotificationDelivery'),
    },
    async ({ caller, query: { limit }, search, request }) => {
      const place = readPlace(search, NOTICE_DELIVERY_ORDER);
      const page = await listNoticeDeliveries(caller.db, { organizationId: caller.org.id, filter: parseDeliveryFilter(search), timeZone: caller.org.timeZone, limit, ...place });
      return pageAnswer(request, page, place, (row) => row);
    },
  ),
  staffOperation(
    { resource: 'organization', action: 'update' },
    { id: 'notificationDeliveries.retry', method: 'post', path: '/notification-deliveries/{noticeDeliveryId}/retry', tag: TAG, summary: 'Send one again that was given up or not sent', params: z.object({ noticeDeliveryId: id }), answer: z.object({ isQueued: z.boolean().openapi({ description: 'false: it is sent or on its way already' }) }).openapi('NotificationRetried'), status: 202, does: ['/settings/deliveries delivery.retry'] },
    async ({ caller, params: { noticeDeliveryId }, now }) => {
      if (!(await hasNoticeDelivery(caller.db, noticeDeliveryId))) throw new ApiProblem('not-found');
      return answer({ isQueued: await retryDelivery(caller.org.id, noticeDeliveryId, now) });
    },
  ),
];
