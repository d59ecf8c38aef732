import type { LoaderFunctionArgs } from '@remix-run/node';
import { answerWithTable, parseExportFormat } from '~/domain/exports/export-rows.server';
import { daysOfPeriod } from '~/domain/periods/period';
import { REPORTS, type ReportName } from '~/domain/reports/report-filter';
import { reportPdf } from '~/domain/reports/report-pdf.server';
import { reportRows } from '~/domain/reports/report-rows';
import type { Report } from '~/domain/reports/report-sheet';
import { formatDay } from '~/ui/format';
import { loadClients } from './__load-clients.server';
import { loadEmployees } from './__load-employees.server';
import { loadEquipment } from './__load-equipment.server';
import { loadPay } from './__load-pay.server';
import { loadSummary } from './__load-summary.server';
import { requireReport, type ReportRequest } from './__require-report.server';
import { sayFigure } from './__say-figure';

/** `isTable`: a file that may be as long as a table gets; paper shows what the page shows, and says so. */
const LOADERS: Record<ReportName, (request: ReportRequest, isTable: boolean) => Promise<Report>> = {
  summary: loadSummary,
  equipment: loadEquipment,
  employees: loadEmployees,
  clients: loadClients,
  pay: loadPay,
};

/** A report as the page shows it, as a file. */
export async function loader(args: LoaderFunctionArgs) {
  const asked = new URL(args.request.url).searchParams;
  const name = REPORTS.find((one) => one === asked.get('report')) ?? 'summary';
  const request = await requireReport(args, name);
  const { t, language, staff, filter, today } = request;
  const isPdf = asked.get('format') === 'pdf';
  const report = await LOADERS[name](request, !isPdf);
  const days = daysOfPeriod(filter.period, today);
  const day = (value: string) => formatDay(new Date(`${value}T12:00:00Z`), language, 'UTC');
  const span = days.from ? t('period.range', { from: day(days.from), to: day(days.to ?? today) }) : t('period.untilToday');
  const fileName = `${report.title} ${days.from ?? ''}${days.from ? '–' : ''}${days.to ?? today}`;
  const subtitle = `${staff.org.name} · ${span} · ${filter.currency}`;
  if (isPdf) {
    const say = (value: string | null, kind: Parameters<typeof sayFigure>[1]) => sayFigure(value, kind, filter.currency, language);
    const bytes = await reportPdf({ report, subtitle, language: language === 'en' ? 'en' : 'ru', say, pageOf: (page, pages) => t('pageOf', { page, pages }), basisTitle: t('basis.title') });
    return new Response(new Uint8Array(bytes), {
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `attachment; filename="report.pdf"; filename*=UTF-8''${encodeURIComponent(`${fileName}.pdf`)}`,
        'Cache-Control': 'private, no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    });
  }
  const { heads, rows } = reportRows(report, subtitle);
  const answer = await answerWithTable({ fileName, heads, rows, language }, parseExportFormat(asked.get('format')), args.request.signal);
  if (!answer) throw new Response(null, { status: 413 });
  return answer;
}
