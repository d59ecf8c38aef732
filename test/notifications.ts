import { db } from '~/platform/db.server';
import { deliverNotice } from '~/domain/notifications/deliver.server';
import { NOTIFICATION_CHANNELS, type NotificationChannel, type NotificationEvent } from '~/domain/notifications/events';

/** Does what the jobs would do: tries every delivery of the organisation that is due. */
export async function deliverAll(organizationId: string, now = new Date()): Promise<void> {
  const waiting = await db.notificationDelivery.findMany({ where: { organizationId, state: 'QUEUED' }, orderBy: { createdAt: 'asc' }, select: { id: true } });
  for (const { id } of waiting) await deliverNotice({ organizationId, deliveryId: id, now });
}

/** Switches channels of an event off for a person; all of them when none is named. */
export async function mute({ organizationId, userId }: { organizationId: string; userId: string }, event: NotificationEvent, channels: readonly NotificationChannel[] = NOTIFICATION_CHANNELS): Promise<void> {
  await db.notificationPreference.createMany({ data: channels.map((channel) => ({ organizationId, userId, event, channel, isOn: false })) });
}
