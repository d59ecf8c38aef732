import type { Prisma } from '~/generated/prisma/client';
import { writeCounters } from '~/domain/behavior/counters.server';
import { formVersionOf } from '~/domain/behavior/form-version.server';
import { formTrackKeys } from '~/domain/leads/form-track-keys';
import type { Random } from '../../../prisma/random';
import { demoTally } from './demo-heat';
import type { DemoView } from './demo-views';

const VISITOR_DAYS = 395;
const DAY = 86_400_000;

/** Views of the form with their visitors, and the counters and heat that they left. Requests must be there already. */
export async function writeDemoBehavior(
  tx: Prisma.TransactionClient,
  { organizationId, views, random, now }: { organizationId: string; views: readonly DemoView[]; random: Random; now: Date },
): Promise<void> {
  const formVersion = formVersionOf(formTrackKeys);
  await tx.formVersion.create({ data: { organizationId, version: formVersion, elementKeys: [...formTrackKeys], createdAt: new Date(now.getTime() - 91 * DAY) } });
  const visitors = views.flatMap(({ visitorId, visitNumber, openedAt, lastSeenAt }) =>
    visitorId ? [{ id: visitorId, organizationId, visits: visitNumber ?? 1, consentAt: openedAt, lastSeenAt, expiresAt: new Date(openedAt.getTime() + VISITOR_DAYS * DAY) }] : [],
  );
  await tx.visitor.createMany({ data: visitors });
  // as JSON: four thousand rows of twenty columns are too many parameters for one statement
  await tx.$executeRaw`
    INSERT INTO "FormView" ("organizationId", "formVersion", "id", "breakpoint", "day", "openedAt", "lastSeenAt", "activeMs", "started",
      "furthestSection", "lastField", "rageClicks", "deadClicks", "corrections", "hesitationMs", "sentAt", "sentPriority", "leadId", "visitorId", "visitNumber")
    SELECT ${organizationId}::uuid, ${formVersion}, v.* FROM json_to_recordset(${JSON.stringify(views)}::json) AS v(
      "id" uuid, "breakpoint" text, "day" date, "openedAt" timestamptz, "lastSeenAt" timestamptz, "activeMs" int, "started" boolean,
      "furthestSection" int, "lastField" text, "rageClicks" int, "deadClicks" int, "corrections" int, "hesitationMs" int,
      "sentAt" timestamptz, "sentPriority" "LeadPriority", "leadId" uuid, "visitorId" uuid, "visitNumber" int)`;
  await tx.$executeRaw(writeCounters(demoTally(views, { organizationId, formVersion, random, now })));
}
