import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { drawDocument } from '~/domain/documents/document-file.server';
import { PICTURE_BODY, PICTURES, removePicture, savePicture } from '~/domain/documents/pictures.server';
import { requisitesSchema, REQUISITE_NAMES, type Requisites } from '~/domain/documents/requisites.schema';
import { findCompany, saveRequisites } from '~/domain/documents/requisites.server';
import { sampleOf } from '~/domain/documents/sample-of-company.server';
import { documentTextsSchema, TEXT_LIMITS } from '~/domain/documents/template.schema';
import { findTemplate, listTemplates, saveTemplate, type Template } from '~/domain/documents/templates.server';
import { answerWithFile } from '~/domain/files/read-file.server';
import { languages } from '~/platform/i18n';
import { pdfResponse } from '~/platform/pdf/pdf-response.server';
import { DOCUMENTS_TAG, documentKind } from './documents';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { pageOf, wholeList } from '../ground/paging';
import { ApiProblem, invalid } from '../ground/problem';
import { readInput } from '../ground/read-input';
import { withUpload } from '../ground/read-upload';
import { moment, text } from '../ground/schemas';

const REQUISITE_MAX = 300;
const requisite = text(REQUISITE_MAX).nullable().openapi({ example: null });
const requisiteFacts = Object.fromEntries(REQUISITE_NAMES.map((name) => [name, requisite])) as Record<keyof Requisites, typeof requisite>;
const company = z
  .object({ ...requisiteFacts, hasLogo: z.boolean(), hasSignature: z.boolean(), version: z.int() })
  .openapi('DocumentRequisites');
const companyChange = z.strictObject(requisiteFacts).partial().openapi('DocumentRequisitesChange', { example: { legalName: 'ООО «Тёплый двор»', inn: '7707083893', bankName: 'ПАО Сбербанк', bik: '044525225' } });

const texts = {
  language: z.enum(languages).openapi({ description: 'Of the words that the program adds' }),
  title: text(TEXT_LIMITS.title).openapi({ example: 'Счёт на оплату' }),
  introduction: text(TEXT_LIMITS.introduction).openapi({ example: 'Для {{client.name}}' }),
  terms: text(TEXT_LIMITS.terms).openapi({ example: 'Оплата в течение пяти дней.' }),
  footer: text(TEXT_LIMITS.footer).openapi({ example: '{{company.phone}}' }),
};
const template = z.object({ kind: documentKind, ...texts, version: z.int().openapi({ description: '0: nothing was saved yet' }), savedAt: moment.nullable() }).openapi('DocumentTemplate');
const templateInput = z.strictObject(texts).openapi('DocumentTemplateInput', { description: 'Placeholders in double braces stand for what the document knows' });

const kindParams = z.object({ documentKind });
const pictureParams = z.object({ picture: z.enum(PICTURES) });
const reads = { resource: 'billing', action: 'read' } as const;
const changes = { resource: 'billing', action: 'update' } as const;
const actorOf = ({ org, user }: ApiCaller) => ({ organizationId: org.id, userId: user.id });

async function answerCompany({ db }: ApiCaller) {
  const { requisites, logoFileId, signatureFileId, version } = await findCompany(db);
  return answer({ ...requisites, hasLogo: logoFileId !== null, hasSignature: signatureFileId !== null, version }, { version });
}

function toTemplate({ kind, texts: words, version, savedAt }: Template): z.output<typeof template> {
  return { kind, ...words, version, savedAt };
}

