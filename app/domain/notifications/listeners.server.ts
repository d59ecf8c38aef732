import type { Role, Visibility } from '~/generated/prisma/enums';
import { can } from '~/domain/accounts/permissions';
import { narrowReach, type Reach } from '~/domain/accounts/reach';
import type { OrgTx } from '~/platform/db.server';
import { NOTIFICATION_CHANNELS, ruleOf, type NotificationChannel, type NotificationEvent } from './events';
import type { QuietHours } from './quiet-hours';

/** A member as one who is told things. */
export interface Listener {
  organizationId: string;
  userId: string;
  role: Role;
  reach: { leads: Reach; deals: Reach };
  email: string;
  name: string;
  locale: string | null;
  /** IANA name: the person's, else the organisation's. */
  timeZone: string;
  quiet: QuietHours | null;
  hasDigest: boolean;
  /** Where the person wants to hear of the event, as far as there is a way there. */
  channels: ReadonlySet<NotificationChannel>;
}

interface ListenerRow {
  userId: string;
  role: Role;
  email: string;
  name: string;
  locale: string | null;
  timeZone: string;
  quietFromMin: number | null;
  quietToMin: number | null;
  hasDigest: boolean;
  leads: Visibility | null;
  deals: Visibility | null;
  /** What was chosen against or along the default. */
  chosen: Partial<Record<NotificationChannel, boolean>> | null;
  hasTelegram: boolean;
  hasPush: boolean;
}

/** Those of the people who work there now, with what they want of the event. One query, whatever their number. */
export async function findListeners(tx: Pick<OrgTx, '$queryRaw'>, { organizationId, event, userIds }: { organizationId: string; event: NotificationEvent; userIds: readonly string[] }): Promise<Listener[]> {
  const rows = await tx.$queryRaw<ListenerRow[]>`
    SELECT m."userId", m."role"::text AS "role", u."email", u."name", u."locale", COALESCE(u."timeZone", o."timeZone") AS "timeZone",
      m."quietFromMin", m."quietToMin", m."digestAtMin" IS NOT NULL AS "hasDigest", a."leads"::text AS "leads", a."deals"::text AS "deals",
      (SELECT jsonb_object_agg(p."channel", p."isOn") FROM "NotificationPreference" p
        WHERE p."organizationId" = m."organizationId" AND p."userId" = m."userId" AND p."event" = ${event}) AS "chosen",
      EXISTS (SELECT FROM "TelegramAccount" t WHERE t."userId" = m."userId") AS "hasTelegram",
      EXISTS (SELECT FROM "PushSubscription" s WHERE s."userId" = m."userId") AS "hasPush"
    FROM "Membership" m
    JOIN "User" u ON u."id" = m."userId"
    JOIN "Organization" o ON o."id" = m."organizationId"
    LEFT JOIN "AccessRule" a ON a."organizationId" = m."organizationId" AND a."role" = m."role"
    WHERE m."organizationId" = ${organizationId}::uuid AND m."userId" = ANY(${[...userIds]}::uuid[]) AND m."removedAt" IS NULL`;
  return rows.map((row) => toListener(organizationId, event, row));
}

function toListener(organizationId: string, event: NotificationEvent, row: ListenerRow): Listener {
  const { userId, role, email, name, locale, timeZone, quietFromMin, quietToMin, hasDigest, chosen } = row;
  const isThere: Record<NotificationChannel, boolean> = { APP: true, EMAIL: true, TELEGRAM: row.hasTelegram, PUSH: row.hasPush, DIGEST: hasDigest };
  const { byDefault } = ruleOf(event);
  return {
    organizationId, userId, role, email, name, locale, timeZone, hasDigest,
    reach: { leads: narrowReach(can(role, 'leads', 'read'), row.leads), deals: narrowReach(can(role, 'deals', 'read'), row.deals) },
    quiet: quietFromMin === null || quietToMin === null ? null : { fromMin: quietFromMin, toMin: quietToMin },
    channels: new Set(NOTIFICATION_CHANNELS.filter((channel) => isThere[channel] && (chosen?.[channel] ?? byDefault.includes(channel)))),
  };
}
