import { z } from '@hono/zod-openapi';
import { answerWithRecordFile } from '~/domain/files/read-file.server';
import { staffOperation, type Operation } from '../ground/operation';
import { ApiProblem } from '../ground/problem';
import { id } from '../ground/schemas';

const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif', 'application/pdf'];

export const fileOperations: Operation[] = [
  // which record it belongs to decides who may have it
  staffOperation(
    null,
    { id: 'files.read', method: 'get', path: '/files/{fileId}', tag: 'Files', summary: 'A file of a record that the caller sees', params: z.object({ fileId: id }), query: z.strictObject({ size: z.enum(['original', 'small']).optional().openapi({ description: 'small: the small copy of a picture' }) }), file: TYPES },
    async ({ caller, params: { fileId }, query: { size = 'original' } }) => {
      const file = await answerWithRecordFile(caller, fileId, size);
      if (!file) throw new ApiProblem('not-found');
      return file;
    },
  ),
];
