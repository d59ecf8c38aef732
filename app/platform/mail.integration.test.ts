import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeOrganization } from '../../prisma/factories';
import { db, orgDb } from './db.server';
import { startJobs, stopJobs } from './jobs.server';
import { mailJob, queueMail, retryMail, type MailAttachment } from './mail.server';
import { storage } from './storage.server';

const settings = vi.hoisted(() => ({ SMTP_URL: undefined as string | undefined, MAIL_FROM: 'Teplo <noreply@teplo.test>', DATA_DIR: `/tmp/teplo-mail-${process.pid}-${Date.now()}` }));
vi.mock('./env.server', () => ({ env: () => settings }));

let received: string[] = [];
let refusals = 0;
let server: SMTPServer;

beforeEach(async () => {
  received = [];
  refusals = 0;
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onMailFrom: (_address, _session, done) => done(refusals-- > 0 ? Object.assign(new Error('Try later'), { responseCode: 451 }) : null),
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
      stream.on('end', () => {
        received.push(text);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  settings.SMTP_URL = `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});

afterEach(async () => {
  await stopJobs();
  await new Promise<void>((resolve) => server.close(resolve));
});

async function queueOne(attachments?: MailAttachment[]) {
  const { id: organizationId } = await makeOrganization(db);
  const draft = { organizationId, kind: 'test', to: 'anna@example.com', subject: 'Новая заявка', text: 'Здравствуйте', ...(attachments && { attachments }) };
  await orgDb(organizationId).$transaction((tx) => queueMail(tx, [draft]));
  const read = () => db.mailMessage.findFirstOrThrow({ where: { organizationId } });
  const { id: messageId } = await read();
  return { organizationId, messageId, read };
}

const attempt = (ids: { organizationId: string; messageId: string }, retryCount = 0) =>
  mailJob.handler(ids, { id: 'job', retryCount, signal: new AbortController().signal });

describe('mail', () => {
  it('leaves after the commit', async () => {
    await startJobs();
    const { read } = await queueOne();
    await vi.waitFor(async () => expect(await read()).toMatchObject({ state: 'SENT', attempts: 1 }), { timeout: 5_000 });
    expect(received).toHaveLength(1);
    expect(received[0]).toContain('To: anna@example.com');
  });

  it('takes files of the storage along, and waits for one that is not there', async () => {
    const attachment = { key: 'one/invoice.pdf', name: 'Счёт 7.pdf', contentType: 'application/pdf' };
    const { read, ...ids } = await queueOne([attachment]);
    await expect(attempt(ids)).rejects.toThrow();
    expect(received).toHaveLength(0);
    await (await storage()).put(attachment.key, Buffer.from('%PDF-1.3 invoice'));
    await attempt(ids, 1);
    expect(await read()).toMatchObject({ state: 'SENT' });
    expect(received[0]).toContain('Content-Type: application/pdf');
    expect(received[0]).toContain(Buffer.from('%PDF-1.3 invoice').toString('base64'));
  });

  it('is tried again when the server refuses for the moment', async () => {
    refusals = 1;
    const { read, ...ids } = await queueOne();
    await expect(attempt(ids)).rejects.toThrow('451');
    expect(await read()).toMatchObject({ state: 'QUEUED', attempts: 1, lastError: expect.stringContaining('Try later') as string });
    await attempt(ids, 1);
    expect(await read()).toMatchObject({ state: 'SENT', attempts: 2, lastError: null });
  });

  it('is not sent twice, also by two workers at once', async () => {
    const { read: _read, ...ids } = await queueOne();
    await Promise.all([attempt(ids), attempt(ids), attempt(ids)]);
    await attempt(ids);
    expect(received).toHaveLength(1);
  });

  it('says after the last try that it failed, and can then be sent by hand', async () => {
    refusals = 1;
    const { read, ...ids } = await queueOne();
    await expect(attempt(ids, mailJob.retryLimit)).rejects.toThrow();
    expect((await read()).state).toBe('FAILED');
    expect(await retryMail(ids.organizationId)).toBe(1);
    await attempt(ids);
    expect((await read()).state).toBe('SENT');
  });

  it('is held while no mail server is configured, and sent later', async () => {
    const url = settings.SMTP_URL;
    settings.SMTP_URL = undefined;
    const { read, ...ids } = await queueOne();
    expect((await read()).state).toBe('HELD');
    expect(await retryMail(ids.organizationId)).toBe(0);
    settings.SMTP_URL = url;
    expect(await retryMail(ids.organizationId, [ids.messageId])).toBe(1);
    await attempt(ids);
    expect((await read()).state).toBe('SENT');
  });
});
