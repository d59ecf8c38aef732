import { z } from '@hono/zod-openapi';
import { bellReader } from '~/domain/notifications/bell-reader.server';
import { NOTIFICATION_CHANNELS, NOTIFICATION_EVENTS, eventsFor } from '~/domain/notifications/events';
import { OUTWARD_CHANNELS } from '~/domain/notifications/channels/outward-channels';
import { countUnread, listNotifications, NOTIFICATION_ORDER, UNREAD_MAX } from '~/domain/notifications/list-notifications.server';
import { markAllRead, markRead } from '~/domain/notifications/mark-read.server';
import { timesSchema } from '~/domain/notifications/preference.schema';
import { findPreferences, savePreferences, saveTimes } from '~/domain/notifications/preferences.server';
import { sendTest } from '~/domain/notifications/send-test.server';
import { formatTimeOfDay } from '~/domain/time/zoned-time';
import { takeLimit } from '~/platform/rate-limit.server';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { pageAnswer, pageOf, pageQuery, readPlace } from '../ground/paging';
import { ApiProblem } from '../ground/problem';
import { readInput } from '../ground/read-input';
import { id, moment } from '../ground/schemas';

const TAG = 'Notifications';

const event = z.enum(NOTIFICATION_EVENTS);
const notification = z
  .object({
    id,
    event: z.string().openapi({ example: 'task.assigned' }),
    title: z.string().openapi({ example: 'Вам поставили задачу: Позвонить', description: "In the person's language" }),
    lines: z.array(z.string()).openapi({ description: 'Facts, "label: value" each' }),
    path: z.string().openapi({ example: '/o/demo/tasks/01942f3e-8a6b-7c1d-9e2f-3a4b5c6d7e8f', description: 'Of the page of the interface to open' }),
    createdAt: moment,
    readAt: moment.nullable(),
  })
  .openapi('Notification');
const preference = z.strictObject({ event, channels: z.array(z.enum(NOTIFICATION_CHANNELS)).max(NOTIFICATION_CHANNELS.length) }).openapi('NotificationPreference');
const timeOfDay = z
  .string()
  .regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/)
  .nullable()
  .openapi({ example: '22:00', description: "By the person's clock; null: none" });
const times = { quietFrom: timeOfDay, quietTo: timeOfDay.openapi({ example: '08:00' }), digestAt: timeOfDay.openapi({ example: '09:00' }) };
const preferences = z.object({ events: z.array(preference), ...times }).openapi('NotificationPreferences');

const ownerOf = ({ org, user }: ApiCaller) => ({ organizationId: org.id, userId: user.id });
const say = (minutes: number | null) => (minutes === null ? null : formatTimeOfDay(minutes));

async function preferencesOf({ db, user, member }: ApiCaller) {
  const { events, quietFrom, quietTo, digestAt } = await findPreferences(db, user.id, member.role);
  return { events, quietFrom: say(quietFrom), quietTo: say(quietTo), digestAt: say(digestAt) };
}

/** What a member was told, and what the member wants to be told: each of them only the own. */
export const notificationOperations: Operation[] = [
  staffOperation(
    null,
    { id: 'notifications.list', method: 'get', path: '/notifications', tag: TAG, summary: 'List what I was told', description: 'The newest first.', query: z.strictObject({ ...pageQuery, unread: z.enum(['true', 'false']).optional() }), answer: pageOf(notification, 'Notification') },
    async ({ caller, query: { limit, unread }, search, request }) => {
      const place = readPlace(search, NOTIFICATION_ORDER);
      const reader = bellReader(caller, caller.user.locale ?? 'ru');
      return pageAnswer(request, await listNotifications(caller.db, reader, { isUnread: unread === 'true', limit, ...place }), place, (row) => row);
    },
  ),
  staffOperation(
    null,
    { id: 'notifications.count', method: 'get', path: '/notifications/unread', tag: TAG, summary: 'Count what I have not read', answer: z.object({ unread: z.int().min(0).max(UNREAD_MAX).openapi({ description: `${UNREAD_MAX} stands for that many or more` }) }).openapi('UnreadCount') },
    async ({ caller }) => answer({ unread: await countUnread(ownerOf(caller)) }),
  ),
  staffOperation(
    null,
    { id: 'notifications.readAll', method: 'post', path: '/notifications/read', tag: TAG, summary: 'Mark all as read', answer: z.object({ count: z.int().min(0) }).openapi('NotificationsRead'), does: ['/notifications readAll'] },
    async ({ caller, now }) => answer({ count: await markAllRead(ownerOf(caller), now) }),
  ),
  staffOperation(
    null,
    { id: 'notifications.update', method: 'patch', path: '/notifications/{notificationId}', tag: TAG, summary: 'Mark one as read or unread', params: z.object({ notificationId: id }), body: z.strictObject({ isRead: z.boolean() }), does: ['/notifications read', '/notifications unread'] },
    async ({ caller, params: { notificationId }, body: { isRead }, now }) => {
      if (!(await markRead(ownerOf(caller), notificationId, { isRead, now }))) throw new ApiProblem('not-found');
      return done();
    },
  ),
  staffOperation(null, { id: 'notifications.preferences', method: 'get', path: '/notifications/preferences', tag: TAG, summary: 'What I want to be told, where and when', answer: preferences }, async ({ caller }) => answer(await preferencesOf(caller))),
  staffOperation(
    null,
    { id: 'notifications.setPreferences', method: 'put', path: '/notifications/preferences', tag: TAG, summary: 'Choose where I am told of events', description: 'Events that are not named stay as they are.', body: z.strictObject({ events: z.array(preference).max(NOTIFICATION_EVENTS.length) }), answer: preferences, does: ['profile notify.preferences'] },
    async ({ caller, body }) => {
      const known = eventsFor(caller.member.role);
      const unknown = body.events.findIndex(({ event: one }, index) => !known.includes(one) || body.events.findIndex((other) => other.event === one) !== index);
      if (unknown >= 0) throw new ApiProblem('validation', { errors: [{ path: `/events/${unknown}/event`, code: 'choice', message: 'The role is not told of it, or it is named twice.' }] });
      await savePreferences(ownerOf(caller), body.events);
      return answer(await preferencesOf(caller));
    },
  ),
  staffOperation(
    null,
    { id: 'notifications.setTimes', method: 'put', path: '/notifications/times', tag: TAG, summary: 'Choose my quiet hours and the time of my digest', body: z.strictObject(times), answer: preferences, does: ['profile notify.times'] },
    async ({ caller, body, now }) => {
      const { user, org } = caller;
      await saveTimes(ownerOf(caller), readInput(timesSchema, body, 'notifications'), { timeZone: user.timeZone ?? org.timeZone, now });
      return answer(await preferencesOf(caller));
    },
  ),
  staffOperation(
    null,
    { id: 'notifications.test', method: 'post', path: '/notifications/test', tag: TAG, summary: 'Send a test to myself', description: 'By every way there is. Ten times an hour.', answer: z.object({ sent: z.array(z.enum(OUTWARD_CHANNELS)), failed: z.array(z.enum(OUTWARD_CHANNELS)) }).openapi('NotificationTest'), problems: ['too-many-requests'], does: ['profile notify.test'] },
    async ({ caller }) => {
      const { user } = caller;
      const { isSpent, resetSeconds } = await takeLimit('testNotification', user.id);
      if (isSpent) throw new ApiProblem('too-many-requests', { headers: { 'Retry-After': String(resetSeconds) } });
      return answer(await sendTest(ownerOf(caller), { email: user.email, name: user.name, locale: user.locale }));
    },
  ),
];
