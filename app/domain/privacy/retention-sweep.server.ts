import { z } from 'zod';
import { Prisma } from '~/generated/prisma/client';
import { discardFiles } from '~/domain/files/store-files.server';
import { purgeNotifications } from '~/domain/notifications/purge-notifications.server';
import { orgDb, type OrgDb } from '~/platform/db.server';
import { defineJob } from '~/platform/jobs.server';
import { log } from '~/platform/log.server';
import { countUpTo } from '~/platform/db/count-up-to';
import { erasePerson } from './erase-person.server';
import { cutoff, RETENTION_KINDS, type RetentionDays, type RetentionKind } from './retention';
import { listCutoffs } from './retention.server';

const BATCH = 200;

interface Place {
  from: Prisma.Sql;
  where: Prisma.Sql;
}

/** What of a kind is older than a moment: what goes tonight, and what the settings page counts. */
function expired(kind: RetentionKind, organizationId: string, before: Date): Place {
  const own = Prisma.sql`"organizationId" = ${organizationId}::uuid`;
  switch (kind) {
    case 'leads':
      // never converted, not forgotten yet, and nobody has touched it since
      return { from: Prisma.sql`"Lead"`, where: Prisma.sql`${own} AND "quarantineReason" IS NULL AND "state" IN ('NEW', 'IN_PROGRESS', 'REJECTED') AND "contactId" IS NULL AND "updatedAt" < ${before} AND "email" NOT LIKE '%@erased.invalid'` };
    case 'spam':
      return { from: Prisma.sql`"Lead"`, where: Prisma.sql`${own} AND ("quarantineReason" IS NOT NULL OR "state" = 'SPAM') AND "contactId" IS NULL AND "updatedAt" < ${before} AND "email" NOT LIKE '%@erased.invalid'` };
    case 'leadFiles':
      return { from: Prisma.sql`"File"`, where: Prisma.sql`${own} AND "contactId" IS NULL AND "dealId" IS NULL AND "orderId" IS NULL AND EXISTS (
        SELECT 1 FROM "Lead" l WHERE l."organizationId" = "File"."organizationId" AND l."id" = "File"."leadId" AND l."state" IN ('REJECTED', 'SPAM') AND l."updatedAt" < ${before})` };
    case 'behavior':
      return { from: Prisma.sql`"Visitor"`, where: Prisma.sql`${own} AND "consentAt" < ${before}` };
    case 'mail':
      return { from: Prisma.sql`"MailMessage"`, where: Prisma.sql`${own} AND "state" <> 'QUEUED' AND "createdAt" < ${before}` };
    case 'notifications':
      return { from: Prisma.sql`"Notification"`, where: Prisma.sql`${own} AND "createdAt" < ${before}` };
    case 'signIns':
      return { from: Prisma.sql`"SignInEvent"`, where: Prisma.sql`"at" < ${before} AND "userId" IN (SELECT "userId" FROM "Membership" WHERE ${own} AND "removedAt" IS NULL)` };
    case 'trash':
      return { from: Prisma.sql`(SELECT "organizationId", "deletedAt" FROM "Contact" UNION ALL SELECT "organizationId", "deletedAt" FROM "Deal" UNION ALL SELECT "organizationId", "deletedAt" FROM "Order"
        UNION ALL SELECT "organizationId", "deletedAt" FROM "Task" UNION ALL SELECT "organizationId", "deletedAt" FROM "CatalogItem") AS t`, where: Prisma.sql`${own} AND "deletedAt" < ${before}` };
    case 'webhooks':
      return { from: Prisma.sql`"WebhookEvent"`, where: Prisma.sql`${own} AND "createdAt" < ${before}` };
    case 'exports':
      return { from: Prisma.sql`"BackgroundRun"`, where: Prisma.sql`${own} AND "kind" = 'privacy.export' AND "params" ->> 'fileId' IS NOT NULL AND "createdAt" < ${before}` };
  }
}

/** How many rows of each kind there are that go the next time, each counted up to 10,000; 0 for what is kept for ever. */
export async function countExpired(db: OrgDb, organizationId: string, days: RetentionDays, now: Date): Promise<Record<RetentionKind, number>> {
  const counts = await Promise.all(RETENTION_KINDS.map(async (kind) => {
    const before = cutoff(days[kind], now);
    return [kind, before ? await countUpTo(db, expired(kind, organizationId, before)) : 0] as const;
  }));
  return Object.fromEntries(counts) as Record<RetentionKind, number>;
}

