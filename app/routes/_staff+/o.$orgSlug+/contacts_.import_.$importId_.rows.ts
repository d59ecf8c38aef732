import type { LoaderFunctionArgs } from '@remix-run/node';
import { answerWithTable, parseExportFormat, XLSX_ROWS_MAX } from '~/domain/exports/export-rows.server';
import { problemTable } from '~/domain/exports/import-tables.server';
import { getLanguage } from '~/platform/i18n.server';
import { requireImport } from './__imports/importer.server';

/** Rows of an import or its trial with what is wrong, in the columns of the file: to repair and load again. */
export async function loader(args: LoaderFunctionArgs) {
  const { staff, record, customFields, t } = await requireImport(args);
  const params = new URL(args.request.url).searchParams;
  const kind = params.get('kind') === 'skipped' ? 'skipped' : 'failed';
  const runId = record.runId ?? record.dryRunId;
  if (!runId) throw new Response('Not found', { status: 404 });
  const table = problemTable(staff.db, { record, customFields, runId, kind, t, language: await getLanguage(args.request) });
  const answer = await answerWithTable(table, parseExportFormat(params.get('format')), args.request.signal);
  if (!answer) throw new Response(t('errors.xlsxTooLong', { max: XLSX_ROWS_MAX }), { status: 413 });
  return answer;
}
