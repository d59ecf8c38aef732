import type { LoaderFunctionArgs } from '@remix-run/node';
import { answerWithReport, REPORT_FORMATS } from '~/domain/reports/report-file.server';
import { REPORTS } from '~/domain/reports/report-filter';
import { requireReport } from './__require-report.server';

/** A report as the page shows it, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const asked = new URL(args.request.url).searchParams;
  const name = REPORTS.find((one) => one === asked.get('report')) ?? 'summary';
  const format = REPORT_FORMATS.find((one) => one === asked.get('format')) ?? 'csv';
  const answer = await answerWithReport(await requireReport(args, name), format, args.request.signal);
  if (!answer) throw new Response(null, { status: 413 });
  return answer;
}