/** Kinds that no other job looks after. */
type SweptKind = 'leads' | 'spam' | 'leadFiles' | 'mail' | 'notifications' | 'exports';
const SWEEPS: Record<SweptKind, (organizationId: string, before: Date, now: Date) => Promise<number>> = {
  leads: (...args) => forgetLeads('leads', ...args),
  spam: (...args) => forgetLeads('spam', ...args),
  leadFiles: sweepLeadFiles,
  mail: sweepMail,
  notifications: (organizationId, before, now) => purgeNotifications({ organizationId, now, days: Math.round((now.getTime() - before.getTime()) / 86_400_000) }),
  exports: sweepExports,
};

/** Lets go what the organisations keep no longer, batch by batch. @returns how many rows of each kind went */
export async function sweepRetention(now: Date, signal?: AbortSignal): Promise<Record<string, number>> {
  const gone: Record<string, number> = {};
  for (const kind of Object.keys(SWEEPS) as SweptKind[]) {
    for (const { organizationId, before } of await listCutoffs(kind, now)) {
      if (signal?.aborted) return gone;
      try {
        gone[kind] = (gone[kind] ?? 0) + (await SWEEPS[kind](organizationId, before, now));
      } catch (error) {
        log.error({ err: error, kind, organizationId }, 'what is kept too long could not be removed');
      }
    }
  }
  return gone;
}

const readIds = (db: OrgDb, { from, where }: Place) => db.$queryRaw<{ id: string }[]>`SELECT "id"::text AS "id" FROM ${from} WHERE ${where} ORDER BY "id" LIMIT ${BATCH}`;

/** Old requests are forgotten as by hand, with a receipt for each batch. */
async function forgetLeads(kind: 'leads' | 'spam', organizationId: string, before: Date, now: Date): Promise<number> {
  const db = orgDb(organizationId);
  let forgotten = 0;
  for (;;) {
    const ids = (await readIds(db, expired(kind, organizationId, before))).map(({ id }) => id);
    if (ids.length === 0) return forgotten;
    const result = await erasePerson({ organizationId, userId: null, locale: 'ru', key: { contactIds: [], leadIds: ids, isExact: true }, acceptsUnpaid: true, cause: 'retention', sparesShared: true, now });
    if (!result.ok) return forgotten;
    forgotten += ids.length;
  }
}

async function sweepLeadFiles(organizationId: string, before: Date): Promise<number> {
  const db = orgDb(organizationId);
  let removed = 0;
  for (;;) {
    const ids = (await readIds(db, expired('leadFiles', organizationId, before))).map(({ id }) => id);
    if (ids.length === 0) return removed;
    removed += await removeFiles(db, organizationId, ids);
  }
}

async function removeFiles(db: OrgDb, organizationId: string, ids: readonly string[]): Promise<number> {
  const rows = await db.$queryRaw<{ key: string; thumbnailKey: string | null }[]>`
    DELETE FROM "File" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ANY(${[...ids]}::uuid[]) RETURNING "key", "thumbnailKey"`;
  await discardFiles(rows.flatMap(({ key, thumbnailKey }) => [{ key }, ...(thumbnailKey ? [{ key: thumbnailKey }] : [])]));
  return rows.length;
}

async function sweepMail(organizationId: string, before: Date): Promise<number> {
  const db = orgDb(organizationId);
  const { from, where } = expired('mail', organizationId, before);
  let removed = 0;
  for (let count = BATCH; count === BATCH; removed += count) {
    count = await db.$executeRaw`DELETE FROM ${from} WHERE "organizationId" = ${organizationId}::uuid AND "id" IN (SELECT "id" FROM ${from} WHERE ${where} LIMIT ${BATCH})`;
  }
  return removed;
}

/** The list of exports stays, their files go. */
async function sweepExports(organizationId: string, before: Date): Promise<number> {
  const db = orgDb(organizationId);
  const { from, where } = expired('exports', organizationId, before);
  const runs = await db.$queryRaw<{ id: string; fileId: string }[]>`SELECT "id"::text AS "id", "params" ->> 'fileId' AS "fileId" FROM ${from} WHERE ${where}`;
  const removed = await removeFiles(db, organizationId, runs.map(({ fileId }) => fileId));
  await db.$executeRaw`UPDATE "BackgroundRun" SET "params" = "params" - 'fileId' WHERE "organizationId" = ${organizationId}::uuid AND "id" = ANY(${runs.map(({ id }) => id)}::uuid[])`;
  return removed;
}

export const retentionJob = defineJob({
  name: 'privacy-retention',
  schema: z.object({}),
  everySeconds: 86_400,
  retryLimit: 0,
  expireInSeconds: 3_600,
  handler: (_data, { signal }) => sweepRetention(new Date(), signal),
});
