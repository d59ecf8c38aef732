import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { erasePerson, previewErasure, type EraseResult } from '~/domain/privacy/erase-person.server';
import { answerWithOwnData } from '~/domain/privacy/export-own-data.server';
import { answerWithExport, findExport, listExports, startExport } from '~/domain/privacy/export-person.server';
import { findNamesakes, findPerson, searchPeople } from '~/domain/privacy/find-person.server';
import { findErasure, listErasures, type ErasureRow } from '~/domain/privacy/list-erasures.server';
import { receiptLineSchema, receiptSchema } from '~/domain/privacy/receipt';
import { getLanguage } from '~/platform/i18n.server';
import { answer, personOperation, staffOperation, type Operation } from '../ground/operation';
import { requireOwnSignIn } from '../ground/own-sign-in';
import { ApiProblem, conflict, invalid } from '../ground/problem';
import { filled, flag, id, moment } from '../ground/schemas';

const TAG = 'Personal data';
const BASE = '/personal-data';
const READ = { resource: 'personalData', action: 'read' } as const;
const EXPORT = { resource: 'personalData', action: 'create' } as const;
const ERASE = { resource: 'personalData', action: 'delete' } as const;

const emails = z.array(z.string().openapi({ example: 'anna@example.com' }));
const phones = z.array(z.string().openapi({ example: '+79161234567' }));
const name = z.string().openapi({ example: 'Анна Орлова' });
const found = z.object({ kind: z.enum(['contact', 'lead']), id, name, emails, phones, createdAt: moment }).openapi('FoundPerson');
const person = z.strictObject({ contactIds: z.array(id).max(50), leadIds: z.array(id).max(50) });
const held = z
  .object({ contactIds: z.array(id), leadIds: z.array(id), dealIds: z.array(id), orderIds: z.array(id), taskIds: z.array(id), emails, phones, others: z.array(z.object({ id, name, emails, phones })).openapi({ description: 'Other contacts with the same e-mail or phone: perhaps the same person' }) })
  .openapi('HeldOfPerson');
const personExport = z
  .object({ id, state: z.enum(['QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED']), done: z.int().min(0), total: z.int().min(0), createdAt: moment, startedBy: z.string().nullable(), hasFile: z.boolean().openapi({ description: 'The archive can be downloaded' }) })
  .openapi('PersonalDataExport');
const erasure = z
  .object({ id, number: z.int().min(1), at: moment, byId: id.nullable(), cause: receiptSchema.shape.cause, lines: z.array(receiptLineSchema), fileBytes: z.int().min(0), backupsUntil: moment.openapi({ description: 'Until then backups may hold the data' }) })
  .openapi('ErasureReceipt');
const preview = z.object({ lines: z.array(receiptLineSchema) }).openapi('ErasurePreview');

const toErasure = ({ id: erasureId, number, at, byId, receipt, backupsUntil }: ErasureRow): z.output<typeof erasure> => ({ id: erasureId, number, at, byId, cause: receipt.cause, lines: receipt.lines, fileBytes: receipt.fileBytes, backupsUntil });

function acceptErasure(result: EraseResult): Extract<EraseResult, { ok: true }> {
  if (result.ok) return result;
  if (!('obstacles' in result)) throw result.error === 'notFound' ? new ApiProblem('not-found') : conflict('erased', 'The person is erased already.');
  const orders = result.obstacles[result.error].map(({ number }) => number).join(', ');
  throw conflict(result.error, result.error === 'running' ? `Work is under way: ${orders}.` : `Not settled: ${orders}. Say acceptsUnpaid.`);
}

async function readErasure({ db }: ApiCaller, erasureId: string) {
  const row = await findErasure(db, erasureId);
  if (!row) throw new ApiProblem('not-found');
  return toErasure(row);
}

const toExport = async ({ db }: ApiCaller, exportId: string) => {
  const row = await findExport(db, exportId);
  if (!row) throw new ApiProblem('not-found');
  return row;
};

