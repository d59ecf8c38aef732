import { z } from 'zod';
import { renderMail } from '~/domain/mail/render-mail.server';
import { digestMail } from '~/domain/mail/templates/digest-mail';
import type { Role } from '~/domain/accounts/permissions';
import { db, orgDb, type OrgTx } from '~/platform/db.server';
import { siteOrigin } from '~/platform/http/site-origin.server';
import { fallbackLanguage, isLanguage } from '~/platform/i18n';
import { defineJob } from '~/platform/jobs.server';
import { log } from '~/platform/log.server';
import { queueMail } from '~/platform/mail.server';
import { isNotificationEvent, type NotificationEvent } from './events';
import { findListeners, type Listener } from './listeners.server';
import { mayListen } from './may-be-told.server';
import { settingsUrlOf } from './settings-url.server';
import { writeNotification } from './words.server';

/** The kind of its mail. */
export const DIGEST_MAIL = 'digest';
/** The mail shows that many; it says how many more there are. */
const SHOWN = 30;
const MAX = 500;
const PEOPLE = 500;
const TIMEOUT_MS = 30_000;

/** Looks every minute whose local day has come to the minute of their digest. */
export const digestJob = defineJob({
  name: 'notification-digest',
  schema: z.object({}),
  everySeconds: 60,
  retryLimit: 0,
  expireInSeconds: 300,
  handler: async (_data, { signal }) => {
    await sendDigests(new Date(), signal);
  },
});

/** Queues the digests that are due: one for each local day, however many processes do it at once. @returns how many mails */
export async function sendDigests(now: Date, signal?: AbortSignal): Promise<number> {
  const due = await db.$queryRaw<{ organizationId: string; userId: string; day: Date; email: string; locale: string | null; role: Role; timeZone: string }[]>`
    SELECT * FROM (
      SELECT m."organizationId", m."userId", m."role"::text AS "role", m."digestAtMin", m."lastDigestDay", u."email", u."locale", z."timeZone",
        (${now}::timestamptz AT TIME ZONE z."timeZone")::date AS "day",
        extract(hour FROM ${now}::timestamptz AT TIME ZONE z."timeZone") * 60 + extract(minute FROM ${now}::timestamptz AT TIME ZONE z."timeZone") AS "minute"
      FROM "Membership" m JOIN "User" u ON u."id" = m."userId" JOIN "Organization" o ON o."id" = m."organizationId"
      CROSS JOIN LATERAL (SELECT COALESCE(u."timeZone", o."timeZone") AS "timeZone") z
      WHERE m."digestAtMin" IS NOT NULL AND m."removedAt" IS NULL
    ) d WHERE d."digestAtMin" <= d."minute" AND (d."lastDigestDay" IS NULL OR d."lastDigestDay" < d."day") LIMIT ${PEOPLE}`;
  let sent = 0;
  for (const reader of due) {
    if (signal?.aborted) break;
    try {
      sent += (await sendDigest(reader, now)) ? 1 : 0;
    } catch (error) {
      // tried again in a minute; meanwhile others get theirs
      log.error({ err: error, organizationId: reader.organizationId, userId: reader.userId }, 'a digest could not be written');
    }
  }
  return sent;
}

interface DigestReader {
  organizationId: string;
  userId: string;
  /** The local day. */
  day: Date;
  email: string;
  locale: string | null;
  role: Role;
  timeZone: string;
}

/** Takes the day, what waits and the mail in one transaction; of two processes one finds the day taken. Nothing unread, no mail. */
function sendDigest(reader: DigestReader, now: Date): Promise<boolean> {
  const { organizationId, userId, day, email, locale } = reader;
  return orgDb(organizationId).$transaction(async (tx) => {
    const { count: taken } = await tx.membership.updateMany({
      where: { userId, removedAt: null, digestAtMin: { not: null }, OR: [{ lastDigestDay: null }, { lastDigestDay: { lt: day } }] },
      data: { lastDigestDay: day },
    });
    if (taken === 0) return false;
    // what comes meanwhile waits for the next one: only what is taken here is in this one
    const waiting = await tx.notification.updateManyAndReturn({
      where: { userId, digestWaiting: true, createdAt: { lte: now } },
      data: { digestWaiting: false },
      select: { event: true, data: true, path: true, createdAt: true, readAt: true },
    });
    const rows = waiting.filter(({ readAt }) => readAt === null).sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
    const items = await wordItems(tx, reader, rows.slice(0, MAX));
    if (items.length === 0) return false;
    const organization = await tx.organization.findFirstOrThrow({ select: { name: true, slug: true } });
    const url = `${siteOrigin()}/o/${organization.slug}/notifications`;
    const mail = await renderMail(digestMail({ organization, items: items.slice(0, SHOWN), count: items.length, url, settingsUrl: settingsUrlOf(organization.slug) }), { locale });
    await queueMail(tx, [{ organizationId, kind: DIGEST_MAIL, to: email, ...mail }]);
    return true;
  }, { timeout: TIMEOUT_MS });
}

interface WaitingRow {
  event: string;
  data: unknown;
  path: string;
  createdAt: Date;
}

/** What of it the person may still know, and still wants in the digest. */
async function wordItems(tx: OrgTx, { organizationId, userId, locale, timeZone, role }: DigestReader, rows: readonly WaitingRow[]) {
  const { timeZone: organizationTimeZone } = await tx.organization.findFirstOrThrow({ select: { timeZone: true } });
  const listeners = new Map<NotificationEvent, Listener | undefined>();
  for (const event of new Set(rows.map((row) => row.event).filter(isNotificationEvent))) {
    const [listener] = await findListeners(tx, { organizationId, event, userIds: [userId] });
    listeners.set(event, listener);
  }
  const items: { title: string; lines: string[]; at: string; url: string }[] = [];
  for (const { event, data, path, createdAt } of rows) {
    if (!isNotificationEvent(event)) continue;
    const facts = data as Record<string, unknown>;
    const listener = listeners.get(event);
    if (!listener?.channels.has('DIGEST') || !(await mayListen(tx, listener, event, facts))) continue;
    const { title, lines } = await writeNotification(event, facts, { locale, timeZone, organizationTimeZone, role });
    const at = createdAt.toLocaleString((isLanguage(locale) ? locale : fallbackLanguage) === 'en' ? 'en-GB' : 'ru-RU', { timeZone, day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });
    items.push({ title, lines, at, url: siteOrigin() + path });
  }
  return items;
}
