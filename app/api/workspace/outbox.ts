import { z } from '@hono/zod-openapi';
import { hasMail, listOutbox, OUTBOX_ORDER } from '~/domain/mail/outbox.server';
import { isMailConfigured, retryMail } from '~/platform/mail.server';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { pageAnswer, pageOf, pageQuery, readPlace } from '../ground/paging';
import { ApiProblem } from '../ground/problem';
import { id, moment } from '../ground/schemas';

const TAG = 'Outbox';
const STATES = ['HELD', 'QUEUED', 'SENT', 'FAILED'] as const;
const noServer = 'No mail server is configured';

const mail = z
  .object({
    id,
    kind: z.string().openapi({ example: 'lead.new' }),
    to: z.string().openapi({ example: 'anna@example.com' }),
    subject: z.string().openapi({ example: 'Новая заявка' }),
    text: z.string().openapi({ description: 'Links of invitations are left out, and all that is written to a person about their account' }),
    state: z.enum(STATES).openapi({ description: 'HELD: no mail server is configured' }),
    attempts: z.int().min(0),
    lastError: z.string().nullable().openapi({ example: null }),
    createdAt: moment,
    sentAt: moment.nullable(),
  })
  .openapi('Mail');

function requireServer(): void {
  if (!isMailConfigured()) throw new ApiProblem('conflict', { detail: noServer, extra: { code: 'noServer' } });
}

export const outboxOperations: Operation[] = [
  staffOperation(
    { resource: 'organization', action: 'update' },
    { id: 'outbox.list', method: 'get', path: '/outbox', tag: TAG, summary: 'List mails', description: 'The newest first.', query: z.strictObject(pageQuery), answer: pageOf(mail, 'Mail') },
    async ({ caller, query: { limit }, search, request }) => {
      const place = readPlace(search, OUTBOX_ORDER);
      return pageAnswer(request, await listOutbox(caller.db, { organizationId: caller.org.id, limit, ...place }), place, (row) => row);
    },
  ),
  staffOperation(
    { resource: 'organization', action: 'update' },
    { id: 'outbox.retryAll', method: 'post', path: '/outbox/retry', tag: TAG, summary: 'Send all held and failed mails', description: 'At most 500 at a time.', answer: z.object({ count: z.int().min(0).openapi({ description: 'How many are on their way' }) }).openapi('MailsQueued'), status: 202, conflict: noServer, does: ['/settings/outbox retryAll'] },
    async ({ caller }) => {
      requireServer();
      return answer({ count: await retryMail(caller.org.id) });
    },
  ),
  staffOperation(
    { resource: 'organization', action: 'update' },
    { id: 'outbox.retry', method: 'post', path: '/outbox/{mailId}/retry', tag: TAG, summary: 'Send a held or failed mail', description: 'One that is sent already is not sent again.', params: z.object({ mailId: id }), conflict: noServer, does: ['/settings/outbox retry'] },
    async ({ caller, params: { mailId } }) => {
      if (!(await hasMail(caller.db, mailId))) throw new ApiProblem('not-found');
      requireServer();
      await retryMail(caller.org.id, [mailId]);
      return done();
    },
  ),
];
