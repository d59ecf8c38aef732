import nodemailer, { type Transporter } from 'nodemailer';
import { z } from 'zod';
import type { Prisma } from '~/generated/prisma/client';
import { orgDb, type SqlRunner } from './db.server';
import { env } from './env.server';
import { defineJob, enqueue, type JobContext } from './jobs.server';
import { storage } from './storage.server';

export interface MailDraft {
  organizationId: string;
  /** What the message is about, for example lead.new. */
  kind: string;
  to: string;
  subject: string;
  text: string;
  html?: string;
  attachments?: MailAttachment[];
}

/** A file of the storage that goes along; its bytes are read when the message leaves. */
export interface MailAttachment {
  key: string;
  name: string;
  contentType: string;
}

const attachmentsSchema = z.array(z.object({ key: z.string(), name: z.string(), contentType: z.string() }));

/** A transaction that mails are written in, bound to an organisation or not: mails about an account belong to a person. */
export interface MailTx extends SqlRunner {
  mailMessage: { createManyAndReturn: (args: { data: Prisma.MailMessageCreateManyInput[]; select: { id: true; organizationId: true } }) => PromiseLike<{ id: string; organizationId: string }[]> };
}

const SUBJECT_MAX = 300;
const ERROR_MAX = 1_000;
/** Beyond the transport's own limits together. */
const SEND_TIMEOUT_MS = 60_000;
const RETRIES = 8;

/** Without SMTP_URL messages are kept and shown, never lost. */
export function isMailConfigured(): boolean {
  return env().SMTP_URL !== undefined;
}

/**
 * Sends one message. The lock on its row keeps two workers from sending it twice; only a process that dies between
 * the server's "accepted" and the commit sends it again.
 */
export const mailJob = defineJob({
  name: 'mail-send',
  schema: z.object({ organizationId: z.uuid(), messageId: z.uuid() }),
  retryLimit: RETRIES,
  retryDelaySeconds: 30,
  expireInSeconds: 120,
  concurrency: 2,
  handler: sendQueuedMail,
});

/** Writes messages that leave when the transaction has committed; they are held while no mail server is configured. */
export async function queueMail(tx: MailTx, drafts: readonly MailDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  const state = isMailConfigured() ? ('QUEUED' as const) : ('HELD' as const);
  const rows = await tx.mailMessage.createManyAndReturn({
    data: drafts.map(({ attachments, ...draft }) => ({ ...draft, ...(attachments && { attachments: attachments.map(({ key, name, contentType }) => ({ key, name, contentType })) }), subject: [...draft.subject].slice(0, SUBJECT_MAX).join(''), state })),
    select: { id: true, organizationId: true },
  });
  if (state === 'HELD') return;
  for (const { id, organizationId } of rows) await enqueue(tx, mailJob, { organizationId, messageId: id });
}

/**
 * Sends messages again that were held or have failed.
 * @param ids which; without it all of the organisation's held and failed ones, at most 500 at a time
 * @returns how many are on their way
 */
export async function retryMail(organizationId: string, ids?: readonly string[]): Promise<number> {
  if (!isMailConfigured()) return 0;
  return orgDb(organizationId).$transaction(async (tx) => {
    const waiting = await tx.mailMessage.findMany({
      where: { state: { in: ['HELD', 'FAILED'] }, ...(ids && { id: { in: [...ids] } }) },
      orderBy: { createdAt: 'asc' },
      take: 500,
      select: { id: true },
    });
    const rows = await tx.mailMessage.updateManyAndReturn({
      where: { id: { in: waiting.map(({ id }) => id) }, state: { in: ['HELD', 'FAILED'] } },
      data: { state: 'QUEUED', attempts: 0, lastError: null },
      select: { id: true },
    });
    for (const { id } of rows) await enqueue(tx, mailJob, { organizationId, messageId: id });
    return rows.length;
  });
}

interface QueuedMail {
  to: string;
  subject: string;
  text: string;
  html: string | null;
  attachments: unknown;
}

async function sendQueuedMail(
  { organizationId, messageId }: { organizationId: string; messageId: string },
  { retryCount }: Pick<JobContext, 'retryCount'>,
): Promise<void> {
  try {
    await orgDb(organizationId).$transaction(
      async (tx) => {
        const [message] = await tx.$queryRaw<QueuedMail[]>`
          SELECT "to", "subject", "text", "html", "attachments" FROM "MailMessage"
          WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${messageId}::uuid AND "state" = 'QUEUED'
          FOR UPDATE SKIP LOCKED`;
        if (!message) return;
        const { to, subject, text, html } = message;
        const attachments = await readAttachments(message.attachments);
        await transport().sendMail({ from: env().MAIL_FROM, to, subject, text, ...(html !== null && { html }), attachments, messageId: `<${messageId}@teplo>` });
        await tx.mailMessage.update({
          where: { id: messageId },
          data: { state: 'SENT', sentAt: new Date(), attempts: { increment: 1 }, lastError: null },
          select: { id: true },
        });
      },
      { timeout: SEND_TIMEOUT_MS },
    );
  } catch (error) {
    await noteFailure(organizationId, messageId, { error, isLast: retryCount >= RETRIES });
    throw error;
  }
}

/** A file that is not there makes the message fail: better late than without what it speaks of. */
async function readAttachments(stored: unknown) {
  if (stored === null) return [];
  const disk = await storage();
  return Promise.all(
    attachmentsSchema.parse(stored).map(async ({ key, name, contentType }) => ({ filename: name, contentType, content: Buffer.from(await disk.getBytes(key)) })),
  );
}

async function noteFailure(organizationId: string, id: string, { error, isLast }: { error: unknown; isLast: boolean }): Promise<void> {
  const lastError = (error instanceof Error ? error.message : String(error)).slice(0, ERROR_MAX);
  await orgDb(organizationId).mailMessage.updateMany({
    where: { id, state: 'QUEUED' },
    data: { attempts: { increment: 1 }, lastError, ...(isLast && { state: 'FAILED' as const }) },
  });
}

let current: { url: string; transporter: Transporter } | undefined;

function transport(): Transporter {
  const url = env().SMTP_URL;
  if (!url) throw new Error('SMTP_URL is not set');
  if (current?.url !== url) {
    current?.transporter.close();
    current = { url, transporter: nodemailer.createTransport({ url, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }) };
  }
  return current.transporter;
}
