import { ACCOUNT_MAIL } from '~/domain/accounts/links/account-mail.server';
import { Prisma } from '~/generated/prisma/client';
import type { MailState } from '~/generated/prisma/enums';
import type { OrgDb } from '~/platform/db.server';
import { defineOrder, type Order } from '~/platform/db/keyset';
import { readKeysetPage, type KeysetPage, type Place } from '~/platform/db/keyset-page';

export interface OutboxRow {
  id: string;
  /** What it is about, for example lead.new. */
  kind: string;
  to: string;
  subject: string;
  text: string;
  state: MailState;
  attempts: number;
  lastError: string | null;
  createdAt: Date;
  sentAt: Date | null;
}

/** The newest first. */
export const OUTBOX_ORDER: Order<OutboxRow> = defineOrder<OutboxRow>([
  { name: 'createdAt', sql: Prisma.sql`"createdAt"`, type: 'timestamptz', descending: true },
  { name: 'id', sql: Prisma.sql`"id"`, type: 'uuid', descending: true },
]);

/** One page of the organisation's mails. */
export async function listOutbox(db: OrgDb, { organizationId, ...place }: Place & { organizationId: string; limit?: number }): Promise<KeysetPage<OutboxRow>> {
  const page = await readKeysetPage<OutboxRow>(db, {
    ...place,
    order: OUTBOX_ORDER,
    select: Prisma.sql`"id", "kind", "to", "subject", "text", "state"::text AS "state", "attempts", "lastError", "createdAt", "sentAt"`,
    from: Prisma.sql`"MailMessage"`,
    where: Prisma.sql`"organizationId" = ${organizationId}::uuid`,
  });
  return { ...page, rows: page.rows.map((row) => ({ ...row, text: hideSecrets(row) })) };
}

/** Whether the organisation has a mail of this id. */
export async function hasMail(db: OrgDb, id: string): Promise<boolean> {
  return (await db.mailMessage.findFirst({ where: { id }, select: { id: true } })) !== null;
}

/** The drawn part of one mail; null when it has none, or belongs to a person's account. */
export async function readMailHtml(db: OrgDb, id: string): Promise<string | null> {
  const mail = await db.mailMessage.findFirst({ where: { id }, select: { kind: true, html: true } });
  return mail?.html && !mail.kind.startsWith(ACCOUNT_MAIL) ? hideLinks(mail.html) : null;
}

/** Whether any mail waits for a person to send it again. */
export async function hasUnsentMail(db: OrgDb): Promise<boolean> {
  return (await db.mailMessage.findFirst({ where: { state: { in: ['HELD', 'FAILED'] } }, select: { id: true } })) !== null;
}

/**
 * A link that makes its holder a member is for the addressee's eyes alone: who reads the outbox may be of a lower role.
 * What is written to a person about their account is theirs altogether.
 */
function hideSecrets({ kind, text }: OutboxRow): string {
  return kind.startsWith(ACCOUNT_MAIL) ? '…' : hideLinks(text);
}

const hideLinks = (text: string) => text.replace(/(\/invite\/)[\w-]+/g, '$1…');
