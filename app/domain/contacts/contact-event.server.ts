import type { Prisma } from '~/generated/prisma/client';
import type { OrgTx } from '~/platform/db.server';

/** What the system notes on a contact's timeline. */
export type ContactEventName = 'contact.created' | 'contact.updated' | 'contact.deleted' | 'contact.restored' | 'contact.merged' | 'contact.unmerged';

export interface ContactEvent {
  organizationId: string;
  contactId: string;
  authorId: string | null;
  event: ContactEventName;
  data?: Prisma.InputJsonObject;
  batchId?: string;
  now: Date;
}

export async function writeContactEvent(tx: OrgTx, { organizationId, contactId, authorId, event, data, batchId, now }: ContactEvent): Promise<void> {
  await tx.activity.create({
    data: { organizationId, contactId, authorId, kind: 'SYSTEM', event, data: data ?? {}, batchId: batchId ?? null, occurredAt: now },
    select: { id: true },
  });
}
