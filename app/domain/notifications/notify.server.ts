import { randomUUID } from 'node:crypto';
import type { OrgTx } from '~/platform/db.server';
import { enqueue } from '~/platform/jobs.server';
import { publish } from '~/platform/notify-bus.server';
import { OUTWARD_CHANNELS, type OutwardChannel } from './channels/outward-channels';
import { findChannel } from './channels/registry.server';
import { deliverJob, DELIVERIES_PER_JOB } from './deliver.server';
import { hideMoney, ruleOf, type NotificationData, type NotificationEvent } from './events';
import { findListeners, type Listener } from './listeners.server';
import { mayListen } from './may-be-told.server';
import { bellChannel, type BellEvent } from './bell-channel';
import { sendAt } from './quiet-hours';

export interface News<E extends NotificationEvent> {
  organizationId: string;
  event: E;
  /** Ids of people. Who is no member, may not read the record or did it is left out. */
  to: readonly string[];
  /** Who did it knows already. Null: nobody of the staff, or the clock. */
  actorId: string | null;
  data: NotificationData<E>;
  /** Of the page to open, without the organisation: begins with "/", for example "/orders/<id>". */
  path: string;
  /** The same thing is told a person once: later ones with this key are dropped, for example "order.overdue:<id>:<day>". */
  onceKey?: string;
  now?: Date;
}

/** PostgreSQL takes 7.9 kB in one notice. */
const PEOPLE_PER_NOTICE = 150;

/**
 * Tells people of what happened, in the transaction that makes it happen: the bell, and what leaves by the other channels
 * that each person chose. Nothing of it when that rolls back. Throws ZodError for data that the event does not have.
 * @returns how many people were told
 */
export async function notify<E extends NotificationEvent>(tx: OrgTx, { organizationId, event, to, actorId, data, path, onceKey, now = new Date() }: News<E>): Promise<number> {
  const userIds = [...new Set(to)].filter((id) => id !== actorId);
  if (userIds.length === 0) return 0;
  const facts = ruleOf(event).data.parse(data) as Record<string, unknown>;
  const people = await findAudience(tx, { organizationId, event, userIds }, facts);
  if (people.length === 0) return 0;
  const { slug } = await tx.organization.findFirstOrThrow({ select: { slug: true } });
  const rows = people.map((listener) => ({
    id: randomUUID(),
    userId: listener.userId,
    data: hideMoney(listener.role, event, facts),
    inApp: listener.channels.has('APP'),
    digestWaiting: listener.channels.has('DIGEST'),
  }));
  const written = await tx.$queryRaw<{ id: string; userId: string }[]>`
    INSERT INTO "Notification" ("id", "organizationId", "userId", "event", "data", "path", "onceKey", "inApp", "digestWaiting", "createdAt")
    SELECT r."id", ${organizationId}::uuid, r."userId", ${event}, r."data", ${`/o/${slug}${path}`}, ${onceKey ?? null}, r."inApp", r."digestWaiting", ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("id" uuid, "userId" uuid, "data" jsonb, "inApp" boolean, "digestWaiting" boolean)
    ON CONFLICT ("organizationId", "userId", "onceKey") DO NOTHING
    RETURNING "id", "userId"`;
  const notificationOf = new Map(written.map(({ id, userId }) => [userId, id]));
  const told = people.filter(({ userId }) => notificationOf.has(userId));
  await queueDeliveries(tx, told.map((listener) => ({ listener, notificationId: notificationOf.get(listener.userId) ?? '' })), { organizationId, lateAt: ruleOf(event).lateAt?.(facts) ?? null, now });
  await ringBells(tx, organizationId, told.filter(({ channels }) => channels.has('APP')).map(({ userId }) => userId));
  return told.length;
}

/** Who may be told and wants it, anywhere. */
async function findAudience(tx: OrgTx, wanted: { organizationId: string; event: NotificationEvent; userIds: readonly string[] }, facts: Record<string, unknown>): Promise<Listener[]> {
  const people: Listener[] = [];
  for (const listener of await findListeners(tx, wanted)) {
    if (listener.channels.size > 0 && (await mayListen(tx, listener, wanted.event, facts))) people.push(listener);
  }
  return people;
}

interface Recipient {
  listener: Listener;
  notificationId: string;
}

/** One row for each way out, and a job for those of a channel that leave at the same moment: a slow channel holds up no other. */
async function queueDeliveries(tx: OrgTx, recipients: readonly Recipient[], { organizationId, lateAt, now }: { organizationId: string; lateAt: Date | null; now: Date }): Promise<void> {
  const rows = recipients.flatMap(({ listener: { channels, quiet, timeZone }, notificationId }) => {
    const dueAt = sendAt(now, { quiet, timeZone, lateAt });
    return OUTWARD_CHANNELS.filter((channel) => channels.has(channel) && findChannel(channel)).map((channel) => ({ id: randomUUID(), organizationId, notificationId, channel, dueAt, createdAt: now }));
  });
  if (rows.length === 0) return;
  await tx.notificationDelivery.createMany({ data: rows });
  const waves = new Map<string, { channel: OutwardChannel; dueAt: Date; ids: string[] }>();
  for (const { id, channel, dueAt } of rows) {
    const key = `${channel} ${dueAt.getTime()}`;
    const wave = waves.get(key) ?? { channel, dueAt, ids: [] };
    waves.set(key, wave);
    wave.ids.push(id);
  }
  for (const { dueAt, ids } of waves.values()) {
    for (let from = 0; from < ids.length; from += DELIVERIES_PER_JOB) {
      await enqueue(tx, deliverJob, { organizationId, deliveryIds: ids.slice(from, from + DELIVERIES_PER_JOB) }, dueAt > now ? { startAfter: dueAt } : {});
    }
  }
}

/** Open pages ask for their number again when the transaction has committed. */
export async function ringBells(tx: Pick<OrgTx, '$executeRaw' | '$queryRaw'>, organizationId: string, userIds: readonly string[]): Promise<void> {
  for (let from = 0; from < userIds.length; from += PEOPLE_PER_NOTICE) {
    const event: BellEvent = { userIds: userIds.slice(from, from + PEOPLE_PER_NOTICE) };
    await publish(tx, bellChannel(organizationId), event);
  }
}
