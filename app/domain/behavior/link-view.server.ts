import type { LeadPriority } from '~/generated/prisma/client';
import type { OrgTx } from '~/platform/db.server';
import type { EngagementFacts } from '../leads/engagement';
import { unpackContent, writeCounters } from './counters.server';
import { Tally } from './tally';

export interface SentView {
  organizationId: string;
  viewId: string;
  /** Colour of the request at this moment; a later change does not repaint the heat. */
  priority: LeadPriority;
  leadId: string;
  /** behaviorConsent of the request: without it the view is marked as sent and not tied to anybody. */
  hasConsent: boolean;
  now: Date;
}

/**
 * Marks a view as sent, in the transaction that stores its request, and adds its heat to the colour of the request;
 * batches that arrive later follow. A view that was never reported is made, unmeasured and under the
 * newest form version: it counts in the funnel, not in the time on page. Call it late in the
 * transaction: it locks the view, for which the collector then waits.
 * @returns false when the view was sent before, or belongs to another organisation
 */
export async function linkViewToLead(tx: OrgTx, sent: SentView): Promise<boolean> {
  const { organizationId, viewId, now } = sent;
  await tx.$executeRaw`
    INSERT INTO "FormView" ("organizationId", id, "formVersion", breakpoint, day, "openedAt", "lastSeenAt", started, "isMeasured")
    SELECT o.id, ${viewId}::uuid, v.version, '', (${now}::timestamptz AT TIME ZONE o."timeZone")::date, ${now}, ${now}, true, false
    FROM "Organization" o JOIN "FormVersion" v ON v."organizationId" = o.id
    WHERE o.id = ${organizationId}::uuid
    ORDER BY v."createdAt" DESC LIMIT 1
    ON CONFLICT DO NOTHING`;
  const [view] = await tx.$queryRaw<{ formVersion: string; day: string }[]>`
    UPDATE "FormView" SET "sentAt" = ${now}, "sentPriority" = ${sent.priority}::"LeadPriority", started = true,
      "leadId" = ${sent.hasConsent ? sent.leadId : null}::uuid
    WHERE "organizationId" = ${organizationId}::uuid AND id = ${viewId}::uuid AND "sentAt" IS NULL
    RETURNING "formVersion", day::text AS day`;
  if (!view) return false;
  const batches = await tx.formViewBatch.findMany({ where: { viewId }, select: { content: true } });
  if (batches.length === 0) return true;
  const tally = new Tally();
  for (const { content } of batches) {
    tally.addHeat({ organizationId, formVersion: view.formVersion, day: view.day }, sent.priority, unpackContent(content).points);
  }
  await tx.$executeRaw(writeCounters(tally));
  return true;
}

/** What engagement is computed from; null when the script never reported this view. Ask only with behaviour consent. */
export async function engagementFacts(tx: OrgTx, viewId: string): Promise<EngagementFacts | null> {
  const view = await tx.formView.findFirst({
    where: { id: viewId, isMeasured: true },
    select: { activeMs: true, visitNumber: true, corrections: true, hesitationMs: true },
  });
  if (!view) return null;
  return { activeMs: view.activeMs, visits: view.visitNumber ?? 1, corrections: view.corrections, hesitationMs: view.hesitationMs };
}