export const personalDataOperations: Operation[] = [
  staffOperation(READ, { id: 'personalData.search', method: 'get', path: `${BASE}/people`, tag: TAG, summary: 'Find a person by e-mail or phone', description: 'Contacts, and requests without a contact; the trash included. At most fifty.', query: z.strictObject({ q: filled(255).openapi({ example: 'anna@example.com' }) }), answer: z.object({ items: z.array(found) }) }, async ({ caller, query: { q } }) => {
    const items = await searchPeople(caller.db, caller.org.id, q);
    if (!items) throw invalid('query.q', 'neither', 'Neither an e-mail nor a phone number.');
    return answer({ items });
  }),
  staffOperation(READ, { id: 'personalData.read', method: 'post', path: `${BASE}/people`, tag: TAG, summary: 'What is held of a person', description: 'Ids of everything that is the person\'s.', body: person, answer: held }, async ({ caller, body }) => {
    const known = await findPerson(caller.db, caller.org.id, body);
    if (!known) throw new ApiProblem('not-found');
    const { names: _names, ...rest } = known;
    return answer({ ...rest, others: await findNamesakes(caller.db, caller.org.id, known) });
  }),
  staffOperation(READ, { id: 'personalData.exports', method: 'get', path: `${BASE}/exports`, tag: TAG, summary: 'List exports of people', description: 'The latest twenty.', answer: z.object({ items: z.array(personExport) }) }, async ({ caller }) => answer({ items: await listExports(caller.db) })),
  staffOperation(EXPORT, { id: 'personalData.export', method: 'post', path: `${BASE}/exports`, tag: TAG, summary: 'Gather all about a person', description: 'In the background; the archive can be downloaded when the state is DONE, and is kept for the days of the retention period.', body: person, answer: personExport, status: 202, does: ['/settings/personal-data/person export'] }, async ({ caller, body, request }) => {
    const runId = await startExport({ organizationId: caller.org.id, userId: caller.user.id, locale: await getLanguage(request), key: body });
    if (!runId) throw new ApiProblem('not-found');
    return answer(await toExport(caller, runId));
  }),
  staffOperation(READ, { id: 'personalData.readExport', method: 'get', path: `${BASE}/exports/{exportId}`, tag: TAG, summary: 'Read an export', params: z.object({ exportId: id }), answer: personExport }, async ({ caller, params: { exportId } }) => answer(await toExport(caller, exportId))),
  staffOperation(EXPORT, { id: 'personalData.download', method: 'get', path: `${BASE}/exports/{exportId}/file`, tag: TAG, summary: 'Download an export', description: 'A .tar.gz of data.json, index.html and the files.', params: z.object({ exportId: id }), file: ['application/gzip'] }, async ({ caller, params: { exportId } }) => {
    const file = await answerWithExport({ organizationId: caller.org.id, userId: caller.user.id }, exportId);
    if (!file) throw new ApiProblem('not-found');
    return file;
  }),
  staffOperation(READ, { id: 'personalData.erasures', method: 'get', path: `${BASE}/erasures`, tag: TAG, summary: 'List receipts of erasures', description: 'The latest fifty; older ones with `before`.', query: z.strictObject({ before: z.coerce.number<string>().int().min(1).max(2_147_483_647).optional().openapi({ description: 'Receipts with numbers below this one', example: 100 }) }), answer: z.object({ items: z.array(erasure) }) }, async ({ caller, query: { before } }) => answer({ items: (await listErasures(caller.db, before)).map(toErasure) })),
  staffOperation(READ, { id: 'personalData.readErasure', method: 'get', path: `${BASE}/erasures/{erasureId}`, tag: TAG, summary: 'Read a receipt', params: z.object({ erasureId: id }), answer: erasure }, async ({ caller, params: { erasureId } }) => answer(await readErasure(caller, erasureId))),
  staffOperation(
    ERASE,
    { id: 'personalData.erase', method: 'post', path: `${BASE}/erasures`, tag: TAG, summary: 'Erase a person', description: 'There is no way back. `dryRun=true` tells the counts and changes nothing.', query: z.strictObject({ dryRun: flag.optional() }), body: person.extend({ acceptsUnpaid: z.boolean().optional().openapi({ description: 'Debts and overpayments will not be claimed any more' }) }), answer: z.union([erasure, preview]), conflict: 'Work is under way, orders are not settled, or the person is erased already', does: ['/settings/personal-data/person erase'] },
    async ({ caller, body: { acceptsUnpaid = false, ...key }, query: { dryRun }, request, now }) => {
      const command = { organizationId: caller.org.id, locale: await getLanguage(request), key, now };
      if (dryRun) return answer({ lines: acceptErasure(await previewErasure(command)).receipt.lines });
      const { erasureId } = acceptErasure(await erasePerson({ ...command, userId: caller.user.id, acceptsUnpaid }));
      return answer(await readErasure(caller, erasureId));
    },
  ),
  personOperation({ id: 'auth.myData', method: 'get', path: '/auth/me/data', tag: 'Me', summary: 'All that is held about me', description: 'Account, sign-ins, preferences, notifications; no secrets.', file: ['application/octet-stream'], problems: ['forbidden'] }, async ({ person: caller }) => {
    requireOwnSignIn(caller);
    return answerWithOwnData(caller.user.id);
  }),
];
