import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { localDay } from '~/domain/behavior/local-day';
import { documentPdf } from '~/domain/documents/document-file.server';
import { DOCUMENT_KINDS } from '~/domain/documents/document-kinds';
import { issueDocument, type IssueResult } from '~/domain/documents/issue-document.server';
import { findDocument, listDocuments, type ListedDocument } from '~/domain/documents/list-documents.server';
import { mailDocument } from '~/domain/documents/mail-document.server';
import { MESSAGE_MAX, sendSchema } from '~/domain/documents/send.schema';
import { orderActor } from '~/domain/orders/order-viewer.server';
import { pdfResponse } from '~/platform/pdf/pdf-response.server';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { orderParams } from './order-schemas';
import { pageOf, wholeList } from '../ground/paging';
import { ApiProblem, conflict, invalid } from '../ground/problem';
import { accept, readInput } from '../ground/read-input';
import { theOrder } from './read-order';
import { currency, day, id, moment, money, text } from '../ground/schemas';

export const DOCUMENTS_TAG = 'Documents';
const params = orderParams.extend({ documentId: id });
export const documentKind = z.enum(DOCUMENT_KINDS);

const document = z
  .object({
    id, kind: documentKind, number: z.string().openapi({ example: 'С-2026-000017' }), day, total: money, currency,
    isReplaced: z.boolean().openapi({ description: 'A later one of its kind counts instead' }), sentAt: moment.nullable(), sentTo: z.string().nullable().openapi({ example: null }), createdAt: moment,
  })
  .openapi('OrderDocument');
const issued = z.object({ id, number: z.string().openapi({ example: 'С-2026-000017' }) }).openapi('DocumentIssued');

/** The documents of an order that the caller sees with its prices. @throws {ApiProblem} 404 */
async function documentsOf(caller: ApiCaller, orderId: string): Promise<ListedDocument[]> {
  const order = await theOrder(caller, orderId);
  if (!order.sums) throw new ApiProblem('not-found');
  return listDocuments(caller.db, order.id);
}

async function theDocument(caller: ApiCaller, { orderId, documentId }: z.output<typeof params>): Promise<ListedDocument> {
  const documents = await documentsOf(caller, orderId);
  const shown = documents.find((known) => known.id === documentId);
  if (shown) return shown;
  // older than the list goes back
  const old = await findDocument(caller.db, orderId, documentId);
  if (!old) throw new ApiProblem('not-found');
  return { ...old, total: old.total.toFixed(2), isReplaced: true };
}

function toDocument({ day: at, ...facts }: ListedDocument): z.output<typeof document> {
  return { ...facts, day: at.toISOString().slice(0, 10) };
}

/** @throws {ApiProblem} why no document was made */
function acceptIssued(result: IssueResult): Extract<IssueResult, { ok: true }> {
  if (!result.ok && result.error === 'notYet') throw conflict(result.because, 'The order is not far enough for this document.', { because: result.because });
  if (!result.ok && result.error === 'requisites') throw conflict('requisites', `An invoice needs the company's ${result.missing.join(', ')}.`, { missing: result.missing });
  return accept(result, { day: invalid('/day', 'dayAway', 'This day is more than a year away.'), contact: conflict('contact', 'The client of the order lies in the trash, or the order has none.') });
}

const reads = { resource: 'billing', action: 'read', also: { resource: 'orders', action: 'read' } } as const;
const issues = { resource: 'orders', action: 'update' } as const;

export const documentOperations: Operation[] = [
  staffOperation(reads, { id: 'documents.list', method: 'get', path: '/orders/{orderId}/documents', tag: DOCUMENTS_TAG, summary: 'Documents of an order, the newest first', params: orderParams, answer: pageOf(document, 'OrderDocument') }, async ({ caller, params: { orderId } }) =>
    wholeList((await documentsOf(caller, orderId)).map(toDocument)),
  ),
  staffOperation(
    issues,
    {
      id: 'documents.issue', method: 'post', path: '/orders/{orderId}/documents', tag: DOCUMENTS_TAG, summary: 'Make a document of an order', description: 'It gets the next number of its kind and year and never changes: a later one takes its place. Made twice within seconds, the first one comes back.',
      params: orderParams, body: z.strictObject({ kind: documentKind, day: day.optional().openapi({ description: 'On the paper; today when nothing is said', example: undefined }) }).openapi('DocumentInput', { example: { kind: 'INVOICE' } }),
      answer: issued, status: 201, conflict: 'The order is not far enough for it, or something is lacking', does: ['/orders/:order/documents issue'],
    },
    async ({ caller, params: { orderId }, body: { kind, day: onPaper }, now }) => {
      await theOrder(caller, orderId);
      const made = acceptIssued(await issueDocument(orderActor(caller), { orderId, kind, day: onPaper ?? localDay(now, caller.org.timeZone) }, now));
      return answer({ id: made.id, number: made.number }, { location: `/orders/${orderId}/documents/${made.id}` });
    },
  ),
  staffOperation(reads, { id: 'documents.read', method: 'get', path: '/orders/{orderId}/documents/{documentId}', tag: DOCUMENTS_TAG, summary: 'Read a document', params, answer: document }, async ({ caller, params: asked }) => answer(toDocument(await theDocument(caller, asked)))),
  staffOperation(reads, { id: 'documents.pdf', method: 'get', path: '/orders/{orderId}/documents/{documentId}/pdf', tag: DOCUMENTS_TAG, summary: 'A document as PDF', params, file: ['application/pdf'] }, async ({ caller, params: asked }) => {
    const found = await theDocument(caller, asked);
    const pdf = await documentPdf(caller.db, caller.org.id, found.id);
    if (!pdf) throw new ApiProblem('not-found');
    return pdfResponse(pdf.bytes, pdf.name);
  }),
  staffOperation(
    issues,
    {
      id: 'documents.send', method: 'post', path: '/orders/{orderId}/documents/{documentId}/send', tag: DOCUMENTS_TAG, summary: 'Send a document by e-mail', params,
      body: z.strictObject({ to: text(255).openapi({ example: 'anna@example.com' }), message: text(MESSAGE_MAX).optional().openapi({ description: 'Above the usual words' }) }).openapi('DocumentSending'),
      answer: z.object({ isRepeated: z.boolean().openapi({ description: 'It went to this address a moment ago; nothing was sent again' }) }).openapi('DocumentSent'), does: ['/orders/:order/documents send'],
    },
    async ({ caller, params: asked, body, now }) => {
      const found = await theDocument(caller, asked);
      const { to, message } = readInput(sendSchema, body, 'documents');
      const { isRepeated } = accept(await mailDocument(orderActor(caller), { orderId: asked.orderId, documentId: found.id, to, message: message || null }, now));
      return answer({ isRepeated });
    },
  ),
];
