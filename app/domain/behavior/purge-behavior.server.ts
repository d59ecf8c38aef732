import { z } from 'zod';
import { db } from '~/platform/db.server';
import { defineJob } from '~/platform/jobs.server';
import { listCutoffs } from '~/domain/privacy/retention.server';
import { VISITOR_DAYS } from './consent.server';

const KEEP_MS = 24 * 60 * 60 * 1000;
const EVERY_SECONDS = 3_600;

export const purgeBehaviorJob = defineJob({
  name: 'behavior-purge',
  schema: z.object({}),
  everySeconds: EVERY_SECONDS,
  retryLimit: 0,
  handler: () => purgeBehavior(new Date()),
});

/**
 * Forgets what may not or need not be kept: batches of views without consent after 24 hours, all after 13 months, marks of withdrawn views
 * after the same time, and visitors whose 13 months are over, whose views become anonymous.
 */
export async function purgeBehavior(now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEEP_MS);
  const longBefore = new Date(now.getTime() - VISITOR_DAYS * KEEP_MS);
  // an organisation may remember visitors for less than 13 months
  for (const { organizationId, before: oldest } of await listCutoffs('behavior', now)) {
    await db.$executeRaw`UPDATE "Visitor" SET "expiresAt" = ${now} WHERE "organizationId" = ${organizationId}::uuid AND "consentAt" <= ${oldest} AND "expiresAt" > ${now}`;
  }
  await db.$transaction([
    db.$executeRaw`
      UPDATE "FormView" v SET "visitorId" = NULL, "visitNumber" = NULL FROM "Visitor" o
      WHERE o."organizationId" = v."organizationId" AND o.id = v."visitorId" AND o."expiresAt" <= ${now}`,
    db.$executeRaw`DELETE FROM "Visitor" WHERE "expiresAt" <= ${now}`,
  ]);
  await db.$executeRaw`
    DELETE FROM "FormViewBatch" b USING "FormView" v
    WHERE b."createdAt" < ${before} AND v."organizationId" = b."organizationId" AND v.id = b."viewId"
      AND ((v."visitorId" IS NULL AND v."leadId" IS NULL) OR b."createdAt" < ${longBefore})`;
  await db.$executeRaw`DELETE FROM "WithdrawnView" WHERE "createdAt" < ${before}`;
}
