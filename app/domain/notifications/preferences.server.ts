import type { OrgDb } from '~/platform/db.server';
import { orgDb } from '~/platform/db.server';
import { localDay } from '~/domain/time/zoned-time';
import type { Role } from '~/domain/accounts/permissions';
import { eventsFor, NOTIFICATION_CHANNELS, ruleOf, type NotificationChannel, type NotificationEvent } from './events';
import type { BellOwner } from './list-notifications.server';
import type { NotificationTimes } from './preference.schema';
import { digestDay } from './quiet-hours';

export interface EventPreference {
  event: NotificationEvent;
  /** Where the person is told of it. */
  channels: NotificationChannel[];
}

export interface Preferences extends NotificationTimes {
  events: EventPreference[];
}

/** What the person wants in this organisation, of all that the role can be told of; defaults where nothing was chosen. */
export async function findPreferences(db: OrgDb, userId: string, role: Role): Promise<Preferences> {
  const [rows, member] = await Promise.all([
    db.notificationPreference.findMany({ where: { userId }, select: { event: true, channel: true, isOn: true } }),
    db.membership.findFirst({ where: { userId }, select: { quietFromMin: true, quietToMin: true, digestAtMin: true } }),
  ]);
  const chosen = new Map(rows.map(({ event, channel, isOn }) => [`${event} ${channel}`, isOn]));
  const events = eventsFor(role).map((event) => ({
    event,
    channels: NOTIFICATION_CHANNELS.filter((channel) => chosen.get(`${event} ${channel}`) ?? ruleOf(event).byDefault.includes(channel)),
  }));
  return { events, quietFrom: member?.quietFromMin ?? null, quietTo: member?.quietToMin ?? null, digestAt: member?.digestAtMin ?? null };
}

/**
 * Saves where the person is told of these events; what is said of other events and other channels stays. What is as by
 * default is not stored, so a later default holds.
 */
export async function savePreferences({ organizationId, userId }: BellOwner, events: readonly EventPreference[], asked: readonly NotificationChannel[] = NOTIFICATION_CHANNELS): Promise<void> {
  const data = events.flatMap(({ event, channels }) =>
    asked.filter((channel) => channels.includes(channel) !== ruleOf(event).byDefault.includes(channel)).map((channel) => ({ organizationId, userId, event, channel, isOn: channels.includes(channel) })),
  );
  await orgDb(organizationId).$transaction(async (tx) => {
    // two forms of one person saved at once go one after the other
    await tx.$queryRaw`SELECT 1 FROM "Membership" WHERE "organizationId" = ${organizationId}::uuid AND "userId" = ${userId}::uuid FOR NO KEY UPDATE`;
    await tx.notificationPreference.deleteMany({ where: { userId, event: { in: events.map(({ event }) => event) }, channel: { in: [...asked] } } });
    await tx.notificationPreference.createMany({ data });
  });
}

/** Saves quiet hours and digest. A digest whose minute has passed today begins tomorrow. */
export async function saveTimes({ organizationId, userId }: BellOwner, { quietFrom, quietTo, digestAt }: NotificationTimes, { timeZone, now }: { timeZone: string; now: Date }): Promise<void> {
  const db = orgDb(organizationId);
  const before = await db.membership.findFirst({ where: { userId }, select: { digestAtMin: true } });
  const isPast = digestAt !== null && digestAt !== before?.digestAtMin && digestDay(now, { atMin: digestAt, timeZone, lastDay: null }) !== null;
  await db.membership.updateMany({
    where: { userId, removedAt: null },
    data: { quietFromMin: quietFrom, quietToMin: quietTo, digestAtMin: digestAt, ...(isPast && { lastDigestDay: new Date(localDay(now, timeZone)) }) },
  });
}
