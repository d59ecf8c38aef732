import { z } from '@hono/zod-openapi';
import { answerWithRecordFile, linkToRecordFile } from '~/domain/files/read-file.server';
import { siteOrigin } from '~/platform/http/site-origin.server';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { ApiProblem } from '../ground/problem';
import { id, moment } from '../ground/schemas';

const size = z.strictObject({ size: z.enum(['original', 'small']).optional().openapi({ description: 'small: the small copy of a picture' }) });
const fileLink = z.object({ url: z.url().openapi({ example: 'https://crm.example.org/files/0190a0a0-0000-7000-8000-000000000001?signature=abc' }), expiresAt: moment }).openapi('FileLink');
const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif', 'application/pdf'];

export const fileOperations: Operation[] = [
  // which record it belongs to decides who may have it
  staffOperation(
    null,
    { id: 'files.read', method: 'get', path: '/files/{fileId}', tag: 'Files', summary: 'A file of a record that the caller sees', params: z.object({ fileId: id }), query: size, file: TYPES },
    async ({ caller, params: { fileId }, query: { size = 'original' } }) => {
      const file = await answerWithRecordFile(caller, fileId, size);
      if (!file) throw new ApiProblem('not-found');
      return file;
    },
  ),
  staffOperation(
    null,
    { id: 'files.link', method: 'get', path: '/files/{fileId}/link', tag: 'Files', summary: 'An address that gives the file for five minutes', description: 'To whoever has it, without a key: hand it on with care.', params: z.object({ fileId: id }), query: size, answer: fileLink },
    async ({ caller, params: { fileId }, query, now }) => {
      const link = await linkToRecordFile(caller, fileId, query.size ?? 'original', now);
      if (!link) throw new ApiProblem('not-found');
      return answer({ url: siteOrigin() + link.path, expiresAt: link.expiresAt });
    },
  ),
];
