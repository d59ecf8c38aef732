import type { SqlRunner } from '~/platform/db.server';
import { nearestStart } from './intervals';
import { listBusy, readBuffers } from './list-busy.server';

/** Offered times are whole quarters of an hour, also on clocks of every zone. */
export const STEP_MS = 15 * 60_000;

interface Asked {
  organizationId: string;
  /** Either one of them, or all that must be free at once. */
  itemId?: string;
  userId?: string;
  itemIds?: readonly string[];
  userIds?: readonly string[];
  startsAt: Date;
  durationMs: number;
  /** Not before this moment either, for example now. */
  after?: Date;
  exceptOrderId?: string | null;
}

/** The nearest time, from startsAt on, in which all of these are free for so long, buffers included. */
export async function nearestFree(db: SqlRunner, { organizationId, itemId, userId, itemIds = [], userIds = [], startsAt, durationMs, after, exceptOrderId }: Asked): Promise<{ startsAt: Date; endsAt: Date }> {
  const from = after && after > startsAt ? after : startsAt;
  const subjects = { organizationId, itemIds: itemId ? [itemId, ...itemIds] : itemIds, userIds: userId ? [userId, ...userIds] : userIds, exceptOrderId };
  const busy = await listBusy(db, { ...subjects, from, to: null });
  const buffers = await readBuffers(db, organizationId);
  const spans = busy.map(({ blockedFrom, blockedTo }) => ({ from: blockedFrom.getTime(), to: blockedTo.getTime() }));
  const start = nearestStart(spans, { durationMs, earliest: from.getTime(), buffers, stepMs: STEP_MS });
  return { startsAt: new Date(start), endsAt: new Date(start + durationMs) };
}
