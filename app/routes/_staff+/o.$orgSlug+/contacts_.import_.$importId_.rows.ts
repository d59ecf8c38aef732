import type { LoaderFunctionArgs } from '@remix-run/node';
import { answerWithTable, parseExportFormat, XLSX_ROWS_MAX } from '~/domain/exports/export-rows.server';
import { readProblemCells } from '~/domain/imports/problem-rows.server';
import { getLanguage } from '~/platform/i18n.server';
import { requireImport } from './__imports/importer.server';
import { sayProblem } from './__imports/say-problem.server';

/** Rows of an import or its trial with what is wrong, in the columns of the file: to repair and load again. */
export async function loader(args: LoaderFunctionArgs) {
  const { staff, record, customFields, t } = await requireImport(args);
  const params = new URL(args.request.url).searchParams;
  const kind = params.get('kind') === 'skipped' ? 'skipped' : 'failed';
  const runId = record.runId ?? record.dryRunId;
  if (!runId) throw new Response('Not found', { status: 404 });
  const heads = [...record.columns.map(({ label }) => label), t(`problems.${kind}`)];
  const rows = readProblemCells(staff.db, record, runId, kind, (problems) => problems.map((problem) => sayProblem(t, problem, customFields)).join(' '));
  const fileName = `${record.fileName.replace(/\.\w{1,5}$/, '')} - ${t(`problems.${kind}`)}`;
  const answer = await answerWithTable({ fileName, heads, rows, language: await getLanguage(args.request) }, parseExportFormat(params.get('format')), args.request.signal);
  if (!answer) throw new Response(t('errors.xlsxTooLong', { max: XLSX_ROWS_MAX }), { status: 413 });
  return answer;
}
