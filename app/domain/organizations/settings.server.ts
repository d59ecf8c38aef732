import type { OrgDb, OrgTx } from '~/platform/db.server';
import type { BusinessClock } from '~/domain/leads/response-clock';
import { responseClockSchema } from '~/domain/leads/response-clock.schema';

/** The organisation's opening hours and response targets with its time zone. */
export async function findBusinessClock(db: OrgDb | OrgTx): Promise<BusinessClock> {
  const { responseClock, timeZone } = await db.organization.findFirstOrThrow({ select: { responseClock: true, timeZone: true } });
  return { ...responseClockSchema.parse(responseClock), timeZone };
}