export const documentSettingsOperations: Operation[] = [
  staffOperation(reads, { id: 'documentSettings.read', method: 'get', path: '/settings/documents', tag: DOCUMENTS_TAG, summary: 'What documents say of the company', answer: company }, ({ caller }) => answerCompany(caller)),
  staffOperation(
    changes,
    { id: 'documentSettings.update', method: 'patch', path: '/settings/documents', tag: DOCUMENTS_TAG, summary: 'Change what documents say of the company', description: 'What is not named stays. Documents that were made stay as they are.', body: companyChange, answer: company, needsVersion: true, does: ['/settings/documents requisites'] },
    async ({ caller, body, version }) => {
      const { requisites } = await findCompany(caller.db);
      const saved = await saveRequisites(actorOf(caller), { version, requisites: readInput(requisitesSchema, { ...requisites, ...body }, 'documents') });
      if (!saved.ok) throw new ApiProblem('stale', { extra: { current: { ...saved.current, version: saved.version } } });
      return answerCompany(caller);
    },
  ),
  staffOperation(reads, { id: 'documentPictures.read', method: 'get', path: '/settings/documents/pictures/{picture}', tag: DOCUMENTS_TAG, summary: 'The logo or the signature of new documents', description: 'The signature is for those alone who may change it.', params: pictureParams, file: ['image/png', 'image/jpeg', 'image/webp'] }, async ({ caller, params: { picture } }) => {
    if (picture === 'signature' && !caller.can('billing', 'update')) throw new ApiProblem('forbidden');
    const { logoFileId, signatureFileId } = await findCompany(caller.db);
    const fileId = picture === 'logo' ? logoFileId : signatureFileId;
    const file = fileId && (await answerWithFile(caller.db, fileId));
    if (!file) throw new ApiProblem('not-found');
    return file;
  }),
  staffOperation(
    changes,
    {
      id: 'documentPictures.save', method: 'put', path: '/settings/documents/pictures/{picture}', tag: DOCUMENTS_TAG, summary: 'Give new documents a logo or a signature', params: pictureParams,
      upload: z.object({ file: z.any().openapi({ type: 'string', format: 'binary', description: `PNG or JPEG of at most ${PICTURE_BODY.fileBytes} bytes` }) }), does: ['/settings/documents picture'],
    },
    async ({ caller, params: { picture }, request }) => {
      await withUpload(request, 'file', PICTURE_BODY, async ({ uploads: [file] }) => {
        if (!(await savePicture(actorOf(caller), picture, file.path))) throw invalid('/file', 'type', 'Send a PNG or a JPEG.');
      });
      return done();
    },
  ),
  staffOperation(changes, { id: 'documentPictures.delete', method: 'delete', path: '/settings/documents/pictures/{picture}', tag: DOCUMENTS_TAG, summary: 'Take the logo or the signature off new documents', params: pictureParams, does: ['/settings/documents removePicture'] }, async ({ caller, params: { picture } }) => {
    await removePicture(actorOf(caller), picture);
    return done();
  }),
  staffOperation(reads, { id: 'documentTemplates.list', method: 'get', path: '/settings/documents/templates', tag: DOCUMENTS_TAG, summary: 'The words of documents, by kind', answer: pageOf(template, 'DocumentTemplate') }, async ({ caller: { db } }) => wholeList((await listTemplates(db)).map(toTemplate))),
  staffOperation(reads, { id: 'documentTemplates.read', method: 'get', path: '/settings/documents/templates/{documentKind}', tag: DOCUMENTS_TAG, summary: 'The words of a kind of documents', params: kindParams, answer: template }, async ({ caller: { db }, params }) => {
    const found = await findTemplate(db, params.documentKind);
    return answer(toTemplate(found), { version: found.version });
  }),
  staffOperation(
    changes,
    { id: 'documentTemplates.save', method: 'put', path: '/settings/documents/templates/{documentKind}', tag: DOCUMENTS_TAG, summary: 'Write the words of a kind of documents anew', params: kindParams, body: templateInput, answer: template, needsVersion: true, does: ['/settings/documents/:kind'] },
    async ({ caller, params: { documentKind: kind }, body, version }) => {
      const saved = await saveTemplate(actorOf(caller), { kind, version, texts: readInput(documentTextsSchema, body, 'documents') });
      if (!saved.ok) throw new ApiProblem('stale', { extra: { current: toTemplate(saved.current) } });
      const after = await findTemplate(caller.db, kind);
      return answer(toTemplate(after), { version: after.version });
    },
  ),
  staffOperation(reads, { id: 'documentTemplates.sample', method: 'get', path: '/settings/documents/templates/{documentKind}/sample', tag: DOCUMENTS_TAG, summary: 'An invented document with the saved words, as PDF', params: kindParams, file: ['application/pdf'] }, async ({ caller: { db }, params: { documentKind: kind } }) => {
    const { texts: words } = await findTemplate(db, kind);
    return pdfResponse(await drawDocument(db, await sampleOf(db, kind, words)), `${kind.toLowerCase()}-sample.pdf`);
  }),
];
