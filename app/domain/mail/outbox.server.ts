import type { OrgDb } from '~/platform/db.server';

const PAGE_SIZE = 50;

const outboxRow = { id: true, kind: true, to: true, subject: true, text: true, state: true, attempts: true, lastError: true, createdAt: true, sentAt: true } as const;

/** The organisation's mails, newest first; `before` is the id of the last one of the page before. */
export async function listOutbox(db: OrgDb, before: string | null) {
  const last = before ? await db.mailMessage.findFirst({ where: { id: before }, select: { id: true, createdAt: true } }) : null;
  const rows = await db.mailMessage.findMany({
    where: last ? { OR: [{ createdAt: { lt: last.createdAt } }, { createdAt: last.createdAt, id: { lt: last.id } }] } : {},
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: PAGE_SIZE + 1,
    select: outboxRow,
  });
  return { rows: rows.slice(0, PAGE_SIZE).map((row) => ({ ...row, text: hideSecrets(row.text) })), next: rows.length > PAGE_SIZE ? (rows[PAGE_SIZE - 1]?.id ?? null) : null };
}

/** Whether any mail waits for a person to send it again. */
export async function hasUnsentMail(db: OrgDb): Promise<boolean> {
  return (await db.mailMessage.findFirst({ where: { state: { in: ['HELD', 'FAILED'] } }, select: { id: true } })) !== null;
}

/** A link that makes its holder a member is for the addressee's eyes alone: who reads the outbox may be of a lower role. */
function hideSecrets(text: string): string {
  return text.replace(/(\/invite\/)[\w-]+/g, '$1…');
}
