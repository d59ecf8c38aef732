import type { ActivityKind } from '~/generated/prisma/enums';
import type { OrgDb } from '~/platform/db.server';

/** One line of a history by itself. */
export interface ActivityRecord {
  id: string;
  kind: ActivityKind;
  event: string | null;
  data: unknown;
  body: string | null;
  durationMin: number | null;
  authorId: string | null;
  occurredAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  version: number;
  leadId: string | null;
  contactId: string | null;
  dealId: string | null;
  orderId: string | null;
}

const columns = {
  id: true, kind: true, event: true, data: true, body: true, durationMin: true, authorId: true, occurredAt: true, editedAt: true, deletedAt: true, version: true,
  leadId: true, contactId: true, dealId: true, orderId: true,
} as const;

/** A line of the organisation's histories, also one that was deleted. Whether the person may see what it is about is the caller's to check. */
export function findActivity(db: OrgDb, id: string): Promise<ActivityRecord | null> {
  return db.activity.findFirst({ where: { id }, select: columns });
}
