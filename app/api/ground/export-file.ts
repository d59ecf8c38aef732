import { z } from '@hono/zod-openapi';
import { answerWithTable, EXPORT_FORMATS, XLSX_ROWS_MAX, type ExportFormat, type ExportTable } from '~/domain/exports/export-rows.server';
import { conflict } from './problem';

/** What every export takes beside the filters of its list. */
export const exportQuery = { format: z.enum(EXPORT_FORMATS).optional() };

/** What the document says of every export. Its words are those of Accept-Language. */
export const exportSpec = {
  method: 'get',
  file: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  conflict: `An XLSX holds ${XLSX_ROWS_MAX} rows, and more were found`,
} as const;

/** A table as the answer, CSV unless XLSX is asked for. @throws {ApiProblem} 409 for more rows than an XLSX holds */
export async function sendTable(table: ExportTable, format: ExportFormat | undefined, request: Request): Promise<Response> {
  const answer = await answerWithTable(table, format ?? 'csv', request.signal);
  if (!answer) throw conflict('tooLong', exportSpec.conflict);
  return answer;
}
